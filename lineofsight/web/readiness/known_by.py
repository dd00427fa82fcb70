"""What the service as a whole shows by measures, audits, voices and inspectors' findings: counts, and nobody named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from lineofsight.core.periods import parse_period
from lineofsight.core.tables.oversight import audits, voices
from lineofsight.record.library import histories
from lineofsight.record.library.models import Passage, PassageKind
from lineofsight.web.knowledge.audit_words import GOOD
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import Latest, latest, shown
from lineofsight.web.knowledge.meanings import meaning_now
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.titles import title_of_indicator
from lineofsight.web.readiness.expected import own_code
from lineofsight.web.served import served_home

A_YEAR = timedelta(days=365)
VOICES = {column.name: column.meaning for column in voices.columns if column.name in (
    "worries_explained", "story_helped", "agrees_with_worker", "plan_keeps_safe", "understands_plan",
)}  # fmt: skip
_FIRST_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of how many, since a day, until another."""

    good: int
    number: int
    since: date
    until: date

    @property
    def words(self) -> str:
        """In words: 12 of 20."""
        return f"{self.good:,} of {self.number:,}"


@dataclass(frozen=True, slots=True)
class Point:
    """A measure's figure as at a day: the period it is of, its value, and the same in words."""

    period: str
    title: str
    ends_on: date
    value: float | None
    words: str


def measure(code: str) -> Latest | None:
    """A measure's latest figure; None where there is none."""
    return latest().get(code)


def measure_words(code: str, value: float | None) -> str:
    """A value in the measure's unit; "not known" for none."""
    indicator = definitions().indicators.get(code)
    return (shown(indicator, value) if indicator else "") or "not known"


def measure_title(code: str) -> str:
    """A measure's title."""
    return title_of_indicator(code, definitions().indicators)


def definition_of(code: str) -> str:
    """What a measure means, as a claim keeps it: the catalogue's version, and the first figures of the meaning."""
    return f"{definitions().version} {meaning_now(code)[:_FIRST_FIGURES]}"


def figure_on(code: str, on: date, held: Known | None = None) -> Point | None:
    """A measure's last published figure of a period that had ended by a day; None where none was published."""
    found = held or known()
    indicator = definitions().indicators.get(code)
    if found is None or indicator is None:
        return None
    rows = found.whole.filter(pl.col("indicator") == code).select("period", "value")
    points = [(parse_period(period), value) for period, value in rows.iter_rows()]
    past = sorted((each for each in points if each[0].end <= on), key=lambda each: each[0].end)
    if not past:
        return None
    period, value = past[-1]
    return Point(period.code, period.title, period.end, value, shown(indicator, value) or "not known")


def audited(themes: Collection[str], until: date) -> Counted:
    """Audits of some themes in the year before a day, and how many were good or better."""
    found = known()
    held = _audits(found.info.snapshot, until) if found else {}
    pairs = [held[theme] for theme in themes if theme in held]
    return Counted(sum(good for good, _ in pairs), sum(number for _, number in pairs), until - A_YEAR, until)


def heard(column: str, until: date) -> Counted:
    """How many said so, of those who said either, in the year before a day."""
    found = known()
    good, number = (_voices(found.info.snapshot, until) if found else {}).get(column, (0, 0))
    return Counted(good, number, until - A_YEAR, until)


def findings(themes: Collection[str]) -> dict[str, int]:
    """How many findings and recommendations of this authority's latest report have each theme; none without one."""
    code, database = own_code(), served_home().aliases.record
    reports = histories.graded(database, [code])[code] if code else ()
    if not reports:
        return {}
    of_report = Passage.objects.using(database).filter(
        document=reports[-1].document, kind__in=(PassageKind.FINDING, PassageKind.RECOMMENDATION)
    )
    held = [text.split() for text in of_report.values_list("themes", flat=True)]
    return {theme: count for theme in themes if (count := sum(theme in each for each in held))}


@lru_cache(maxsize=4)
def _audits(name: str, until: date) -> Mapping[str, tuple[int, int]]:
    held = known(name)
    assert held is not None  # a name was given
    graded = pl.coalesce("moderated_grade", "grade").alias("grade")
    rows = (
        held.snapshot.record.lazy(audits)
        .filter(pl.col("audited_on").is_between(until - A_YEAR, until), pl.col("theme").is_not_null())
        .select("theme", graded).filter(pl.col("grade").is_not_null())
        .group_by("theme")
        .agg(pl.col("grade").is_in(sorted(GOOD)).sum().alias("good"), pl.len().alias("number")).collect()
    )  # fmt: skip
    return {str(theme): (int(good), int(number)) for theme, good, number in rows.iter_rows()}


@lru_cache(maxsize=4)
def _voices(name: str, until: date) -> Mapping[str, tuple[int, int]]:
    held = known(name)
    assert held is not None  # a name was given
    rows = held.snapshot.record.lazy(voices).filter(pl.col("said_on").is_between(until - A_YEAR, until)).select(
        *(pl.col(each).fill_null(value=False).sum().alias(f"{each} yes") for each in VOICES),
        *(pl.col(each).is_not_null().sum().alias(f"{each} all") for each in VOICES),
    ).collect().row(0, named=True)  # fmt: skip
    return {each: (int(rows[f"{each} yes"]), int(rows[f"{each} all"])) for each in VOICES}
