"""What a measure never stands without: beside a clock what is open and overdue, and beside both voice and quality."""

from __future__ import annotations

from functools import lru_cache

from lineofsight.core.areas import Area
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.web.performance.wording import IN_TIME, LONGEST, OPEN, OVERDUE

ENDINGS = (IN_TIME, OVERDUE, LONGEST, OPEN)
VOICE_THEMES = frozenset({"participation", "quality"})
# What was said by children and families, what was looked at by an auditor, what somebody complained of.
VOICE_TABLES = frozenset({"voices", "audits", "advocacy", "complaints"})
MOST_VOICES = 6


def standards_beside(indicator: Indicator) -> tuple[str, ...]:
    """The standards a measure is of, or stands beside."""
    if isinstance(indicator.population, Duties):
        return indicator.population.standards
    return indicator.standards


def open_and_overdue(indicator: Indicator, catalogue: ResolvedCatalogue) -> list[str]:
    """The codes of what is overdue, how long the longest has waited, and what is open, under its standards.

    For a measure that is one of a standard's four, the other three.
    """
    found = [f"{standard}{ending}" for standard in standards_beside(indicator) for ending in ENDINGS]
    return [code for code in found if code in catalogue.indicators and code != indicator.code]


def voice_and_quality(indicator: Indicator, catalogue: ResolvedCatalogue) -> list[str]:
    """Measures of what children said and of how good the work was, of the same area and then of the service's."""
    voices = _voices(tuple(catalogue.indicators.values()))
    own = [code for code, area in voices if area == indicator.area.inspection_area]
    others = [code for code, area in voices if area == Area.LEADERSHIP.inspection_area and code not in own]
    return [code for code in (*own, *others) if code != indicator.code][:MOST_VOICES]


def is_main(code: str) -> bool:
    """Whether a measure is one of its own, not one of the four every standard has."""
    return not code.endswith(ENDINGS)


@lru_cache(maxsize=4)
def _voices(indicators: tuple[Indicator, ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for item in indicators:
        if is_main(item.code) and (item.theme in VOICE_THEMES or item.tables() & VOICE_TABLES):
            found.append((item.code, item.area.inspection_area))
    return tuple(found)
