"""Open children without a worker to whom the measure owes none: how many of each kind, and a list of their own.

A page that says who waits for a worker says of these too, so that nobody takes them for held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import OTHERS_WITHOUT_A_WORKER, OWED_A_WORKER, Stage
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.layout import dates
from lineofsight.web.layout.links import link

ADVISED, NOT_ADVISED = "care_leaver_with_adviser", "care_leaver_without_adviser"
_TITLES = {
    Stage.CONTACT.value: ("contact", "contacts"), Stage.EARLY_HELP.value: ("in early help", "in early help"),
    ADVISED: ("care leaver with a personal adviser", "care leavers with a personal adviser"),
    NOT_ADVISED: ("care leaver without a personal adviser", "care leavers without a personal adviser"),
    # Their referral is closed, or there was none: the measure does not count them.
    Stage.ASSESSMENT.value: ("assessed without an open referral", "assessed without an open referral"),
    Stage.SECTION_47.value: ("in an enquiry without an open referral", "in enquiries without an open referral"),
}  # fmt: skip
HEADINGS = ("Local id", "Kind", "Since", "Team", "Personal adviser", "Overdue")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code in the address, how many there are, and what they are in words."""

    code: str
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One child of them."""

    name: str
    local_id: str
    age: str
    kind: str
    since: date | None
    team: str
    adviser: str
    overdue: int
    link: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook: by local id, without a name."""
        return (self.local_id, self.kind, self.since, self.team, self.adviser, self.overdue)


def others(children: QuerySet[ChildNow], kind: str = "") -> QuerySet[ChildNow]:
    """Of some children those of one kind, or of every; since the longest first."""
    found = children.filter(OTHERS_WITHOUT_A_WORKER).order_by("stage_since", "reference")
    if kind in (ADVISED, NOT_ADVISED):
        return found.filter(stage=Stage.CARE_LEAVER, personal_adviser_id__isnull=kind == NOT_ADVISED)
    return found.filter(stage=kind) if kind else found


def kinds(children: QuerySet[ChildNow]) -> list[Kind]:
    """How many of each kind there are among some children; those of which there are none are left out."""
    rows = others(children).order_by().values_list("stage").annotate(
        number=Count("pk"), advised=Count("pk", filter=Q(personal_adviser_id__isnull=False))
    )  # fmt: skip
    numbers: dict[str, int] = {}
    for stage, number, advised in rows:
        parts = {ADVISED: advised, NOT_ADVISED: number - advised} if stage == Stage.CARE_LEAVER else {stage: number}
        numbers |= parts
    order = [*_TITLES, *Stage.values]
    return [
        Kind(code, numbers[code], words(code, numbers[code]))
        for code in sorted(numbers, key=order.index) if numbers[code]
    ]  # fmt: skip


def words(kind: str, number: int) -> str:
    """What children of a kind are called, by their number."""
    one, many = _TITLES.get(kind) or (str(Stage(kind).label).lower(),) * 2
    return one if number == 1 else many


def kind_of(child: ChildNow) -> str:
    """Of which kind a child is."""
    if child.stage == Stage.CARE_LEAVER:
        return ADVISED if child.personal_adviser_id else NOT_ADVISED
    return child.stage


def lines(children: Sequence[ChildNow], advisers: dict[str, str], today: date) -> list[Line]:
    """Children as lines. `advisers`: names by id."""
    return [
        Line(
            each.name, each.child_id, dates.age(each.born_on, today), _title(kind_of(each)), each.stage_since,
            each.team_name or "No team", advisers.get(each.personal_adviser_id or "", ""), each.overdue,
            link("children:child", each.reference),
        )
        for each in children
    ]  # fmt: skip


def _title(kind: str) -> str:
    said = words(kind, 1)
    return said[:1].upper() + said[1:]


def not_told() -> str:
    """What is not loaded, so that nobody can tell who is owed a worker and has none; blank where it can be told."""
    figure = latest().get(OWED_A_WORKER)
    return figure.reason.removeprefix("not covered: ").replace("_", " ") if figure and figure.reason else ""
