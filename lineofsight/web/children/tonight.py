"""What whoever answers the telephone tonight must know of a child: dangers, what to do, and what is good, together.

Each thing asked is answered: yes, with what is recorded; none recorded; or not known, where no file loaded speaks of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.rows import Row
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.words import Origin, meaning, origin_of, said_of, when
from lineofsight.web.layout import dates

UNTOLD = "Not known: no file loaded says."


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, in words, and the row it is from."""

    words: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked, and what is recorded. `known` is False where no file loaded could tell."""

    asked: str
    said: tuple[Said, ...]
    none: str
    known: bool = True

    @property
    def is_yes(self) -> bool:
        """Whether something is recorded."""
        return bool(self.said)


def dangers(opened: Opened, relatives: Mapping[str, Row]) -> tuple[Answer, ...]:
    """Everything that may harm the child tonight, whether or not anything is recorded of it."""
    return (
        _recorded(opened), _missing(opened), _exploitation(opened), _powers(opened), _court(opened),
        _restricted(opened, relatives), _unheard(opened),
    )  # fmt: skip


def _recorded(opened: Opened) -> Answer:
    person = opened.person
    said = (Said(str(person["dangers"]), origin_of(person, opened.names)),) if person.get("dangers") else ()
    known = opened.can_tell("people", "dangers")
    return Answer("Dangers written down", said, "None is written down.", known)


def _missing(opened: Opened) -> Answer:
    table = TABLES["missing_episodes"]

    def words(row: Row) -> str:
        since = when(row["started_on"], row.get("started_at"))
        told = f"{said_of(table, 'kind', row) or 'Missing'}: since {since} ({_lasting(row['started_on'], opened.day)})"
        seen = opened.child.last_seen_on
        # Both are said: a return nobody wrote down, or a child gone again, look the same from here.
        return f"{told}. No return is recorded; seen since, {dates.in_full(seen)}" if _after(seen, row) else told

    return _open(opened, table.name, "Missing", words, "Not missing, as far as is recorded.")


def _exploitation(opened: Opened) -> Answer:
    table = TABLES["exploitation_concerns"]

    def words(row: Row) -> str:
        risk = said_of(table, "risk", row)
        kind = said_of(table, "kind", row) or "Exploitation"
        level = f"risk {risk.lower()}" if risk else "risk not recorded"
        return f"{kind}: {level}, since {dates.in_full(row['indicated_on'])}"

    return _open(opened, table.name, "Exploitation", words, "No open concern is recorded.")


def _powers(opened: Opened) -> Answer:
    table = TABLES["emergency_powers"]

    def words(row: Row) -> str:
        return f"{said_of(table, 'kind', row)}: since {when(row['started_on'], row.get('started_at'))}"

    return _open(opened, table.name, "Emergency powers", words, "None is in force, as far as is recorded.")


def _court(opened: Opened) -> Answer:
    said = [
        Said(f"Care proceedings: issued {dates.in_full(row['issued_on'])}", origin_of(row, opened.names))
        for row in still(opened, "proceedings")
    ]
    said += [
        Said(
            f"Deprivation of liberty: {meaning('lineofsight:liberty_order', row.get('kind')).lower() or 'order'}"
            f" since {dates.in_full(row['started_on'])}", origin_of(row, opened.names)
        ) for row in still(opened, "deprivation_of_liberty")
    ]  # fmt: skip
    told = opened.can_tell("proceedings")
    return Answer("Court", tuple(said), "No proceedings or orders are open, as far as is recorded.", told)


def _restricted(opened: Opened, relatives: Mapping[str, Row]) -> Answer:
    table = TABLES["relationships"]
    said = []
    for row in opened.rows(table.name):
        if not row.get("contact_restricted") or is_over(row, "ended_on", opened.day):
            continue
        other = relatives.get(row.get("related_person_id") or "", {})
        name = " ".join(part for part in (other.get("forename"), other.get("surname")) if part) or "Somebody not named"
        said.append(Said(f"{name} ({said_of(table, 'relation', row).lower()}): contact is restricted",
                         origin_of(row, opened.names)))  # fmt: skip
    known = opened.can_tell(table.name, "contact_restricted")
    return Answer("Contact", tuple(said), "No restriction is recorded.", known)


def _unheard(opened: Opened) -> Answer:
    def words(row: Row) -> str:
        told = f": {row['summary']}" if row.get("summary") else ""
        return f"{when(row['occurred_on'], row.get('occurred_at'))}{told}. Not yet taken up by the day team"

    return _open(opened, "out_of_hours_events", "Out of hours", words, "Nothing waits for the day team.")


@dataclass(frozen=True, slots=True)
class Contingency:
    """What to do if the plan does not work. `state`: recorded, only_dated, none, not_asked."""

    state: str
    words: str
    origin: Origin | None = None


def contingency_of(opened: Opened) -> Contingency:
    """The contingency plan of the child protection plan in force."""
    if not opened.can_tell("child_protection_plans"):
        return Contingency("none", UNTOLD)
    plans = still(opened, "child_protection_plans")
    if not plans:
        return Contingency("not_asked", "There is no child protection plan now, so no contingency plan is asked for.")
    plan = max(plans, key=lambda row: row["started_on"])
    origin = origin_of(plan, opened.names)
    if plan.get("contingency"):
        on = plan.get("contingency_recorded_on")
        return Contingency(
            "recorded", str(plan["contingency"]) + (f" (recorded {dates.in_full(on)})" if on else ""), origin
        )
    if on := plan.get("contingency_recorded_on"):
        return Contingency(
            "only_dated", f"Recorded on {dates.in_full(on)}. The words are in the case system, not here.", origin
        )
    return Contingency("none", "No contingency plan is recorded for the child protection plan in force.", origin)


@dataclass(frozen=True, slots=True)
class Lives:
    """Where the child lives, or that it is protected. `home`: the family's, where the child lives elsewhere.

    `reveal`: whoever asks may open the address.
    """

    protected: bool
    words: str
    origin: Origin | None = None
    reveal: bool = False
    home: str = ""


def lives_at(opened: Opened, may_see_protected: bool) -> Lives:
    """Where the child lives now. A protected address is never in the answer."""
    if opened.child.address_protected or opened.person.get("address_protected"):
        return Lives(True, "This address is protected. It must not be told to anybody.", reveal=may_see_protected)
    home = address_of(opened)
    away = still(opened, "placements")
    if not away:
        return home
    kind = said_of(TABLES["placements"], "type", away[0]) or "Away from home"
    words = f"{kind}, since {dates.in_full(away[0]['started_on'])}"
    return Lives(False, words, origin_of(away[0], opened.names), home=home.words)


def address_of(opened: Opened) -> Lives:
    """The latest address, protected or not: for pages that have asked the policy."""
    protected = bool(opened.child.address_protected or opened.person.get("address_protected"))
    current = [row for row in opened.rows("addresses") if not is_over(row, "ended_on", opened.day)]
    if not current:
        words = "No address is recorded." if opened.can_tell("addresses") else UNTOLD
        return Lives(protected, words)
    row = max(current, key=lambda row: row.get("started_on") or date.min)
    parts = [part for part in (address_line(row.get("address")), row.get("postcode")) if part]
    since = f", since {dates.in_full(row['started_on'])}" if row.get("started_on") else ""
    return Lives(protected, (", ".join(parts) or "An address without words") + since, origin_of(row, opened.names))


def address_line(text: str | None) -> str:
    """An address on one line, also where its source holds it as JSON."""
    from lineofsight.record.service.words import address_text  # local: models start with it

    return address_text(text) if text else ""


def strengths_of(opened: Opened) -> Answer:
    """What is good in the child's life and who they are."""
    person = opened.person
    said = (Said(str(person["strengths"]), origin_of(person, opened.names)),) if person.get("strengths") else ()
    return Answer("Strengths", said, "Nothing is written down yet.", opened.can_tell("people", "strengths"))


def _open(opened: Opened, table: str, asked: str, words: Callable[[Row], str], none: str) -> Answer:
    said = tuple(Said(words(row), origin_of(row, opened.names)) for row in still(opened, table))
    return Answer(asked, said, none, opened.can_tell(table))


def still(opened: Opened, table: str) -> list[Row]:
    """Rows that began and have not ended by the day, latest first."""
    declared = TABLES[table]
    start, end = declared.event or "", declared.ends or ""
    begun = [row for row in opened.rows(table) if row.get(start) is not None and row[start] <= opened.day]
    rows = [row for row in begun if not is_over(row, end, opened.day)]
    return sorted(rows, key=lambda row: row[start], reverse=True)


def is_over(row: Row, column: str, day: date) -> bool:
    return row.get(column) is not None and row[column] <= day


def _after(seen: date | None, row: Row) -> bool:
    return seen is not None and seen > row["started_on"]


def _lasting(since: date, day: date) -> str:
    return "today" if since == day else dates.days((day - since).days)
