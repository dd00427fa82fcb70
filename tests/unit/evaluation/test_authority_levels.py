"""An authority's own levels of authority: read from its policy, refused with the place where they cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lineofsight.core.authority_levels import LEVELS, NATIONAL, LevelAt, level_of
from lineofsight.core.code_sets import code_set
from lineofsight.evaluation.authority_levels import levels_of, read_levels
from lineofsight.evaluation.policy import policy_of
from lineofsight.evaluation.policy_files import PolicyProblem

FROM = date(2026, 4, 1)


def test_a_gateways_lines_are_read_one_or_several() -> None:
    document = {
        "authority_levels": {
            "closure": {"level": "service_head", "from": FROM},
            "placement_end": [{"level": "team_manager", "from": FROM}, {"level": "director", "from": date(2027, 4, 1)}],
        }
    }
    own = levels_of(document)
    assert level_of("closure", FROM, own) == "service_head"
    assert level_of("placement_end", date(2026, 3, 31), own) == "service_head"  # the country's, until its own begins
    assert level_of("placement_end", FROM, own) == "team_manager"
    assert level_of("placement_end", date(2027, 4, 1), own) == "director"
    assert policy_of(document).lines == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"closur": {"level": "director", "from": FROM}}, "Did you mean closure"),
        ({"closure": {"level": "queen", "from": FROM}}, "there is no 'queen'"),
        ({"closure": {"level": "director", "from": "soon"}}, "is not a date"),
        ({"closure": {"level": "director"}}, "give `level:` and `from:`"),
        ({"closure": "director"}, "give `level:` and `from:`"),
        (["closure"], "name gateways"),
    ],
)
def test_what_cannot_be_names_the_place(given: Any, said: str) -> None:
    with pytest.raises(PolicyProblem, match=said):
        levels_of({"authority_levels": given})


def test_a_file_that_is_not_there_says_nothing_of_its_own(tmp_path: Path) -> None:
    assert read_levels(tmp_path / "policy.yaml") == ()


def test_the_countrys_lines_name_gateways_there_are_once_each() -> None:
    known = {code.code for code in code_set("lineofsight:gateway")}
    named = [line.gateway for line in NATIONAL]
    assert set(named) <= known
    assert len(named) == len(set(named))
    assert {code.code for code in code_set("lineofsight:authority_level")} == set(LEVELS)
    with pytest.raises(ValueError, match="no level"):
        LevelAt("closure", "queen", FROM)
