"""A worklist's rows in words: what is owed, to whom, by when, how strongly, and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.standards import Standard
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.service.now import DRIFT, Reason, Stage
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.layout.dates import days, from_day, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.layout.marks import mark_of

FORCE_TITLES = {"must": "The law says must", "should": "Statutory guidance says should", "local": "Local policy"}
HOLDERS = {"worker": "Worker", "team": "Team", "carer": "Carer", "home": "Home", "service": "The service"}
NOT_KNOWN = "Not known: the files loaded cannot tell"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing owed, as a list shows it."""

    who: str
    who_id: str
    who_link: str
    what: str
    what_link: str
    when: str
    state: str
    tone: str
    force: str
    force_title: str
    worker: str
    team: str
    why_link: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a workbook has it."""
        return (self.who, self.who_id, self.what, self.when, self.state, self.force, self.worker, self.team)


HEADINGS = ("Who", "Local id", "What is owed", "Due", "How it stands", "Force", "Worker", "Team")


def row_of(duty: OpenDuty, standards: Mapping[str, Standard], day: date) -> Row:
    """One row. A standard this version no longer has is shown by its code."""
    standard = standards.get(duty.standard)
    state, tone = standing(duty, day)
    child = duty.holder_kind == "child"
    return Row(
        who=duty.name or (duty.holder if child else HOLDERS.get(duty.holder_kind, duty.holder_kind)),
        who_id="" if duty.holder_kind == "service" else duty.holder,
        who_link=link("children:child", duty.reference) if child and duty.reference else "",
        what=short_title(standard) if standard else duty.standard,
        what_link=link("handbook:standard", duty.standard),
        when=in_full(duty.due_on),
        state=state,
        tone=tone,
        force=duty.force or "",
        force_title=FORCE_TITLES.get(duty.force or "", ""),
        worker=duty.worker_name or ("" if duty.worker else "No allocated worker"),
        team=duty.team_name or duty.team or "",
        why_link=_why(duty) if child else "",
    )


def standing(duty: OpenDuty, day: date) -> tuple[str, str]:
    """How it stands on a day, in words, and the tone of its tag: overdue, soon, unknown or plain."""
    if not duty.known or duty.due_on is None:
        return NOT_KNOWN, "unknown"
    if duty.met_on is not None and duty.met_on <= duty.due_on and duty.recorded_on and duty.recorded_on > duty.due_on:
        late = (duty.recorded_on - duty.due_on).days
        return f"Met in time on {in_full(duty.met_on)}, recorded {days(late)} after it fell due", "plain"
    return from_day(duty.due_on, day), "overdue" if duty.due_on < day else "soon" if (
        duty.due_on - day
    ).days < 7 else "plain"


def _why(duty: OpenDuty) -> str:
    return link("children:why", duty.reference, duty.standard, mark_of(duty.subject, duty.opened_on))


@dataclass(frozen=True, slots=True)
class First:
    """A child to look at first, and why, in one sentence or two."""

    name: str
    child_id: str
    link: str
    stage: str
    worker: str
    why: str


_WHY = {
    Reason.MISSING: "Missing",
    Reason.UNALLOCATED: "No allocated worker",
    Reason.NEVER_SEEN: "Never seen",
    Reason.NOT_SEEN: "Not seen after failed visits",
    Reason.OWED_NOTHING: "Open, but nothing is open for them or nobody is named",
    Reason.NO_PLAN: "No plan",
    Reason.NO_STATUS: "In care without a legal status",
    **{sign: sign.label for sign in DRIFT},
}


def first_of(child: ChildNow, day: date) -> First:
    """Why this child comes first."""
    said = []
    for reason in child.reasons:
        if reason == Reason.MISSING and child.missing_since:
            said.append(f"Missing since {in_full(child.missing_since)} ({days((day - child.missing_since).days)})")
        elif reason in _WHY:
            said.append(_WHY[Reason(reason)])
    if child.overdue:
        longest = f", the longest by {days(child.longest_overdue)}" if child.longest_overdue else ""
        said.append(f"{child.overdue} overdue{longest}")
    if child.last_seen_on and child.is_open:
        said.append(f"last seen {in_full(child.last_seen_on)}, {days((day - child.last_seen_on).days)} ago")
    text = ". ".join(part[:1].upper() + part[1:] for part in said)
    return First(
        child.name, child.child_id, link("children:child", child.reference), Stage(child.stage).label,
        child.worker_name or "No allocated worker", text + "." if text else "",
    )  # fmt: skip
