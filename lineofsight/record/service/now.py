"""Each child as they are now, in one row; and what the prepared tables were made from."""

from __future__ import annotations

from django.db import models


class Stage(models.TextChoices):
    """Where a child is with the service: the furthest along that is open."""

    CLOSED = "closed", "Closed"
    CONTACT = "contact", "Contact"
    REFERRAL = "referral", "Referral"
    EARLY_HELP = "early_help", "Early help"
    ASSESSMENT = "assessment", "Assessment"
    SECTION_47 = "section_47", "Section 47 enquiry"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    CARE_LEAVER = "care_leaver", "Care leaver"
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    IN_CARE = "in_care", "In care"


class Reason(models.TextChoices):
    """Why a child should be looked at before others; the first of them the gravest."""

    MISSING = "missing", "Missing now"
    UNALLOCATED = "unallocated", "No allocated worker"
    NEVER_SEEN = "never_seen", "Never seen"
    NOT_SEEN = "not_seen", "Not seen after failed visits"
    OWED_NOTHING = "owed_nothing", "Open, with nothing open for them or nobody named"
    NO_PLAN = "no_plan", "No plan"
    NO_STATUS = "no_status", "In care without a legal status"
    OVERDUE = "overdue", "Overdue"
    LONG_PLAN = "long_plan", "On a child protection plan for more than 15 months"
    NO_PROGRESS = "no_progress", "No progress found in two reviews running"
    CHANGES_OF_WORKER = "changes_of_worker", "Three or more changes of worker in a year"
    REPEAT_REFERRAL = "repeat_referral", "Referred again within a year of a referral"


DRIFT = (Reason.LONG_PLAN, Reason.NO_PROGRESS, Reason.CHANGES_OF_WORKER, Reason.REPEAT_REFERRAL)
"""Signs that work with a child goes on without getting anywhere: reasons for a manager to look, never a judgement."""


OWED_A_WORKER = "wf_unallocated"
"""The measure of those whom `Reason.UNALLOCATED` stands for: referred, in need, on a plan or in care."""
WAITS_FOR_A_WORKER = models.Q(is_open=True, reasons__icontains=f'"{Reason.UNALLOCATED.value}"')
"""Children whom that measure counts: owed a worker, and held by nobody in post."""
OTHERS_WITHOUT_A_WORKER = models.Q(is_open=True, worker_id__isnull=True) & ~models.Q(
    reasons__icontains=f'"{Reason.UNALLOCATED.value}"'
)
"""Open children without a worker whom it does not count: contacts, early help, care leavers. Never said to be held."""

COUNTED_BY = [
    "reasons", "team_id", "team_name", "stage", "worker_id", "worker_name", "overdue", "longest_overdue", "reference",
]  # fmt: skip


class ChildNow(models.Model):
    """A child known to the service, as at the day the tables were prepared.

    `reference` is the pseudonym used in addresses and logs; `child_id` the authority's own id. `owed` counts what is
    open: due, overdue, or not known; `overdue` and `due_soon` (in the next 7 days) are parts of it. `longest_overdue`
    is in days. `is_open` is false for a closed child only. `worker_id` is blank where nobody in post holds the child.
    """

    reference = models.TextField(primary_key=True)
    child_id = models.TextField(unique=True)
    forename = models.TextField(null=True, blank=True)
    surname = models.TextField(null=True, blank=True)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.TextField(null=True, blank=True)
    ethnicity = models.TextField(null=True, blank=True)
    locality = models.TextField(null=True, blank=True)
    stage = models.TextField(choices=Stage.choices, default=Stage.CLOSED)
    stage_since = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    opened_on = models.DateField(null=True, blank=True)
    worker_id = models.TextField(null=True, blank=True)
    worker_name = models.TextField(null=True, blank=True)
    team_id = models.TextField(null=True, blank=True)
    team_name = models.TextField(null=True, blank=True)
    allocated_since = models.DateField(null=True, blank=True)
    changes_of_worker = models.IntegerField(default=0)
    reviewing_officer_id = models.TextField(null=True, blank=True)
    personal_adviser_id = models.TextField(null=True, blank=True)
    family_id = models.TextField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    overdue = models.IntegerField(default=0)
    due_soon = models.IntegerField(default=0)
    owed = models.IntegerField(default=0)
    not_known = models.IntegerField(default=0)
    longest_overdue = models.IntegerField(null=True, blank=True)
    address_protected = models.BooleanField(default=False)
    has_dangers = models.BooleanField(default=False)
    legal_status = models.TextField(null=True, blank=True)
    missing_since = models.DateField(null=True, blank=True)
    reasons = models.JSONField(default=list)

    class Meta:
        """Found by who holds them, by family, by where they are, and by birth."""

        db_table = "children_now"
        indexes = [
            models.Index(fields=["worker_id"], name="children_now_worker"),
            models.Index(fields=["team_id", "stage"], name="children_now_team"),
            models.Index(fields=["is_open", "stage"], name="children_now_stage"),
            models.Index(fields=["family_id"], name="children_now_family"),
            models.Index(fields=["reviewing_officer_id"], name="children_now_officer"),
            models.Index(fields=["personal_adviser_id"], name="children_now_adviser"),
            models.Index(fields=["born_on"], name="children_now_born"),
            # Open children are few among all that were ever known: what pages count of them is here, apart.
            models.Index(fields=COUNTED_BY, condition=models.Q(is_open=True), name="children_now_counted"),
        ]

    @property
    def name(self) -> str:
        """First and family name, as far as they are recorded; otherwise the local id."""
        return " ".join(part for part in (self.forename, self.surname) if part) or self.child_id


class Prepared(models.Model):
    """What the tables in this database were made from; one row, or none before the first snapshot.

    `catalogue` is the hash of the definitions. `children`, `duties` and `keys` are numbers of rows, `keys` those of
    the search; `seconds` how long it took.
    """

    snapshot = models.TextField(primary_key=True)
    as_at = models.DateField()
    made_at = models.DateTimeField()
    catalogue = models.TextField()
    children = models.IntegerField()
    duties = models.IntegerField()
    keys = models.IntegerField()
    seconds = models.FloatField()

    class Meta:
        """Its table."""

        db_table = "prepared"


class PreparedAgain(models.Model):
    """Whose rows were made again since all were: what processes hold of them in memory is read anew.

    `holder` is the authority's own id, as in `OpenDuty`. Numbers only grow. Emptied when every table is made again.
    """

    number = models.BigAutoField(primary_key=True)
    holder_kind = models.TextField()
    holder = models.TextField()

    class Meta:
        """Its table."""

        db_table = "prepared_again"
