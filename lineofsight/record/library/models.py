"""Documents as they were read: each with its judgements, its passages that can be searched, and its problems.

`page` is counted from 1 and null outside PDF; `start` and `end` are characters of that page's text as extracted.
"""

from __future__ import annotations

from django.db import models

REPORTS = ("inspection", "inspection_and_lscb_review", "reinspection", "lscb_review")
VISITS = ("focused_visit", "monitoring_visit")
NOTICE, ARTICLE, NOT_A_REPORT = "notice", "news_article", "not_a_report"


class PassageKind(models.TextChoices):
    """What a passage is: something to improve, what inspectors found, or what a document says of something else."""

    RECOMMENDATION = "recommendation", "Recommendation"
    FINDING = "finding", "Finding"
    CLAIM = "claim", "Claim"


class Document(models.Model):
    """One file as read. `reading`: the digest of the rules that read it. `places`: each single value's place and words.

    `on`: the day it stands at in a history (last day on site, else the day published). `is_copy`: another file of
    the same inspection was loaded later; counts and pictures leave copies out.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.TextField()
    reading = models.CharField(max_length=16)
    document_type = models.TextField()
    framework = models.TextField()
    la_code = models.TextField(blank=True, default="")
    la = models.TextField(blank=True, default="")
    inspection_start = models.DateField(null=True, blank=True)
    inspection_end = models.DateField(null=True, blank=True)
    published_printed = models.DateField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    lead_inspector = models.TextField(blank=True, default="")
    places = models.JSONField(default=dict)
    recommendations = models.IntegerField(default=0)
    findings = models.IntegerField(default=0)
    claims = models.IntegerField(default=0)
    problems = models.IntegerField(default=0)
    loaded_at = models.DateTimeField()
    loaded_by = models.TextField()
    is_copy = models.BooleanField(default=False)

    class Meta:
        """Oldest first, as a history is read."""

        db_table = "inspection_documents"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["la_code", "on"], name="inspection_documents_la")]

    @property
    def is_graded(self) -> bool:
        """Whether it is a report, which judges; letters, notices and articles do not."""
        return self.document_type in REPORTS


class Judgement(models.Model):
    """A grade given to an area; blank where the words printed are no grade known here."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="judgements")
    place = models.IntegerField()
    area_code = models.TextField()
    area_as_printed = models.TextField()
    grade = models.TextField(blank=True, default="")
    grade_as_printed = models.TextField(blank=True, default="")
    page = models.IntegerField(null=True, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        """As printed."""

        db_table = "inspection_judgements"
        ordering = ["document", "place"]


class Passage(models.Model):
    """A recommendation, finding or claim. `themes`: codes with a blank before, between and after, to be found in.

    `heading`: of a recommendation the section and sub-heading; of a claim its subject. `number` as printed, or the
    order of a recommendation. `tone` of a finding, `claim_kind` and `said_date` (as precise as it was said) of a claim.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    kind = models.TextField(choices=PassageKind)
    place = models.IntegerField()
    number = models.TextField(blank=True, default="")
    area_code = models.TextField(blank=True, default="")
    heading = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="")
    tone = models.TextField(blank=True, default="")
    claim_kind = models.TextField(blank=True, default="")
    said_date = models.TextField(blank=True, default="")
    text = models.TextField()
    themes = models.TextField(blank=True, default="")
    theme_words = models.JSONField(default=dict)
    references = models.JSONField(default=list)
    page = models.IntegerField(null=True, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        """By document and kind."""

        db_table = "inspection_passages"
        ordering = ["document", "kind", "place"]
        indexes = [models.Index(fields=["document", "kind", "place"], name="inspection_passages_doc")]


class Problem(models.Model):
    """A value left blank or doubtful, and why."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="said_problems")
    field = models.TextField()
    reason = models.TextField()

    class Meta:
        """As they were told."""

        db_table = "inspection_problems"
        ordering = ["document", "pk"]


class Upload(models.Model):
    """Files a person sent to be read in the background, and how far it has come. Names of files, never their text."""

    key = models.UUIDField(primary_key=True)
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    files = models.JSONField(default=list)
    done = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    unread = models.IntegerField(default=0)
    problem = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first."""

        db_table = "inspection_uploads"
        ordering = ["-asked_at"]
