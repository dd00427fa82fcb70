"""A measure's page: how it stands, how it moved, whom to compare with, what stands beside it, what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicator_words import indicator_words
from lineofsight.core.indicators import Better, Breakdown, Indicator
from lineofsight.core.text_formats import uk_date
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure as drawn
from lineofsight.web.drawings.figures import markup
from lineofsight.web.drawings.run_charts import (
    Comparison,
    Median,
    Point,
    RunSeries,
    run_chart,
    run_chart_table,
    runs_of,
)
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, decimals_of, unit_of
from lineofsight.web.layout.dates import days
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.beside import ENDINGS, open_and_overdue, standards_beside, voice_and_quality
from lineofsight.web.performance.compared import Beside, beside
from lineofsight.web.performance.figures import Series
from lineofsight.web.performance.scorecard import BESIDE
from lineofsight.web.performance.wording import (
    IN_TIME,
    LONGEST,
    change_words,
    finished,
    headline_of,
    is_clock,
    is_of_what_is_open,
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

OVER_TIME = "time"
VIEWS = {
    OVER_TIME: "Over time", Breakdown.TEAM.value: "Teams", Breakdown.ETHNICITY.value: "Ethnicity",
    Breakdown.AGE_BAND.value: "Age", Breakdown.SEX.value: "Sex", Breakdown.DISABILITY.value: "Disability",
    Breakdown.LOCALITY.value: "Where they live",
}  # fmt: skip
_BETTER = {
    Better.HIGHER: "A higher figure is better.", Better.LOWER: "A lower figure is better.",
    Better.NEITHER: "Neither higher nor lower is better by itself: it could be had by refusing, closing or rushing "
                    "work.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paired:
    """A measure beside this one: its title, value, when, and where it leads."""

    title: str
    value: str
    detail: str
    code: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """Everything a measure's page says that is not about one child."""

    code: str
    title: str
    area: str
    area_heading: str
    why: str
    value: str
    is_known: bool
    out_of: str
    period: str
    period_code: str
    counted: int | None
    not_counted: int | None
    missing: int
    missing_words: str
    change: str
    rule: str
    compared: tuple[Beside, ...]
    clock: bool
    standing: tuple[Paired, ...]
    voices: tuple[Paired, ...]
    definition: str
    better: str
    authority: str
    notes: str
    handbook: str


def series_of(asked: Asked, indicator: Indicator) -> Series:
    """The measure's latest thirteen figures as asked, those not published worked out."""
    published = held_figures.of_team(asked.held, asked.team) if asked.team else held_figures.of_service(asked.held)
    return held_figures.filled(asked.held, indicator, published.get(indicator.code, ()), asked.on, asked.team)


def views_of(indicator: Indicator, asked: Asked) -> dict[str, str]:
    """The ways the measure can be looked at: over time, and by each breakdown it has."""
    if isinstance(indicator.as_, Share):
        return {OVER_TIME: VIEWS[OVER_TIME]}
    names = {each.value for each in indicator.breakdowns} | {OVER_TIME}
    return {name: words for name, words in VIEWS.items() if name in names}


def measure_page(asked: Asked, indicator: Indicator, series: Series) -> MeasurePage:
    """The page of one measure."""
    catalogue = definitions()
    figure = headline_of(indicator, series)
    is_known = figure is not None and figure.value is not None
    alone = len(standards_beside(indicator)) == 1
    counts = figure is not None and figure.above is not None and not figure.reason
    above, below = (figure.above, figure.below) if figure is not None and counts else (None, None)
    rows_counted = _rows_counted(indicator, above, below)
    return MeasurePage(
        indicator.code, title_of(indicator, catalogue.standards), indicator.area.inspection_area,
        indicator.area.heading, indicator.why, value_words(indicator, figure.value) if figure and is_known
        else why_unknown(figure), is_known, out_of_words(indicator, figure) if figure else "",
        period_words(figure, asked.known_on) if figure else "", figure.period.code if figure else "", rows_counted[0],
        rows_counted[1], figure.missing if figure else 0, missing_words(figure) if figure else "",
        change_words(indicator, series), signals_of(indicator, series).rule,
        beside(asked.held, indicator, figure.period) if figure else (), is_clock(indicator),
        tuple(_paired(code, asked, alone=alone) for code in open_and_overdue(indicator, catalogue)),
        tuple(_paired(code, asked) for code in voice_and_quality(indicator, catalogue)),
        definition_words(indicator), _BETTER[indicator.better], str(indicator.authority), indicator.notes,
        link_to("handbook:indicator", indicator.code),
    )  # fmt: skip


def definition_words(indicator: Indicator) -> str:
    """What is counted, out of what; standards by their titles."""
    words, standards = indicator_words(indicator), definitions().standards
    for code in standards_beside(indicator):
        if code in standards:
            words = words.replace(f"“{code}”", f"“{short_title(standards[code])}”")
    return words


def link_to(name: str, *parts: str) -> str:
    """The address of a page of another part of the service; blank where it is not there."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def over_time(asked: Asked, indicator: Indicator, series: Series, compared: Sequence[Beside]) -> str:
    """The run chart with its signals in words, and its table; ready for the page."""
    ended = finished(series)
    found = signals_of(indicator, series)
    title = title_of(indicator, definitions().standards)
    points = tuple(Point(short_period(each), each.value) for each in ended)
    known = [place for place, each in enumerate(ended) if each.value is not None]
    median = (Median(known[0], known[-1], found.median),) if found.median is not None and known else ()
    others = tuple(
        Comparison(each.name, tuple(each.value for _ in points)) for each in compared if each.value is not None
    )
    reading = _reading(bool(found.signals), found.median is not None)
    chart = RunSeries(
        f"{title}, over time", points, unit_of(indicator), decimals_of(indicator), median, runs_of(found), others,
        reading=reading,
    )  # fmt: skip
    so_far = [each for each in series if each not in ended]
    if so_far:
        last = so_far[-1]
        reading += (
            f" {period_words(last, asked.known_on).capitalize()}: {value_words(indicator, last.value)}. It is left off "
            "the chart, for an unfinished period would look like a change."
        )
    pictures = [run_chart(chart), run_chart(chart, NARROW)]
    table = run_chart_table(chart)
    rows = tuple(
        (row[0], *row[1:2], out_of_words(indicator, each), missing_words(each), *row[2:])
        for row, each in zip(table[1], reversed(ended), strict=True)
    )
    headings = (*table[0][:2], "Out of", "Missing", *table[0][2:])
    return markup(drawn(chart.title, pictures, (headings, rows), reading=reading, numeric=(1,)))


def stock_words(indicator: Indicator) -> str:
    """What kind of points the chart has, for whoever wonders why few of them are signals."""
    if indicator.is_stock:
        return (
            "Each point is what was open at a date. Most children are in one month's count and the next, so "
            "neighbouring points are alike without anything having changed: more of them in a row are asked for."
        )
    if is_of_what_is_open(indicator):
        return (
            "Each point covers months that the next covers too, so neighbouring points are alike without anything "
            "having changed: more of them in a row are asked for."
        )
    return "Each point is of what happened in its own period, apart from the others."


def shares_table(asked: Asked, indicator: Indicator) -> tuple[str, list[tuple[str, str, str]]]:
    """How a whole is shared out, latest period: its words, and each value with its share and count."""
    rows = []
    period = ""
    for value, series in held_figures.shares_of(asked.held, indicator.code).items():
        found = held_figures.as_at(series, asked.on, asked.known_on)
        if found:
            last: Figure = found[-1]
            period = period_words(last, asked.known_on)
            rows.append((value, value_words(indicator, last.value), f"{whole(last.above)} of {whole(last.below)}"))
    return period, sorted(rows)


def _reading(has_signals: bool, enough: bool) -> str:
    if not enough:
        return "Too few points to tell a change from chance."
    if has_signals:
        return "What is outlined is more than chance would give."
    return "No sign of change: it moves as chance alone would move it."


def _rows_counted(
    indicator: Indicator, above: float | None, below: float | None
) -> tuple[int | None, int | None]:  # fmt: skip
    """How many rows count and how many do not, where the figure's own numbers say so."""
    kind = type(indicator.as_).__name__
    if above is None or below is None:
        return None, None
    match kind:
        case "Percent" if indicator.as_.weight is None:  # type: ignore[union-attr]
            return round(above), round(below - above)
        case "Count":
            return round(above), round(below - above)
        case "Median" | "Mean" | "Longest" | "Sum":
            return round(below), None
    return None, None


def _paired(code: str, asked: Asked, *, alone: bool = False) -> Paired:
    catalogue = definitions()
    indicator = catalogue.indicators[code]
    published: Mapping[str, Series] = (
        held_figures.of_team(asked.held, asked.team) if asked.team else held_figures.of_service(asked.held)
    )
    figure = headline_of(indicator, held_figures.as_at(published.get(code, ()), asked.on, asked.known_on))
    ending = next((each for each in ENDINGS if code.endswith(each)), "")
    title = BESIDE[ending] if alone and ending else title_of(indicator, catalogue.standards)
    if figure is None or figure.value is None:
        nobody = figure is not None and not figure.reason
        return Paired(title, "None" if nobody and not code.endswith(IN_TIME) else why_unknown(figure), "", code)
    detail = [words for words in (out_of_words(indicator, figure), missing_words(figure)) if words]
    when = uk_date(figure.period.end) if indicator.is_stock else period_words(figure, asked.known_on)
    value = days(round(figure.value)) if code.endswith(LONGEST) else value_words(indicator, figure.value)
    return Paired(title, value, "; ".join([*detail, when]), code)
