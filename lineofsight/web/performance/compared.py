"""A figure beside England, its region and its statistical neighbours: each with its own period, or said to be absent.

Comparator files that were loaded come first. Without them England is what was last published, from the catalogue; the
region and the neighbours are then "no comparison loaded", and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lineofsight.catalogue.published import BY_INDICATOR
from lineofsight.core.indicators import Indicator
from lineofsight.core.local_authorities import local_authority
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.tables.reference_data import published_figures
from lineofsight.evaluation.comparisons import NONE_LOADED, Comparison, comparisons
from lineofsight.evaluation.record import Record
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.performance.wording import value_words

ENGLAND, REGION, NEIGHBOURS = "England", "The region", "Statistical neighbours"


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody else's value: in words, and for when or why there is none."""

    name: str
    value: float | None
    words: str
    period: str
    source: str = ""

    @property
    def detail(self) -> str:
        """For when, and from where."""
        return "; ".join(part for part in (self.period, self.source) if part)


def beside(held: Known, indicator: Indicator, period: Period) -> tuple[Beside, Beside, Beside]:
    """England, the region and the statistical neighbours."""
    authority = str(definitions().policy.get("la_code") or "")
    loaded = _loaded(held.info.snapshot)
    found: tuple[Comparison, ...] = ()
    if loaded is not None and indicator.code in loaded[1] and _is_authority(authority):
        found = comparisons(indicator, period, loaded[0], authority)
    region = local_authority(authority).region if _is_authority(authority) else REGION
    empty = (Comparison(ENGLAND, None, NONE_LOADED), Comparison(region, None, NONE_LOADED),
             Comparison(NEIGHBOURS, None, NONE_LOADED))  # fmt: skip
    england, *others = (_beside(indicator, each) for each in found or empty)
    published = england_published(indicator)
    return (england if england.value is not None or published is None else published, others[0], others[1])


def england_published(indicator: Indicator) -> Beside | None:
    """England's last published value, from the catalogue. A count of England's children is nothing to compare with."""
    figure = BY_INDICATOR.get(indicator.code)
    if figure is None or not figure.is_comparable:
        return None
    source = f"{figure.source}; {figure.note}" if figure.note else figure.source
    return Beside(ENGLAND, figure.value, value_words(indicator, figure.value), figure.period, source)


def _beside(indicator: Indicator, each: Comparison) -> Beside:
    if each.value is None:
        reason = (each.reason or NONE_LOADED).capitalize()
        return Beside(each.with_whom, None, reason, "")
    source = f"middle of {each.among} authorities" if each.among else each.publication or ""
    period = parse_period(each.period).title if each.period else ""
    return Beside(each.with_whom, each.value, value_words(indicator, each.value), period, source)


def _is_authority(code: str) -> bool:
    try:
        local_authority(code)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4)
def _loaded(name: str) -> tuple[Record, frozenset[str]] | None:
    """The comparator figures a snapshot holds, by themselves, and the measures they are of; None without any."""
    held = known(name)
    assert held is not None  # a name was given
    frame = held.snapshot.record.lazy(published_figures).collect()
    if frame.is_empty():
        return None
    codes = frozenset(str(code) for code in frame["indicator"].unique().drop_nulls())
    return Record.of({published_figures.name: frame}, held.info.as_known_on), codes
