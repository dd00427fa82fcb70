"""How a definition is doing now: its latest published figures; to those who see no child, only what may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.core.indicator_measures import Count, Percent
from lineofsight.core.indicators import Indicator
from lineofsight.evaluation.disclosure import SMALLEST_DENOMINATOR, SUPPRESSED, shown_count, shown_percentage
from lineofsight.web.knowledge.latest import Latest, shown
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link

TOO_FEW = "Too few to say"
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Current:
    """One figure: what it is, its value in words, of how many, for when, why it is not known, and its page."""

    name: str
    value: str
    detail: str
    period: str
    link: str
    is_known: bool


def current(
    name: str, indicator: Indicator, found: Mapping[str, Latest], *, sees_children: bool
) -> Current:  # fmt: skip
    """The latest figure of a measure. Those who see no child get it rounded, or not at all."""
    figure = found.get(indicator.code)
    to = link("performance:indicator", indicator.code)
    if figure is None:
        return Current(name, NOT_KNOWN, "No figure has been published with the latest snapshot.", "", to, False)
    period = figure.period.title if figure.period.start != figure.period.end else in_full(figure.period.end)
    if figure.reason:
        return Current(name, NOT_KNOWN, _why(figure.reason), period, to, False)
    if not sees_children:
        return Current(name, public_value(indicator, figure), "Rounded, so that no child can be told from another.",
                       period, to, True)  # fmt: skip
    if figure.value is None:
        return Current(name, "None", "Nobody to count.", period, to, True)
    return Current(name, shown(indicator, figure.value), _out_of(indicator, figure), period, to, True)


def public_value(indicator: Indicator, figure: Latest) -> str:
    """A figure for somebody who sees no child: rounded, suppressed, or not known."""
    if figure.numerator is None:
        return NOT_KNOWN
    whole = None if figure.denominator is None else int(figure.denominator)
    match indicator.as_:
        case Percent(weight=None):
            percentage = shown_percentage(int(figure.numerator), whole)
            return TOO_FEW if percentage in (None, SUPPRESSED) else f"{percentage:.0f}%"
        case Count():
            count = shown_count(int(figure.numerator))
            return "Fewer than 6" if count == SUPPRESSED else f"{count:,}"
    if whole is None or whole < SMALLEST_DENOMINATOR or figure.value is None:
        return TOO_FEW
    return f"{figure.value:,.0f}" + ("%" if isinstance(indicator.as_, Percent) else "")


def _out_of(indicator: Indicator, figure: Latest) -> str:
    said = []
    if isinstance(indicator.as_, Percent) and indicator.as_.weight is None and figure.denominator is not None:
        said.append(f"{figure.numerator or 0:,.0f} of {figure.denominator:,.0f}")
    if figure.missing:
        said.append(f"{figure.missing:,} could not be told")
    if figure.moved:
        said.append(figure.moved.rstrip("."))
    return "; ".join(said)


def _why(reason: str) -> str:
    why = reason.removeprefix("not covered: ").replace("_", " ")
    return f"The files loaded cannot tell: {why}." if why != reason else f"{why[:1].upper()}{why[1:]}."
