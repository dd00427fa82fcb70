"""How a definition is doing now: its latest published figures; to those who see no child, only what may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import Indicator
from lineofsight.web.knowledge.latest import Latest, shown
from lineofsight.web.knowledge.public_figures import NOT_KNOWN, shown_alone
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link


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
    name: str, indicator: Indicator, found: Mapping[str, Latest], *, is_exact: bool
) -> Current:  # fmt: skip
    """The latest figure of a measure. Rounded, or not at all, to those to whom it `is_exact` not."""
    figure = found.get(indicator.code)
    to = link("performance:indicator", indicator.code)
    if figure is None:
        return Current(name, NOT_KNOWN, "No figure has been published with the latest snapshot.", "", to, False)
    period = figure.period.title if figure.period.start != figure.period.end else in_full(figure.period.end)
    if figure.reason:
        return Current(name, NOT_KNOWN, _why(figure.reason), period, to, False)
    if not is_exact:
        said = shown_alone(indicator, period, figure).said
        return Current(name, said, "Rounded, so that no child can be told from another.",
                       period, to, True)  # fmt: skip
    if figure.value is None:
        return Current(name, "None", "Nobody to count.", period, to, True)
    return Current(name, shown(indicator, figure.value), _out_of(indicator, figure), period, to, True)


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
