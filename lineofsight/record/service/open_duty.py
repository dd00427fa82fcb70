"""Open duties, and those ended lately: what worklists and a child's page read."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from django.db import models
from django.db.models import F, Q

from lineofsight.catalogue import STANDARDS
from lineofsight.core.duties import Status, status
from lineofsight.evaluation.ticks import day_tick, end_of, minute_tick, tick_moment

NEVER_LISTED = tuple(sorted(code for code, each in STANDARDS.items() if each.stage == "allegations"))
"""What is owed for allegations against people who work with children: on no worklist, in no count."""
# Met by the due day, and written down after it.
RECORDED_LATE = Q(known=True, met_on__lte=F("due_on"), recorded_on__gt=F("due_on"))
COUNTED_BY = [
    "ended_on", "due_on", "opened_on", "due_at", "known", "holder_kind", "team", "worker", "standard", "area", "force",
    "reference",
]  # fmt: skip


class DutiesOnADay(models.QuerySet["OpenDuty"]):
    """Duties by what they are at the end of a day in London. Each agrees with `OpenDuty.status_on`."""

    def open_on(self, day: date) -> DutiesOnADay:
        """Opened, and neither met nor closed by then; what is not known of them counts too."""
        return self.filter(open_by(day))

    def overdue_on(self, day: date) -> DutiesOnADay:
        """Open, known, and past due."""
        return self.filter(overdue_on(day))

    def due_on_or_after(self, day: date) -> DutiesOnADay:
        """Open, known, and not past due."""
        return self.filter(ahead_of(day))

    def due_within(self, day: date, days: int) -> DutiesOnADay:
        """Open, known, not past due, and due no more than so many days later."""
        return self.filter(due_within(day, days))

    def not_known_on(self, day: date) -> DutiesOnADay:
        """Open, and of which the sources cannot tell, or whose clock's length is not known."""
        return self.filter(not_known_on(day))


def open_by(day: date) -> Q:
    """Opened by the end of a day, and neither met nor closed by then."""
    return Q(Q(ended_on__isnull=True) | Q(ended_on__gt=day), opened_on__lte=day)


def past_due(day: date) -> Q:
    """Due before the end of the day: by day clocks on an earlier day; by hour clocks at any earlier minute."""
    # The day of an hour clock is that of its minute, so that only what is due this very day needs its minute looked at.
    last_minute = tick_moment(end_of(day, in_hours=True))
    return Q(due_on__lt=day) | Q(due_on=day, due_at__isnull=False, due_at__lt=last_minute)


def overdue_on(day: date) -> Q:
    """Open, known, and past due."""
    return open_by(day) & past_due(day) & Q(known=True)


def ahead_of(day: date) -> Q:
    """Open, known, and not past due."""
    return open_by(day) & Q(known=True, due_on__isnull=False) & ~past_due(day)


def due_within(day: date, days: int) -> Q:
    """Open, known, not past due, and due no more than so many days later."""
    return ahead_of(day) & Q(due_on__lte=day + timedelta(days=days))


def not_known_on(day: date) -> Q:
    """Open, and of which the sources cannot tell, or whose clock's length is not known."""
    return open_by(day) & (Q(known=False) | Q(due_on__isnull=True))


class OpenDuty(models.Model):
    """One duty that is open, or ended in the last 90 days, as `duty_table` gave it, and who is responsible.

    Disposable: made again after every load and, for one child, after every write. Status is never stored; it is a
    function of the dates and a day. `holder` and `subject` are the authority's own ids, `reference` the child's
    pseudonym, `name` the holder's as a list shows it. `ended_on` is the day it was met or closed, whichever came
    first. `force` says how strongly it binds: must, should or local. `area` and `stage` are the standard's.
    """

    key = models.BigAutoField(primary_key=True)
    standard = models.TextField()
    holder_kind = models.TextField()
    holder = models.TextField()
    subject = models.TextField()
    variant = models.TextField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    national_due_on = models.DateField(null=True, blank=True)
    known = models.BooleanField(default=True)
    basis = models.TextField(null=True, blank=True)
    opened_by_table = models.TextField(null=True, blank=True)
    opened_by_id = models.TextField(null=True, blank=True)
    met_by_table = models.TextField(null=True, blank=True)
    met_by_id = models.TextField(null=True, blank=True)
    closed_by_table = models.TextField(null=True, blank=True)
    closed_by_id = models.TextField(null=True, blank=True)
    worker = models.TextField(null=True, blank=True)
    worker_name = models.TextField(null=True, blank=True)
    team = models.TextField(null=True, blank=True)
    team_name = models.TextField(null=True, blank=True)
    reference = models.TextField(null=True, blank=True)
    name = models.TextField(null=True, blank=True)
    area = models.TextField(null=True, blank=True)
    stage = models.TextField(null=True, blank=True)
    force = models.TextField(null=True, blank=True)

    objects = DutiesOnADay.as_manager()

    class Meta:
        """Found by whose it is, by who is to act, and by when; those still open apart from those ended lately."""

        db_table = "open_duties"
        indexes = [
            models.Index(fields=["holder_kind", "holder"], name="open_duties_holder"),
            models.Index(fields=["reference", *COUNTED_BY[:-1]], name="open_duties_reference"),
            models.Index(fields=["worker", "ended_on", "due_on"], name="open_duties_worker"),
            models.Index(fields=["team", "ended_on", "due_on"], name="open_duties_team"),
            models.Index(fields=["standard", "ended_on", "due_on"], name="open_duties_standard"),
            # Counting reads these alone, never the rows: whole lists by the first, some children's by their reference.
            models.Index(fields=COUNTED_BY, name="open_duties_counted"),
            models.Index(fields=["due_on", "reference", "key"], name="open_duties_listed"),
            models.Index(
                fields=["due_on", "reference", "key", "holder_kind", "team"],
                condition=RECORDED_LATE,
                name="open_duties_recorded_late",
            ),
        ]

    def status_on(self, day: date) -> Status | None:
        """What it is at the end of a day in London; None where it had not opened."""
        in_hours = self.opened_at is not None
        ticks = []
        for name in ("opened", "due", "met", "closed"):
            moment, on = getattr(self, f"{name}_at"), getattr(self, f"{name}_on")
            if in_hours:
                ticks.append(None if moment is None else minute_tick(moment.astimezone(UTC)))
            else:
                ticks.append(None if on is None else day_tick(on))
        opened, due, met, closed = ticks
        if opened is None:
            return None
        return status(opened, due, met, closed, self.known, end_of(day, in_hours=in_hours))

    def days_overdue(self, day: date) -> int:
        """Whole days past due; none while it is not."""
        return max((day - self.due_on).days, 0) if self.due_on and self.status_on(day) is Status.OVERDUE else 0
