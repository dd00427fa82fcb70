"""Code sets: years in force, meanings, and errors that help."""

from __future__ import annotations

import re

import pytest

from lineofsight.core.code_sets import Code, CodeSet, all_code_sets, code_set
from lineofsight.core.package_data import read_rows
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES


def test_a_code_belongs_to_its_years() -> None:
    place = code_set("ssda903:PLACE")
    assert place.contains("K3", "2024-25")
    assert not place.contains("K3", "2023-24")
    assert place.contains("H5", "2023_24")
    assert not place.contains("H5", "2024-25")
    assert place.contains("Z1", "2024-25")
    assert not place.contains("Z1", "2025-26")
    assert {"Z11", "Z12", "Z13", "Z14"} <= {code.code for code in place.codes_in("2025-26")}
    assert place.contains("H5")
    assert not place.contains("h5")
    assert not place.contains("")


def test_meanings() -> None:
    assert code_set("ssda903:LS").meaning("C2") == "Full care order"
    assert code_set("cin:CategoryOfAbuse").meaning("NEG") == "Neglect"
    assert code_set("annex_a:Ethnicity").meaning("a) WBRI") == "White British"
    assert code_set("annex_a:ReasonCeased").meaning("c) E2: Died") == "Died"
    assert code_set("annex_a:AdopterLeaving").meaning("3 - Application refused") == "Application refused"
    assert code_set("lineofsight:visit_mode").meaning("doorstep") == "At the door only"


def test_the_same_contact_source_means_the_same_in_census_and_inspection_lists() -> None:
    census, lists = code_set("cin:ReferralSource"), code_set("annex_a:ContactSource")
    assert [code.meaning for code in lists] == [code.meaning for code in census]


def test_an_unknown_meaning_is_blank_and_its_note_says_where_to_look() -> None:
    for name, found in all_code_sets().items():
        for code in found:
            assert code.meaning or "meaning not yet found" in code.note, (name, code.code)
    assert code_set("ssda903:PLACE").meaning("Z11") == ""


def test_a_code_of_n_stands_for_digits() -> None:
    permanence_authority = code_set("ssda903:LA_PERM")
    assert permanence_authority.contains("330")
    assert permanence_authority.contains("WAL")
    for value in ("33", "3300", "33a", "٣٣٠", "nnn"):
        assert not permanence_authority.contains(value)
    assert permanence_authority.meaning("999") == "Information not available"


def test_errors_name_what_is_near() -> None:
    with pytest.raises(
        ValueError, match=re.escape("There is no code set 'ssda903:PLACES'. Did you mean ssda903:PLACE")
    ):
        code_set("ssda903:PLACES")
    with pytest.raises(ValueError, match=r"There is no code set 'zzzzzzzz'. There are"):
        code_set("zzzzzzzz")
    with pytest.raises(ValueError, match=r"lineofsight:visit_mode has no code 'in-person'. Did you mean in_person"):
        code_set("lineofsight:visit_mode").meaning("in-person")
    with pytest.raises(ValueError, match="'2026' is not a collection year"):
        code_set("ssda903:PLACE").codes_in("2026")


def test_more_specific_codes_do_not_hide_behind_digits() -> None:
    """999 is three digits too: its own row must be the one that gives its meaning."""
    found = CodeSet("example", (Code("nnn", "An authority"), Code("999", "Not available")))
    assert found.meaning("999") == "Not available"
    assert found.meaning("330") == "An authority"


def test_every_set_is_named_by_where_it_comes_from() -> None:
    assert {name.partition(":")[0] for name in all_code_sets()} == {"ssda903", "cin", "annex_a", "lineofsight"}
    counts = {"ssda903": 33, "cin": 11, "annex_a": 23}
    for source, count in counts.items():
        assert sum(name.startswith(f"{source}:") for name in all_code_sets()) == count
    assert sum(len(found) for found in all_code_sets().values()) == len(read_rows("codes.csv")) + len(
        read_rows("own_codes.csv")
    )


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_code_set_a_column_names_is_held(table: Table) -> None:
    named = {column.code_set for column in table.columns if column.code_set is not None}
    assert named <= set(all_code_sets())


def test_our_own_codes_are_words_in_lower_case() -> None:
    for name, found in all_code_sets().items():
        if name.startswith("lineofsight:"):
            assert re.fullmatch(r"lineofsight:[a-z0-9_]+", name)
            for code in found:
                assert re.fullmatch(r"[a-z0-9_]+", code.code), (name, code.code)
                assert code.meaning


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("visit_mode", {"in_person", "virtual", "telephone", "doorstep"}),
        ("visit_outcome", {"completed", "no_access", "cancelled", "refused"}),
        ("contact_outcome", {"advice", "early_help", "referral", "no_further_action", "passed_to_open_worker"}),
        ("contact_rating", {"red", "amber", "green"}),
        ("risk_level", {"low", "medium", "high"}),
        ("grade", {"outstanding", "good", "requires_improvement", "inadequate"}),
        ("gateway", {"entry_to_care", "placement", "end_child_protection_plan", "step_down", "closure"}),
        ("allocation_role", {"allocated_worker", "reviewing_officer", "personal_adviser", "lead_practitioner"}),
    ],
)
def test_the_words_that_definitions_rely_on(name: str, codes: set[str]) -> None:
    assert codes <= {code.code for code in code_set(f"lineofsight:{name}")}


def test_a_wrong_definition_is_refused() -> None:
    with pytest.raises(ValueError, match="A code is blank"):
        Code("", "Nothing")
    with pytest.raises(ValueError, match="write the year '2024_25' as '2024-25'"):
        Code("A", "A", first_year="2024_25")
    with pytest.raises(ValueError, match="ends in 2020-21, before it begins in 2024-25"):
        Code("A", "A", first_year="2024-25", last_year="2020-21")
    with pytest.raises(ValueError, match="has 'A' twice"):
        CodeSet("example", (Code("A", "One"), Code("A", "Two")))
    assert Code("A", "A", first_year="2024-25", last_year="2024-25").in_year("2024-25")
