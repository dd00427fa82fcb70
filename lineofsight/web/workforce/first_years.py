"""Newly qualified social workers in their assessed and supported year: load, supervision and reviews, to help each.

The measures of the programme are the catalogue's; here each worker's own year stands, so that what is overdue is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.periods import add_months
from lineofsight.web.layout.dates import days, in_full, short
from lineofsight.web.workforce.people import Person, Workforce, by_name

SUPERVISION = "asye_supervision"
# Skills for Care: assessed and supported year in employment, child and family framework.
REVIEWS = (("three_months", "Review at three months", 3), ("six_months", "Review at six months", 6),
           ("final", "Final assessment", 12))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review of a year: what it is, and how it stands in words and tone (done, overdue, due)."""

    title: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """One worker's year. `overdue`: everything overdue, in words: theirs to be given, not to answer for."""

    name: str
    team: str
    year: str
    load: str
    is_above: bool
    supervision: str
    supervision_tone: str
    reviews: tuple[ReviewLine, ...]
    overdue: tuple[str, ...]
    worker: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a workbook."""
        reviews = "; ".join(f"{each.title}: {each.words}" for each in self.reviews)
        return (self.name, self.team, self.year, self.load, self.supervision, reviews, "; ".join(self.overdue))


HEADINGS = ("Name", "Team", "Year", "Children held", "Supervision", "Reviews", "Overdue")


def in_first_year(found: Workforce) -> list[Person]:
    """Those in post whose year is running, by name."""
    return by_name(
        each
        for each in found.in_post()
        if each.year_from and each.year_to and each.year_from <= found.on <= each.year_to
    )


def not_assessed(found: Workforce) -> list[Person]:
    """Those in post whose year is over with no final assessment recorded, by name."""
    return by_name(
        each for each in found.in_post()
        if each.year_to and each.year_to < found.on and "final" not in found.reviews.get(each.id, {})
    )  # fmt: skip


def year_line(
    person: Person, found: Workforce, teams: Mapping[str, str], load: int, limit: int, due: Iterable[date | None]
) -> YearLine:  # fmt: skip
    """One worker's year. due: when supervision is owed to them. load and limit: children held and held at most."""
    reviews = tuple(review_lines(person.year_from, found.reviews.get(person.id, {}), found.on))
    words, tone = supervision_words(due, found.on)
    is_above = load > limit
    overdue = [f"Holds {load} children, above the limit of {limit}"] if is_above else []
    overdue += ["Supervision"] if tone == "overdue" else []
    overdue += [each.title for each in reviews if each.tone == "overdue"]
    return YearLine(
        person.name, teams.get(person.team, person.team or "No team"),
        f"{short(person.year_from)} to {short(person.year_to)}", f"{load} of at most {limit}", is_above, words, tone,
        reviews, tuple(overdue), person.id,
    )  # fmt: skip


def review_lines(begun: date | None, held: Mapping[str, date], on: date) -> list[ReviewLine]:
    """The reviews of a year that began on a day, as they stand."""
    if begun is None:
        return []
    found = []
    for code, title, months in REVIEWS:
        due = add_months(begun, months)
        if code in held:
            late = f", {days((held[code] - due).days)} late" if held[code] > due else ""
            found.append(ReviewLine(title, f"held {short(held[code])}{late}", "done"))
        elif due < on:
            found.append(ReviewLine(title, f"{in_full(due)}, {days((on - due).days)} overdue", "overdue"))
        else:
            found.append(ReviewLine(title, f"due {in_full(due)}", "due"))
    return found


def supervision_words(owed: Iterable[date | None], on: date) -> tuple[str, str]:
    """When supervision is next due, or how long it is overdue; and the tone of it."""
    due = sorted(each for each in owed if each)
    if not due:
        return "Nothing is known to be due", "plain"
    first = due[0]
    if first < on:
        return f"{in_full(first)}, {days((on - first).days)} overdue", "overdue"
    return f"Due {in_full(first)}", "due"
