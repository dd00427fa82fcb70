"""The scorecard: each measure's latest value with what it is made of, its line, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicators import Indicator
from lineofsight.web.drawings.figures import markup
from lineofsight.web.drawings.run_charts import Point
from lineofsight.web.drawings.sparklines import sparkline
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, unit_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import days
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.beside import ENDINGS, is_main, open_and_overdue
from lineofsight.web.performance.compared import beside
from lineofsight.web.performance.figures import Series
from lineofsight.web.performance.wording import (
    IN_TIME,
    LONGEST,
    OPEN,
    OVERDUE,
    change_words,
    finished,
    headline_of,
    missing_words,
    out_of_words,
    period_words,
    short_period,
    signals_of,
    title_of,
    value_words,
    whole,
    why_unknown,
)

MAIN, OWED, BOTH = "main", "owed", "both"
LISTS = {MAIN: "Main measures", OWED: "Everything owed, one by one", BOTH: "Both"}
CHANGED, UNKNOWN, MISSING = "changed", "unknown", "missing"
ONLY = {CHANGED: "Something changed", UNKNOWN: "Not known", MISSING: "Some data missing"}
BESIDE = {IN_TIME: "In time", OVERDUE: "Overdue", LONGEST: "Longest past its day", OPEN: "Open"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands beside a measure: what it is, its value, and its code."""

    name: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A measure as the scorecard shows it; `known` is false where there is no value, and `value` then says why."""

    code: str
    title: str
    theme: str
    known: bool
    value: str
    detail: str
    period: str
    line: str
    change: str
    england: str
    england_period: str
    missing: str
    standing: tuple[Standing, ...]
    is_owed: bool
    words: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the Excel list."""
        beside_it = "; ".join(f"{each.name} {each.value}" for each in self.standing)
        return (
            self.theme, self.title, self.code, self.value, self.detail, self.period, self.change, beside_it,
            self.missing, f"{self.england} ({self.england_period})" if self.england else "",
        )  # fmt: skip


HEADINGS = (
    "Theme", "Measure", "Code", "Value", "Out of", "Period", "What changed", "Open and overdue", "Missing", "England",
)  # fmt: skip


def scorecard(asked: Asked, area: str, theme: str = "") -> tuple[ScoreRow, ...]:
    """The rows of an inspection area as asked; figures that were not published are worked out for `theme` alone."""
    return _scorecard(asked.held.info.snapshot, asked.on, asked.team, area, theme, held_figures.in_force())


def themes_of(area: str) -> dict[str, str]:
    """The themes of an area's measures, in the order of the catalogue, with their words."""
    found = {item.theme: theme_words(item.theme) for item in definitions().indicators.values() if _in(item, area)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def theme_words(theme: str) -> str:
    """A theme in words."""
    special = {"section_47": "Section 47 enquiries", "uasc": "Unaccompanied children", "all": "All of the work",
             "looked_after": "Looked-after children", "children_in_care": "Children in care"}  # fmt: skip
    return special.get(theme) or theme.replace("_", " ").capitalize()


def chosen_rows(rows: Iterable[ScoreRow], listed: str, only: str, words: str) -> list[ScoreRow]:
    """The rows of one list, of one kind, and with every word asked for in their title or code."""
    wanted = words.casefold().split()
    found = []
    for row in rows:
        if listed != BOTH and not words and row.is_owed != (listed == OWED):
            continue
        if (
            (only == CHANGED and not row.change)
            or (only == UNKNOWN and row.known)
            or (only == MISSING and not row.missing)
        ):
            continue
        if all(word in row.words for word in wanted):
            found.append(row)
    return found


def by_theme(rows: Sequence[ScoreRow]) -> list[tuple[str, list[ScoreRow]]]:
    """The rows under their themes."""
    found: dict[str, list[ScoreRow]] = {}
    for row in rows:
        found.setdefault(row.theme, []).append(row)
    return sorted(found.items())


def needs_working_out(asked: Asked) -> bool:
    """Whether the day asked for is not among those the snapshot published, so that stocks must be worked out."""
    series = _published(asked)
    stock = next((code for code in series if code.endswith(OVERDUE)), None)
    if stock is None:
        return False
    indicator = definitions().indicators.get(stock)
    return indicator is not None and not held_figures.has_figure_at(indicator, series[stock], asked.on, asked.known_on)


@lru_cache(maxsize=64)
def _scorecard(name: str, on: date, team: str, area: str, theme: str, in_force: str) -> tuple[ScoreRow, ...]:
    held, catalogue = known(name), definitions()
    assert held is not None  # a name was given
    asked = Asked(held, on, team)
    wanted = [
        item for item in catalogue.indicators.values()
        if _in(item, area) and (not theme or item.theme == theme) and not item.code.endswith((OVERDUE, LONGEST, OPEN))
    ]  # fmt: skip
    pairs = {item.code: open_and_overdue(item, catalogue) for item in wanted}
    codes = list(dict.fromkeys(code for item in wanted for code in (item.code, *pairs[item.code])))
    series = _series(asked, codes, work_out=bool(theme))
    return tuple(_row(item, pairs[item.code], series, asked) for item in wanted)


def _published(asked: Asked) -> Mapping[str, Series]:
    return held_figures.of_team(asked.held, asked.team) if asked.team else held_figures.of_service(asked.held)


def _series(asked: Asked, codes: Sequence[str], *, work_out: bool) -> dict[str, Series]:
    published, indicators = _published(asked), definitions().indicators
    found = {code: held_figures.as_at(published.get(code, ()), asked.on, asked.known_on) for code in codes}
    if not work_out:
        return found
    lacking = [
        code for code in codes
        if not isinstance(indicators[code].as_, Share)
        and not held_figures.has_figure_at(indicators[code], found[code], asked.on, asked.known_on)
    ]  # fmt: skip
    for code, figure in held_figures.latest_of(asked.held, lacking, asked.on, asked.team).items():
        found[code] = (*found[code], figure)
    return found


def _in(indicator: Indicator, area: str) -> bool:
    return not area or indicator.area.inspection_area == area


def _row(indicator: Indicator, pairs: Sequence[str], series: Mapping[str, Series], asked: Asked) -> ScoreRow:
    catalogue = definitions()
    own = series[indicator.code]
    figure = headline_of(indicator, own)
    is_known = figure is not None and figure.value is not None
    title = title_of(indicator, catalogue.standards)
    england = beside(asked.held, indicator, figure.period)[0] if figure else None
    others = [code for code in pairs if not code.endswith(IN_TIME)]
    standing = tuple(_standing(catalogue.indicators[code], series[code]) for code in others)
    return ScoreRow(
        indicator.code, title, theme_words(indicator.theme), is_known, _value(indicator, figure),
        out_of_words(indicator, figure) if figure and is_known else "",
        period_words(figure, asked.known_on) if figure else "", _line(indicator, own, title) if is_known else "",
        change_words(indicator, own), england.words if england and england.value is not None else "",
        england.period if england else "", missing_words(figure) if figure else "", standing,
        not is_main(indicator.code), f"{title} {indicator.code}".casefold(),
    )  # fmt: skip


def _value(indicator: Indicator, figure: Figure | None) -> str:
    if isinstance(indicator.as_, Share):
        return "Shared out: see its page"
    if figure is None or figure.value is None:
        if figure is not None and figure.above is not None and figure.reason:
            return f"{whole(figure.above)} counted. {why_unknown(figure)}"
        return why_unknown(figure)
    return value_words(indicator, figure.value)


def _standing(indicator: Indicator, series: Series) -> Standing:
    ending = next(each for each in ENDINGS if indicator.code.endswith(each))
    figure = series[-1] if series else None
    if figure is None or figure.value is None:
        nobody = figure is not None and not figure.reason
        return Standing(BESIDE[ending], "none" if nobody else "not known", indicator.code)
    words = days(round(figure.value)) if ending == LONGEST else whole(figure.value)
    return Standing(BESIDE[ending], words, indicator.code)


def _line(indicator: Indicator, series: Series, title: str) -> str:
    ended = finished(series)
    points = [Point(short_period(each), each.value) for each in ended]
    median = signals_of(indicator, series).median
    return markup(sparkline(points, title=f"{title}, over time", median=median, unit=unit_of(indicator)))
