"""Courses beside the themes of audits they answer: who took a place, and what audits went on to find.

An audit's theme is what it was above all about. That a course was held and a theme grew rarer does not say why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import polars as pl

from lineofsight.core.tables.oversight import audits
from lineofsight.evaluation.disclosure import shown_count
from lineofsight.web.knowledge.audit_words import BELOW_GOOD, theme_words
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.workforce.people import A_YEAR, Workforce

HEADINGS = (
    "Theme of audits", "Courses", "Places taken in twelve months", "Of these completed", "Workers who took one",
    "Audits below good about it, last twelve months", "The twelve before",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme: its courses, how many took a place, and how many audits below good were above all about it."""

    theme: str
    courses: tuple[str, ...]
    places: int | str
    completed: int | str
    share: str
    audits: int | str
    audits_before: int | str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook."""
        return (self.theme, "; ".join(self.courses), self.places, self.completed, self.share, self.audits,
                self.audits_before)  # fmt: skip


def theme_lines(held: Known, found: Workforce, workers: Collection[str]) -> list[ThemeLine]:
    """Every theme that a course answers or an audit found, by name. workers: those in post whose places are counted."""
    audited = _audited(held.info.snapshot)
    taken = [each for each in found.courses if found.on - A_YEAR < each.held <= found.on and each.worker in workers]
    codes = {each.theme for each in taken if each.theme} | {theme for theme, _ in audited}
    lines = []
    for code in codes:
        places = [each for each in taken if each.theme == code]
        people = {each.worker for each in places}
        share = f"{len(people):,} of {len(workers):,}" if workers else ""
        lines.append(ThemeLine(
            theme_words(code), tuple(sorted({each.course for each in places})), len(places),
            sum(each.completed for each in places), share, audited.get((code, 0), 0), audited.get((code, 1), 0),
        ))  # fmt: skip
    return sorted(lines, key=lambda line: line.theme)


def public(line: ThemeLine) -> ThemeLine:
    """The same for those who see no children: small numbers are not shown, and others rounded."""
    places, completed, audits, before = (
        shown_count(int(number)) or 0 for number in (line.places, line.completed, line.audits, line.audits_before)
    )
    return replace(line, places=places, completed=completed, share="", audits=audits, audits_before=before)


@lru_cache(maxsize=4)
def _audited(name: str) -> Mapping[tuple[str, int], int]:
    """How many audits below good each theme had, in the last twelve months (0) and the twelve before (1)."""
    held = known(name)
    assert held is not None  # a name was given
    on: date = held.info.as_known_on
    grade = pl.coalesce("moderated_grade", "grade")
    rows = (
        held.snapshot.record.lazy(audits)
        .filter(pl.col("audited_on").is_between(on - 2 * A_YEAR, on, closed="right"), grade.is_in(BELOW_GOOD),
                pl.col("theme").is_not_null())
        .select("theme", before=(pl.col("audited_on") <= on - A_YEAR).cast(pl.Int8)).group_by("theme", "before").len()
        .collect()
    )  # fmt: skip
    return {(str(theme), int(before)): int(number) for theme, before, number in rows.iter_rows()}
