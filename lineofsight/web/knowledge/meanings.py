"""What a measure means, as a digest: its rows and sums and the standards it counts, without the words about them.

A reworded title or reason changes no figure, and so no digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lineofsight.core.indicators import Duties
from lineofsight.evaluation.documents import document_of, hash_of
from lineofsight.web.knowledge.definitions import Defined, definitions, definitions_of
from lineofsight.web.knowledge.snapshots import known

# Words about a definition, and who it is shown to: a change of these changes no figure.
_NOT_MEANING = frozenset({
    "title", "why", "notes", "theme", "stage", "authority", "confidence", "status", "breakdowns", "area",
    "titles_on",
})  # fmt: skip


def meaning_of(catalogue: Mapping[str, Any], code: str) -> str:
    """The digest of what a measure means by a catalogue's document; blank where that has none of the code."""
    found = catalogue.get("indicators", {}).get(code)
    if found is None:
        return ""
    population, standards = found.get("population", {}), catalogue.get("standards", {})
    of_duties = "when" in population and "source" not in population
    named = population.get("standards", list(standards)) if of_duties else ()
    meant = {name: _meant(standards[name]) for name in named if name in standards}
    return hash_of({"indicator": _meant(found), "standards": meant})


@lru_cache(maxsize=1024)
def meaning_in(snapshot: str, code: str) -> str:
    """The digest of what a measure meant when a snapshot was taken; blank where it had none of that code."""
    held = known(snapshot)
    assert held is not None  # a name was given
    return meaning_of(held.snapshot.manifest.catalogue, code)


def meaning_now(code: str) -> str:
    """The digest of what a measure means by the definitions in force; blank where there is none of that code."""
    return _meaning_now(code, definitions_of())


@lru_cache(maxsize=1024)
def _meaning_now(code: str, defined: Defined) -> str:
    catalogue = definitions()
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        return ""
    counted = indicator.population.standards if isinstance(indicator.population, Duties) else ()
    named = counted or (catalogue.standards if isinstance(indicator.population, Duties) else ())
    standards = {name: document_of(catalogue.standards[name]) for name in named if name in catalogue.standards}
    return meaning_of({"indicators": {code: document_of(indicator)}, "standards": standards}, code)


def _meant(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in _NOT_MEANING and name != "standards"}
