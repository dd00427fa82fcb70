"""The register as pages show it: a line of a list, an entry with its clocks, an action with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.code_sets import code_set
from lineofsight.core.standards import Standard
from lineofsight.record.service.models import OpenDuty
from lineofsight.web.layout.dates import from_day, in_full, short
from lineofsight.web.layout.links import link
from lineofsight.web.layout.titles import title_of_standard
from lineofsight.web.learning.kinds import COMPLAINT, KINDS, REVIEWS, Kind, taken
from lineofsight.web.learning.models import Entry, LaterCheck, LearningAction
from lineofsight.web.learning.proof import Proof, State, looked_at, named_from, wanted
from lineofsight.web.learning.who import Opened

_PROOF_TONES = {State.HOLDS: "met", State.NOT_YET: "due", State.NOBODY_LOOKED: "unknown"}
_PROOF_WORDS = {State.HOLDS: "Shown", State.NOT_YET: "Not yet", State.NOBODY_LOOKED: "Nobody has looked"}
_COMPLAINTS = {each.code: each.meaning for each in code_set("lineofsight:complaint_kind")}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list. `began`: to put it in order; `cells`: of the workbook; `code` and `row_id` name the entry."""

    title: str
    kind: str
    link: str
    state: str
    tone: str
    due: str
    learnt: bool
    actions: str
    began: date
    code: str
    row_id: str
    due_on: date | None

    @property
    def when(self) -> str:
        """The day it began."""
        return short(self.began)

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of the Excel list."""
        return (self.kind, self.title, self.began, self.state, self.due, self.learnt, self.actions)


HEADINGS = ("Kind", "What", "Began", "Where it is", "Due", "Learning written", "Actions closed")


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock of an entry."""

    title: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class ActionShown:
    """An action, with what proves it."""

    what: str
    link: str
    owner: str
    state: str
    tone: str
    due: str
    named: str
    before: str
    proof: str
    proof_state: str
    proof_tone: str
    chance: bool


@dataclass(frozen=True)
class Shown:
    """An entry on its page."""

    kind: str
    sort: str
    title: str
    state: str
    tone: str
    began: str
    steps: tuple[tuple[str, str], ...]
    outcome: str
    carried_by: str
    agencies: str
    happened: str
    learnt: str
    closed: str
    reopened: tuple[str, ...]


def title_of(kind: Kind, paper: Entry | None, row: Mapping[str, Any]) -> str:
    """What an entry is called; one nobody has written of, by its kind and day."""
    if paper is not None:
        return paper.title
    name = _COMPLAINTS.get(str(row.get("kind") or ""), kind.title) if kind.code == COMPLAINT else kind.title
    return f"{name} of {in_full(row.get(kind.begins))}" if row.get(kind.begins) else name


def state_of(kind: Kind, paper: Entry | None, row: Mapping[str, Any]) -> tuple[str, str]:
    """Where an entry is, and the look of its tag."""
    if paper is not None and paper.closed_on:
        return "Closed, and looked at again later", "met"
    if paper is not None and paper.reopened:
        return "Open again: the change did not hold", "overdue"
    if paper is None or not paper.learnt.strip():
        return "Learning not written yet", "due"
    if kind.ends and not row.get(kind.ends):
        return "Under way", "due"
    return "Learning written", "due"


def line_of(
    kind: Kind, paper: Entry | None, row: Mapping[str, Any], row_id: str, duties: Sequence[OpenDuty],
    actions: Sequence[LearningAction], today: date,
) -> Line:  # fmt: skip
    """An entry in a list."""
    state, tone = state_of(kind, paper, row)
    ahead = next((each for each in duties if each.ended_on is None and each.due_on), None)
    late = bool(ahead and ahead.due_on and ahead.due_on < today)
    done = sum(1 for each in actions if each.done_on)
    began = row.get(kind.begins) or (paper.opened_on if paper else date.min)
    return Line(
        title_of(kind, paper, row), _kind_title(kind, paper), link("learning:entry", kind.code, row_id), state,
        "overdue" if late else tone, f"{in_full(ahead.due_on)}, {from_day(ahead.due_on, today)}" if ahead else "",
        bool(paper and paper.learnt.strip()), f"{done} of {len(actions)}" if actions else "None", began, kind.code,
        row_id, ahead.due_on if ahead else None,
    )  # fmt: skip


def _kind_title(kind: Kind, paper: Entry | None) -> str:
    return REVIEWS.get(paper.sort, kind.title) if paper and paper.sort else kind.title


def shown(it: Opened, *, exact: bool) -> Shown:
    """An entry on its page; what is not theirs to read left out. exact: whether figures are theirs as they are."""
    kind, paper, row = it.kind, it.paper, it.row
    state, tone = state_of(kind, paper, row)
    began = row.get(kind.begins) or (paper.opened_on if paper else None)
    steps = tuple((title, in_full(on) if on else "Yes") for title, on in taken(kind, row))
    if paper and kind.code == "review" and paper.ended_on:
        steps = (("Review ended", in_full(paper.ended_on)),)
    return Shown(
        kind.title, REVIEWS.get(paper.sort, "") if paper else "", title_of(kind, paper, row), state, tone,
        in_full(began), steps, (kind.outcomes or {}).get(str(row.get("outcome") or ""), ""),
        paper.carried_by if paper else "", ", ".join(paper.agencies) if paper else "",
        paper.happened if paper and it.may_read_account else "", paper.learnt if paper else "",
        f"{in_full(paper.closed_on)}, {paper.closed_by}" if paper and paper.closed_on else "",
        tuple(_reopened(each, told=exact and it.may_read_words) for each in paper.reopened) if paper else (),
    )  # fmt: skip


def _reopened(each: Mapping[str, str], *, told: bool) -> str:
    on = in_full(date.fromisoformat(each["on"]))
    return f"{on}: {each['why']}" if told else on


def clocks(duties: Iterable[OpenDuty], standards: Mapping[str, Standard], today: date) -> list[ClockShown]:
    """The clocks of an entry: what is owed, and what was met lately."""
    found = []
    for duty in duties:
        title = title_of_standard(duty.standard, standards)
        if duty.met_on:
            late = duty.due_on is not None and duty.met_on > duty.due_on
            words = f"Done {in_full(duty.met_on)}" + (f", due {in_full(duty.due_on)}" if late else "")
            found.append(ClockShown(title, words, "late" if late else "met"))
        elif duty.ended_on:
            found.append(ClockShown(title, f"Ended {in_full(duty.ended_on)}", "plain"))
        else:
            over = duty.due_on is not None and duty.due_on < today
            found.append(ClockShown(title, f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}",
                                    "overdue" if over else "due"))  # fmt: skip
    return found


def action_shown(each: LearningAction, proof: Proof, today: date) -> ActionShown:
    """An action, with what proves it."""
    named = named_from(each.proof)
    state, tone = _where(each)
    late = each.done_on is None and each.due_on < today
    due = f"Closed {in_full(each.done_on)}" if each.done_on else f"Due {in_full(each.due_on)}, " + from_day(
        each.due_on, today
    )  # fmt: skip
    return ActionShown(
        each.what, link("learning:action", each.pk), each.owner, state, "overdue" if late else tone, due,
        f"{looked_at(named)[:1].upper()}{looked_at(named)[1:]}: {wanted(named)}",
        named.before_words if proof.exact else "", proof.words,
        _PROOF_WORDS[proof.state], _PROOF_TONES[proof.state], proof.chance,
    )  # fmt: skip


def _where(each: LearningAction) -> tuple[str, str]:
    if each.done_on:
        return f"Closed by {each.checked_by}", "met"
    if each.said_done_on:
        return "Said to be done: somebody else looks", "due"
    return ("Sent back: not done", "overdue") if each.checked else ("To be done", "due")


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A later check."""

    months: int
    due: str
    state: str
    tone: str
    words: tuple[str, ...]
    link: str
    title: str


def check_shown(each: LaterCheck, today: date, *, told: bool) -> CheckShown:
    """A later check: when it is due, or what was found; in figures and of the child only where that is `told`."""
    address = link("learning:check", each.pk)
    if each.done_on:
        state, tone = ("It held", "met") if each.held else ("It did not hold: opened again", "overdue")
        return CheckShown(each.months, f"{in_full(each.done_on)}, {each.by}", state, tone,
                          tuple(each.words) if told else (), address, each.entry.title)  # fmt: skip
    late = each.due_on < today
    return CheckShown(each.months, f"{in_full(each.due_on)}, {from_day(each.due_on, today)}",
                      "To look again" if each.due_on <= today else "Later", "overdue" if late else "due", (), address,
                      each.entry.title)  # fmt: skip


def kinds_to_begin() -> list[tuple[str, str, str]]:
    """The kinds that readers see: title and where to begin one."""
    return [(code, kind.title, link("learning:new", code)) for code, kind in KINDS.items() if code != "allegation"]
