"""Errors in data that a person may see: those of the children they may see, and counts that are the length of lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from lineofsight.record.service.models import (
    Acceptance,
    ChildNow,
    DataCheck,
    DataError,
    DataErrorCount,
    UncheckedRule,
)  # fmt: skip
from lineofsight.record.service.quality.accepting import in_force
from lineofsight.record.service.quality.ages import age_of
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.policy import may
from lineofsight.web.accounts.roles import Action


@dataclass(frozen=True, slots=True)
class Counted:
    """How many errors of one rule, team and age there are: `open` to be mended, `accepted` said to be right."""

    collection: str
    rule: str
    severity: str
    team_id: str
    age: str
    open: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Month:
    """Errors to be mended at a month's end, or on the latest day; `worked_out` afterwards, from the record as known."""

    on: date
    open: int
    worked_out: bool


class DataErrors:
    """What one person may read of data quality."""

    def __init__(self, caseload: Caseload) -> None:
        self._caseload = caseload
        self._asker = caseload.asker
        self._may = may(caseload.asker, Action.SEE_DATA_ERRORS)

    def checks(self) -> dict[str, DataCheck]:
        """The latest check of each return, by its code; none before anything was loaded."""
        return {check.collection: check for check in DataCheck.objects.all()} if self._may else {}

    def unchecked(self) -> QuerySet[UncheckedRule]:
        """Rules that could not be checked, or only in part: about no child."""
        rules = UncheckedRule.objects.order_by("collection", "partly", "pk")
        return rules if self._may else rules.none()

    def errors(self) -> QuerySet[DataError]:
        """The errors of the children the person may see; to those who see all, those of a return as a whole too."""
        if not self._may:
            return DataError.objects.none()
        if self._caseload.sees_everyone:
            shut = self._shut()
            return DataError.objects.exclude(reference__in=shut) if shut else DataError.objects.all()
        return DataError.objects.filter(reference__in=self._caseload.children().values("reference"))

    def of_children(self, children: QuerySet[ChildNow]) -> QuerySet[DataError]:
        """The errors of some of the children the person may see."""
        mine = DataError.objects.filter(reference__in=children.values("reference"))
        return mine if self._may else mine.none()

    def error(self, key: str) -> tuple[DataError, ChildNow | None]:
        """One error and its child, the look written down. Raises Http404, the same for absent and not permitted."""
        found = self.errors().filter(pk=key).first()
        if found is None:
            raise Http404(NOT_YOURS)
        return found, self._caseload.child(found.reference) if found.reference else None

    def counted(self, as_at: date) -> list[Counted]:
        """The errors by rule, team and age: for those who see all from the counts made with them."""
        if self._caseload.sees_everyone and self._may:
            rows = DataErrorCount.objects.filter(counted_on=as_at)
            held = {_group(row): (row.errors - row.accepted, row.accepted) for row in rows}
            shut = self._shut()
            hidden = _by_group(DataError.objects.filter(reference__in=shut), as_at) if shut else {}
            left = {
                group: (number - hidden.get(group, (0, 0))[0], accepted - hidden.get(group, (0, 0))[1])
                for group, (number, accepted) in held.items()
            }
        else:
            left = _by_group(self.errors(), as_at)
        return [Counted(*group, open=number, accepted=done) for group, (number, done) in left.items() if number or done]

    def team_names(self, as_at: date) -> Mapping[str, str]:
        """The names of teams whose children have errors, by id."""
        rows = DataErrorCount.objects.filter(counted_on=as_at).exclude(team_id="")
        return {key: name or key for key, name in rows.values_list("team_id", "team_name").distinct()}

    def trend(self, since: date, **of: str) -> list[Month]:
        """Errors to be mended at each month's end: everybody's, or of the person's own teams; oldest first.

        `of`: columns of the counts, such as `rule` or `team_id`. Nothing for who sees single children only.
        """
        rows = DataErrorCount.objects.filter(counted_on__gte=since, **of)
        if not self._may or self._asker is None:
            return []
        if not self._caseload.sees_everyone:
            if not self._asker.teams:
                return []
            rows = rows.filter(team_id__in=self._asker.teams)
        summed = rows.values("counted_on", "worked_out").annotate(all=Sum("errors"), done=Sum("accepted"))
        return [
            Month(row["counted_on"], row["all"] - row["done"], row["worked_out"])
            for row in summed.order_by("counted_on")
        ]

    def acceptances(self) -> QuerySet[Acceptance]:
        """What was said to be right about the children the person may see, newest first."""
        said = Acceptance.objects.order_by("-at", "-pk")
        if not self._may:
            return said.none()
        if self._caseload.sees_everyone:
            shut = self._shut()
            return said.exclude(reference__in=shut) if shut else said
        return said.filter(reference__in=self._caseload.children().values("reference"))

    def explained(self, error: DataError) -> Acceptance | None:
        """The acceptance in force for an error that `error` gave."""
        return in_force(DataError.objects.db, error.key)

    def history(self, error: DataError) -> QuerySet[Acceptance]:
        """Everything ever said of an error that `error` gave, newest first."""
        return Acceptance.objects.filter(key=error.key).order_by("-at", "-pk")

    def _shut(self) -> list[str]:
        return sorted(self._asker.shut) if self._asker is not None else []


_Group = tuple[str, str, str, str, str]


def _group(row: DataErrorCount) -> _Group:
    return row.collection, row.rule, row.severity, row.team_id, row.age


def _by_group(errors: QuerySet[DataError], as_at: date) -> dict[_Group, tuple[int, int]]:
    found: dict[_Group, tuple[int, int]] = {}
    names = ("collection", "rule", "severity", "team_id", "first_seen_on")
    counted = errors.order_by().values(*names).annotate(
        open=Count("accepted", filter=Q(accepted=False)), done=Count("accepted", filter=Q(accepted=True))
    )  # fmt: skip
    for row in counted:
        age = age_of(row["first_seen_on"], as_at).value
        group = (row["collection"], row["rule"], row["severity"], row["team_id"] or "", age)
        before = found.get(group, (0, 0))
        found[group] = (before[0] + row["open"], before[1] + row["done"])
    return found
