"""A child's family from the record: drawn as a genogram, and who each person is.

A relative who is a child outside what the reader may see has a name, as the child's own record holds it, and nothing
more: no link, and no word on whether the service knows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.web.children.opened import Opened
from lineofsight.web.children.words import Origin, origin_of, said_of
from lineofsight.web.drawings.families import Family, Person, Sex, Tie
from lineofsight.web.drawings.figures import markup
from lineofsight.web.drawings.genograms import genogram
from lineofsight.web.layout import dates

_SEXES = {"1": Sex.MALE, "M": Sex.MALE, "2": Sex.FEMALE, "F": Sex.FEMALE}
_ORDER = ("mother", "father", "parent", "step_parent", "partner_of_parent", "brother_or_sister",
          "half_brother_or_sister")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody related to the child. `reference` and `status` are blank unless the reader may see that child."""

    name: str
    who: str
    born: str
    died: str
    responsibility: str
    contact: str
    since: str
    ended: bool
    reference: str
    status: str
    origin: Origin


def relatives(opened: Opened, people: Mapping[str, Row], permitted: Mapping[str, ChildNow]) -> list[Relative]:
    """Everybody the record relates to the child: parents first, then brothers and sisters, then others."""
    table = TABLES["relationships"]
    found = []
    for row in opened.rows(table.name):
        key = row.get("related_person_id") or ""
        person, known = people.get(key, {}), permitted.get(key)
        found.append((_place(row, person), Relative(
            _name(person), said_of(table, "relation", row) or "Related, not said how",
            _born(person, opened.day), dates.in_full(person.get("died_on")),
            _yes_no(row.get("parental_responsibility")), "Restricted" if row.get("contact_restricted") else "",
            dates.in_full(row.get("started_on")), _ended(row, opened.day), known.reference if known else "",
            _status(known), origin_of(row, opened.names),
        )))  # fmt: skip
    return [relative for _, relative in sorted(found, key=lambda pair: pair[0])]


def family_of(opened: Opened, people: Mapping[str, Row], permitted: Mapping[str, ChildNow]) -> Family:
    """The family as the genogram draws it. Nobody's address is in it."""
    own = opened.child
    everybody = [Person(
        own.child_id, own.name, _SEXES.get(own.sex or "", Sex.NOT_KNOWN), own.born_on, own.died_on,
        own.expected_on if own.born_on is None else None, in_focus=True, marks=_marks(own),
    )]  # fmt: skip
    ties = []
    for row in opened.rows("relationships"):
        key = row.get("related_person_id")
        if not key:
            continue
        if key not in {person.reference for person in everybody}:
            everybody.append(_person(key, people.get(key, {}), permitted.get(key)))
        ties.append(Tie(
            own.child_id, key, row.get("relation") or "other", _ended(row, opened.day),
            bool(row.get("parental_responsibility")), bool(row.get("contact_restricted")),
        ))  # fmt: skip
    return Family(f"The family of {own.name}", tuple(everybody), tuple(ties))


def picture_of(family: Family, day: date) -> str:
    """The genogram as markup."""
    return markup(genogram(family, day))


def _person(key: str, person: Row, known: ChildNow | None) -> Person:
    return Person(
        key, _name(person), _SEXES.get(str(person.get("sex") or ""), Sex.NOT_KNOWN), person.get("born_on"),
        person.get("died_on"), person.get("expected_on") if person.get("born_on") is None else None,
        marks=_marks(known) if known else (),
    )  # fmt: skip


def _marks(known: ChildNow) -> tuple[str, ...]:
    said = {Stage.IN_CARE: "in care", Stage.CHILD_PROTECTION: "on a plan"}
    return tuple(words for stage, words in said.items() if known.stage == stage.value)


def _status(known: ChildNow | None) -> str:
    return Stage(known.stage).label if known is not None and known.stage in Stage.values else ""


def _name(person: Row) -> str:
    return " ".join(part for part in (person.get("forename"), person.get("surname")) if part) or "Not named"


def _born(person: Row, day: date) -> str:
    born, died = person.get("born_on"), person.get("died_on")
    if born is None:
        expected = person.get("expected_on")
        return f"Expected {dates.in_full(expected)}" if expected else "Not known"
    age = "" if died else dates.age(born, day)
    return dates.in_full(born) + (f" ({age})" if age else "")


def _ended(row: Row, day: date) -> bool:
    return row.get("ended_on") is not None and row["ended_on"] <= day


def _yes_no(value: bool | None) -> str:
    return "Not recorded" if value is None else "Yes" if value else "No"


def _place(row: Row, person: Row) -> tuple[int, date, str]:
    relation = row.get("relation") or ""
    place = _ORDER.index(relation) if relation in _ORDER else len(_ORDER)
    return place, person.get("born_on") or date.max, _name(person)
