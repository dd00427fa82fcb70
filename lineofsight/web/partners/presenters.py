"""Partners as pages show them: what waits, one child's part, escalations, an agency's months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lineofsight.evaluation.statistics import run_chart as signals_of
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Median, Point, RunSeries, run_chart, run_chart_table, runs_of
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.partners import rules
from lineofsight.web.partners.codes import (
    ACTION,
    ACTIONS,
    ASKED,
    ATTENDANCE,
    ESCALATION,
    INFORMATION,
    INVITATIONS,
    MEETINGS,
    OUTCOMES,
    REPORT,
    REQUESTS,
    STANDARD_OF,
    agency_name,
    escalated_words,
)  # fmt: skip
from lineofsight.web.partners.due_days import Owed
from lineofsight.web.partners.tallies import SHARE_WORDS, Month

_WHAT_OF = {code: what for what, code in STANDARD_OF.items()}
_SAYS = {
    INFORMATION: "Information asked for", ATTENDANCE: "Record whether they came", REPORT: "Report to a meeting",
    ACTION: "Action agreed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits, in a list."""

    child: str
    local_id: str
    agency: str
    what: str
    detail: str
    link: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class Entry:
    """One thing asked of an agency, on the child's page: how it stands, and what may be done with it."""

    agency: str
    title: str
    detail: str
    state: str
    tone: str
    words: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str], ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Escalation:
    """An escalation as read."""

    agency: str
    about: str
    level: str
    state: str
    tone: str
    raised: str
    put_to: str
    reason: str
    wanted: str
    answer: str
    answered: str
    ended: str
    clock: str
    link: str
    passed_from: str


def lines(
    duties: Sequence[OpenDuty], children: Mapping[str, ChildNow], rows: Mapping[str, Mapping[str, Mapping[str, Any]]],
    today: date,
) -> list[Line]:  # fmt: skip
    """What waits, in the order of the duties. `rows`: by standard, then by id."""
    found = []
    for duty in duties:
        child, row = children.get(duty.reference or ""), rows.get(duty.standard, {}).get(duty.subject)
        if child is None or row is None:
            continue
        page = link("partners:child", child.reference)
        what = _WHAT_OF.get(duty.standard, "")
        title, detail, to = _SAYS.get(what, "Escalation"), _detail(what, row), page
        if duty.standard == ESCALATION:
            title, detail = f"Escalated: level {rules.level_of(row)}", escalated_words(row.get("about"))
            to = link("partners:escalation", child.reference, duty.subject)
        overdue = bool(duty.due_on and duty.due_on < today)
        due = f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}" if duty.due_on else "No day is recorded"
        found.append(Line(child.name, child.child_id, _named(row), title, detail, to, due, overdue))
    return found


def _detail(what: str, row: Mapping[str, Any]) -> str:
    if what == INFORMATION:
        return REQUESTS.get(row.get("about") or "", "")
    if what in (ATTENDANCE, REPORT):
        return f"{MEETINGS.get(row.get('meeting') or '', 'Meeting')}, {in_full(row.get('meeting_on'))}"
    return str(row.get("action") or "") if what == ACTION else ""


def _named(row: Mapping[str, Any]) -> str:
    organisation = row.get("organisation")
    return f"{agency_name(row.get('agency'))}{f' ({organisation})' if organisation else ''}"


def request_entry(
    reference: str, row: Mapping[str, Any], owed: Owed, today: date, *, writes: bool, escalates: bool
) -> Entry:
    """A request for information."""
    due_on = owed.due_on
    state, tone = _standing(row.get("answered_on"), due_on, row.get("withdrawn_on"), today, "Answered")
    if owed.lapsed_on and due_on and not row.get("answered_on") and not row.get("withdrawn_on"):
        state = f"Never answered: it was due {in_full(due_on)}"
    steps = []
    if writes and not row.get("answered_on") and not row.get("withdrawn_on"):
        steps += [("answer", "Record the answer"), ("withdraw-request", "No longer needed")]
    if escalates and not rules.ground(INFORMATION, row, due_on, today):
        steps.append(("escalate-information", "Escalate"))
    words = _words(("Asked", row.get("asked")), ("Answer", row.get("answer")))
    detail = f"asked {in_full(row.get('asked_on'))}{', urgent' if row.get('urgent') else ''}"
    return Entry(_named(row), REQUESTS.get(row.get("about") or "", "Information"), detail, state, tone, words,
                 _linked(reference, row, steps))  # fmt: skip


def invitation_entry(
    reference: str, row: Mapping[str, Any], report_due: date | None, today: date, *, writes: bool, escalates: bool
) -> Entry:  # fmt: skip
    """An agency asked to a meeting: whether it came, and its report."""
    state, tone = _attendance(row, today)
    steps: list[tuple[str, str]] = []
    if writes and not rules.may_not_record_attendance(row, today):
        steps.append(("attendance", "Record whether they came" if row.get("attended") is None else "Correct it"))
    detail = ""
    if row.get("report_asked"):
        came = row.get("report_received_on")
        detail = f"report came {in_full(came)}" if came else "report asked for, none yet"
        if writes and not came:
            steps.append(("report", "Record the report"))
        if escalates and not rules.ground(REPORT, row, report_due, today):
            steps.append(("escalate-report", "Escalate the report"))
    if escalates and not rules.ground(ATTENDANCE, row, None, today):
        steps.append(("escalate-attendance", "Escalate the absence"))
    return Entry(_named(row), MEETINGS.get(row.get("meeting") or "", "Meeting"), detail, state, tone, (),
                 _linked(reference, row, steps))  # fmt: skip


def action_entry(reference: str, row: Mapping[str, Any], today: date, *, writes: bool, escalates: bool) -> Entry:
    """An action an agency owes."""
    due_on = row.get("due_on")
    state, tone = _standing(row.get("done_on"), due_on, row.get("withdrawn_on"), today, "Done")
    steps = []
    if writes and not row.get("done_on") and not row.get("withdrawn_on"):
        steps += [("done", "Record that it is done"), ("withdraw-action", "No longer needed")]
    if escalates and not rules.ground(ACTION, row, due_on, today):
        steps.append(("escalate-action", "Escalate"))
    words = _words(("Answers for it", row.get("contact_role")), ("What was done", row.get("outcome")))
    title = str(row.get("action") or "Action, not said which")
    return Entry(_named(row), title, f"agreed {in_full(row.get('agreed_on'))}", state, tone, words,
                 _linked(reference, row, steps))  # fmt: skip


def _linked(reference: str, row: Mapping[str, Any], steps: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each step's address and its words."""
    found = []
    for name, words in steps:
        escalated = name.removeprefix("escalate-")
        to = ("partners:step", name) if escalated == name else ("partners:escalate", escalated)
        found.append((link(to[0], reference, row["id"], to[1]), words))
    return tuple(found)


def _words(*pairs: tuple[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((label, str(text)) for label, text in pairs if text)


def _attendance(row: Mapping[str, Any], today: date) -> tuple[str, str]:
    on, attended = row.get("meeting_on"), row.get("attended")
    if on is not None and on > today:
        return "To come", "due"
    if attended is None:
        return "Not recorded", "due"
    return ("Came", "met") if attended else ("Sent apologies" if row.get("apologies") else "Did not come", "overdue")


def _standing(
    ended: date | None, due_on: date | None, withdrawn: date | None, today: date, word: str
) -> tuple[str, str]:
    if ended is not None:
        late = due_on is not None and ended > due_on
        return f"{word} {in_full(ended)}{', late' if late else ''}", "late" if late else "met"
    if withdrawn is not None:
        return "No longer needed", "met"
    if due_on is None:
        return "By when is not recorded", "due"
    return f"{in_full(due_on)}, {from_day(due_on, today)}", "overdue" if due_on < today else "due"


def escalation(
    child: ChildNow, row: Mapping[str, Any], names: Mapping[str, str], due_on: date | None, today: date
) -> Escalation:  # fmt: skip
    """An escalation as read. `names`: workers by id; `due_on`: by when its level is to settle it."""
    if row.get("resolved_on"):
        state, tone = OUTCOMES.get(row.get("outcome") or "", "Closed"), "met"
    elif row.get("answered_on"):
        state, tone = "Answered: close it or pass it up", "due"
    else:
        state, tone = "Waiting for the agency’s answer", "due"
    level = rules.level_of(row)
    clock = ""
    if due_on is not None and not row.get("resolved_on"):
        clock = f"To be settled at this level, or passed up, by {in_full(due_on)}: {from_day(due_on, today)}."
    return Escalation(
        agency_name(row.get("agency")), escalated_words(row.get("about")),
        f"Level {level}: {rules.LEVELS[level]}", state, tone, _who(names, row, "raised"), row.get("contact_role") or "",
        row.get("reason") or "", row.get("wanted") or "", row.get("answer") or "", _who(names, row, "answered"),
        _who(names, row, "resolved"), clock, link("partners:escalation", child.reference, row["id"]),
        link("partners:escalation", child.reference, row["passed_from"]) if row.get("passed_from") else "",
    )  # fmt: skip


def _who(names: Mapping[str, str], row: Mapping[str, Any], step: str) -> str:
    on, who = row.get(f"{step}_on"), row.get(f"{step}_by")
    if not on:
        return ""
    return f"{names.get(who or '', who or 'Not recorded')}, {in_full(on)}"


def months_picture(agency: str, what: str, found: Iterable[Month]) -> str:
    """The run chart of an agency's months with its table, ready for the page."""
    series = list(found)
    values = [each.share for each in series]
    chart = signals_of(values, stock=False)
    known = [place for place, value in enumerate(values) if value is not None]
    median = (Median(known[0], known[-1], chart.median),) if chart.median is not None and known else ()
    reading = (
        "Too few months to tell a change from chance." if chart.median is None
        else "What is outlined is more than chance would give." if chart.signals
        else "No sign of change: it moves as chance alone would move it."
    )  # fmt: skip
    drawn = RunSeries(
        f"{agency}: {SHARE_WORDS[what].lower()}, by month", tuple(Point(m.title, m.share) for m in series), "%", 0,
        median, runs_of(chart), reading=reading,
    )  # fmt: skip
    headings, rows = run_chart_table(drawn)
    beside = [
        (row[0], row[1], f"{each.good} of {each.told}", str(each.untold), *row[2:])
        for row, each in zip(rows, reversed(series), strict=True)
    ]  # fmt: skip
    table = ((*headings[:2], "Out of", "Not recorded or not told", *headings[2:]), tuple(beside))
    return markup(
        figure(drawn.title, [run_chart(drawn), run_chart(drawn, NARROW)], table, reading=reading, numeric=(1,))
    )


def about_row(table: str, row: Mapping[str, Any]) -> str:
    """What a form is about: the agency, and what was asked of it."""
    what = {ASKED: INFORMATION, INVITATIONS: ATTENDANCE, ACTIONS: ACTION}.get(table, "")
    detail = _detail(what, row) if what else escalated_words(row.get("about"))
    return ", ".join(part for part in (_named(row), detail) if part)
