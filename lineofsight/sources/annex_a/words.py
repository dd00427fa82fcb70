"""The lists' words for codes, where they are not a code with its meaning or the meaning itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lineofsight.core.code_sets import code_set
from lineofsight.core.table import Table
from lineofsight.sources.parsing import Unreadable, read_code

# Table column -> the lists' words, in lower case and without their letter -> code.
ALIASES: Mapping[str, Mapping[str, str]] = {
    "people.sex": {"not stated/recorded": "U", "neither": "U", "1": "M", "2": "F", "0": "U", "9": "U"},
    "care_plans.permanence_plan": {
        "return to family": "return_home", "sgo/cao": "special_guardianship",
        "supported living in the community": "supported_living", "long-term residential placement": "residential",
        "other": "other",
    },
}  # fmt: skip

# Codes the lists have no word of their own for, and the word that is nearest.
NEAREST: Mapping[str, Mapping[str, str]] = {
    "care_plans.permanence_plan": {
        "child_arrangements": "c) SGO/CAO", "family_and_friends": "g) Other", "not_decided": "",
    },
    "placements.type": {"K3": "p) K2: Children’s Homes"},
    "care_leavers.eligibility": {"none": ""},
}  # fmt: skip


@cache
def list_words(value_set: str, table: Table, column: str) -> Mapping[str, str]:
    """Code -> the list's value for it, for a column whose values are a list's value set."""
    place = f"{table.name}.{column}"
    words: dict[str, str] = {}
    for value in code_set(f"annex_a:{value_set}"):
        try:
            code = read_code(value.code, table.column(column).code_set, ALIASES.get(place))
        except Unreadable:
            continue
        words.setdefault(code, value.code)
    return {**NEAREST.get(place, {}), **words}
