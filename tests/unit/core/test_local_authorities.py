"""Local authorities and their statistical neighbours."""

from __future__ import annotations

import pytest

from lineofsight.core.local_authorities import (
    CURRENT_EDITION,
    all_local_authorities,
    editions,
    local_authority,
    neighbours,
)


def test_an_authority_is_found_by_either_code_and_by_name() -> None:
    birmingham = local_authority("330")
    assert birmingham.name == "Birmingham"
    assert birmingham.region == "West Midlands"
    assert local_authority("E08000025") is birmingham
    assert local_authority(" birmingham ") is birmingham
    assert local_authority("Hull").la_code == "810"
    assert local_authority("BCP").la_code == "839"


def test_present_and_former_authorities() -> None:
    every = all_local_authorities().values()
    assert sum(authority.is_current for authority in every) == 153
    former = {authority.la_code for authority in every if not authority.is_current}
    assert former == {"909", "928", "836"}
    assert "replaced by 942" in local_authority("909").status_note


def test_no_two_authorities_share_a_code_or_name() -> None:
    keys = [
        key
        for authority in all_local_authorities().values()
        for key in (authority.la_code, authority.ons_code, authority.name.casefold())
    ]
    assert len(keys) == len(set(keys))


def test_an_unknown_authority_is_refused_with_what_is_near() -> None:
    with pytest.raises(ValueError, match=r"There is no local authority 'Birminham'. Did you mean Birmingham \(330\)"):
        local_authority("Birminham")
    with pytest.raises(ValueError, match="such as 330, or the ONS code"):
        local_authority("Ω")


def test_neighbours_of_the_current_edition() -> None:
    found = neighbours("330")
    assert [neighbour.rank for neighbour in found] == list(range(1, 11))
    assert {neighbour.edition for neighbour in found} == {CURRENT_EDITION}
    assert "330" not in {neighbour.la_code for neighbour in found}


def test_every_current_authority_has_ten_neighbours_who_exist() -> None:
    for authority in all_local_authorities().values():
        if authority.is_current:
            found = neighbours(authority.la_code)
            assert len(found) == 10, authority.name
            assert len({local_authority(neighbour.la_code).la_code for neighbour in found}) == 10


def test_editions_are_kept_apart() -> None:
    assert editions() == ("May 2025", "April 2021")
    assert [each.la_code for each in neighbours("330")] != [each.la_code for each in neighbours("330", "April 2021")]
    assert neighbours("942", "April 2021") == ()
    with pytest.raises(ValueError, match=r"There is no edition '2014' of the neighbours. Those held: May 2025"):
        neighbours("330", "2014")
    with pytest.raises(ValueError, match="There is no local authority '999'"):
        neighbours("999")
