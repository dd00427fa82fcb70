"""Why something is owed to a child: the rows that opened, met and closed it, the clause, and the clock drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from lineofsight.core.authority import Basis, Confidence
from lineofsight.core.clocks import Clock, Grid, Schedule, SetBy, Variant
from lineofsight.core.duties import RowReference
from lineofsight.core.standards import Standard
from lineofsight.core.tables import TABLES
from lineofsight.core.wording import standard_words
from lineofsight.evaluation.plain.interpreter import DATE_ONLY, LATEST_ONLY
from lineofsight.evaluation.ticks import add_clock, day_tick, tick_day
from lineofsight.web.children.entries import every_fact, title_of
from lineofsight.web.children.kinds import KINDS
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.owed import Owed, State
from lineofsight.web.children.words import Origin, origin_of
from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.clocks import ClockPicture, clock, clock_table
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.layout import dates

BASES = {
    Basis.STATUTE: "law", Basis.STATUTORY_GUIDANCE: "statutory guidance", Basis.NATIONAL_GUIDANCE: "national guidance",
    Basis.INSPECTION: "what inspectors look for", Basis.LOCAL_POLICY: "this authority's own policy",
}  # fmt: skip
# Where a child lives is said on no page about what is owed.
WHERE = ("postcode", "address", "home_postcode", "provider_urn")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row behind something owed: what it did, what it is, all it says, and where it came from."""

    did: str
    title: str
    facts: tuple[tuple[str, str], ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything the page says of one thing owed."""

    owed: Owed
    because: str
    clause: str
    clause_link: str | None
    force: str
    number: str
    check: str
    rule: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    picture: str


def why_of(owed: Owed, standard: Standard, opened: Opened) -> Why:
    """The whole account of one thing owed."""
    authority = standard.authority
    unsure = standard.confidence in (Confidence.MEDIUM, Confidence.LOW)
    return Why(
        owed, standard.why, str(authority), authority.url,
        f"{standard.duty_basis.weight.capitalize()}: owed by {BASES[standard.duty_basis]}.",
        f"The number in it is from {BASES[standard.number_basis]}.",
        "We are not certain of the number. Check the source before relying on it." if unsure else "",
        standard_words(standard), tuple(_dates(owed)), tuple(_notes(owed)), tuple(_evidence(owed, opened)),
        _picture(owed, standard),
    )  # fmt: skip


def _dates(owed: Owed) -> Iterable[tuple[str, str]]:
    timed = owed.opened_at is not None and owed.basis != DATE_ONLY
    yield "Opened", dates.with_time(owed.opened_at) if timed else dates.in_full(owed.opened_on)
    away = f", {owed.away_words}" if owed.away_words else ""
    yield "Due", owed.due_words + away
    if owed.national_due_on and owed.national_due_on != owed.due_on:
        yield "Due by the national number", dates.in_full(owed.national_due_on)
    if owed.met_on:
        met = dates.with_time(owed.met_at) if owed.met_at and owed.basis != DATE_ONLY else dates.in_full(owed.met_on)
        yield "Done", met
        yield "Written down", dates.in_full(owed.recorded_on) or "On a day not known"
    if owed.closed_on:
        past = owed.closed_on <= owed.day
        yield "No longer asked for since" if past else "Lapses, if not done by", dates.in_full(owed.closed_on)
    if owed.worker or owed.team:
        yield "Whose it is", ", ".join(part for part in (owed.worker, owed.team) if part)


def _notes(owed: Owed) -> Iterable[str]:
    match owed.state:
        case State.NOT_KNOWN:
            yield "The files loaded cannot tell whether this was done, or when it is due. That is not the same as done."
        case State.MET_RECORDED_LATE:
            yield "It was done in time. It was written down only after it fell due, so it looked overdue until then."
        case State.ENDED_OVERDUE:
            yield "It fell due, nobody is known to have done it, and then it was no longer asked for."
    if owed.basis == DATE_ONLY:
        yield "Only the day is recorded, not the time: the clock runs to the end of the last day."
    if owed.basis == LATEST_ONLY:
        yield "The file holds only the latest of these, so what came before cannot be told."


def _evidence(owed: Owed, opened: Opened) -> Iterable[Evidence]:
    parts = (("What opened it", owed.opened_by), ("What met it", owed.met_by), ("What ended it", owed.closed_by))
    seen: RowReference | None = None
    for did, reference in parts:
        if reference is None:
            continue
        if reference == seen:
            yield Evidence(did, "The same entry", (), None)
            continue
        seen = seen or reference
        yield _row(did, reference, opened)


def _row(did: str, reference: RowReference, opened: Opened) -> Evidence:
    table = TABLES[reference.table]
    row = next((row for row in opened.rows(table.name) if row["id"] == reference.row_id), None)
    if row is None:
        told = "The record as it is now has no such entry: it was changed or withdrawn since the lists were made."
        return Evidence(did, table.title, (("Entry", told),), None)
    if table.name == "people":
        facts = [(term, said) for term, said in (
            ("Date of birth", dates.in_full(row.get("born_on"))),
            ("Expected", dates.in_full(row.get("expected_on"))),
        ) if said]  # fmt: skip
        return Evidence(did, "The child's own entry", tuple(facts), origin_of(row, opened.names))
    kind = KINDS.get(table.name)
    title = title_of(table, kind, row) if kind else table.title
    facts = every_fact(table, row, opened.names, (*WHERE, *(kind.hides if kind else ())))
    return Evidence(did, title, tuple(facts), origin_of(row, opened.names))


def _picture(owed: Owed, standard: Standard) -> str:
    """This one's own clock: its length where that gives the due day, else the day as it was set."""
    if isinstance(standard.due, Grid) or owed.due_on is None:
        return ""
    opens = owed.opened_at if owed.opened_at is not None and owed.basis != DATE_ONLY else owed.opened_on
    own = _own_clock(owed, standard) if isinstance(standard.due, Schedule) else None
    due, set_on = (own, None) if own is not None else (SetBy("due_on"), owed.due_on)
    picture = ClockPicture(
        f"The clock of “{owed.title}”", due, opens, "opened", set_on=set_on,
        met_on=owed.met_on if owed.state in (State.MET, State.LATE, State.MET_RECORDED_LATE) else None,
    )  # fmt: skip
    drawings = [clock(picture, WIDE), clock(picture, NARROW)]
    return markup(figure("The clock", drawings, clock_table(picture)))


def _own_clock(owed: Owed, standard: Standard) -> Schedule | None:
    """The one length, of the one way this clock runs, that leads from the opening to the due day; None if none does."""
    if not isinstance(standard.due, Schedule):
        return None
    for option in standard.due.variants:
        if owed.variant and option.name != owed.variant:
            continue
        for step in option.steps:
            if _leads(step, owed, in_hours=standard.in_hours):
                return Schedule((Variant("", (step,)),))
    return None


def _leads(step: Clock, owed: Owed, *, in_hours: bool) -> bool:
    if in_hours:
        begun, due = owed.opened_at, owed.due_at
        return begun is not None and due is not None and due - begun == timedelta(hours=step.count)
    try:
        return tick_day(add_clock(step, day_tick(owed.opened_on))) == owed.due_on
    except ValueError:  # a day no calendar here reaches
        return False
