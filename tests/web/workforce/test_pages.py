"""Who sees what of the workforce: names for those who may see staff, of their own teams; figures for others."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

PAGES = (
    "/workforce/", "/workforce/leavers/", "/workforce/training/", "/workforce/together/", "/workforce/surveys/",
)  # fmt: skip
OF_STAFF = (
    "/workforce/people/", "/workforce/people/?format=xlsx", "/workforce/teams/", "/workforce/teams/?format=xlsx",
    "/workforce/first-years/", "/workforce/first-years/?format=xlsx",
)  # fmt: skip


def everybody() -> list[Any]:
    """The people of the workforce who have left or are in post, as the snapshot knows them."""
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.workforce.people import workforce

    found = workforce(known())
    assert found is not None
    return list(found.people.values())


@pytest.mark.parametrize("who", ["director", "team-manager", "analyst"])
def test_those_who_may_see_staff_open_every_page_and_list(client_as: Any, who: str) -> None:
    client = client_as(who)
    for address in (*PAGES, *OF_STAFF):
        assert client.get(address).status_code == 200, address
    for show in ("agency", "posts", "filled", "vacant", "starters", "leavers", "long", "away", "managers"):
        assert client.get(f"/workforce/people/?show={show}").status_code == 200, show


@pytest.mark.parametrize("who", ["elected-member", "commissioner", "auditor"])
def test_those_who_may_not_see_figures_and_no_names(client_as: Any, who: str) -> None:
    client, names = client_as(who), {each.name for each in everybody()}
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert not [name for name in names if name in text], address
        assert "/workforce/people/" not in text
    for address in OF_STAFF:
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("who", ["social-worker", "reviewing-officer"])
def test_others_are_told_there_is_no_such_page(client_as: Any, who: str) -> None:
    client = client_as(who)
    assert {client.get(address).status_code for address in (*PAGES, *OF_STAFF)} == {404}


def test_a_team_manager_sees_the_people_of_their_own_teams_alone(client_as: Any) -> None:
    from tests.support.routes import teams_of

    mine, other = teams_of("team-manager")
    client = client_as("team-manager")
    assert client.get(f"/workforce/teams/{mine}/").status_code == 200
    assert (
        client.get(f"/workforce/teams/{other}/").status_code == client.get("/workforce/teams/T999/").status_code == 404
    )
    assert client.get(f"/workforce/teams/{other}/?format=xlsx").status_code == 404
    book = load_workbook(BytesIO(client.get("/workforce/people/?show=practitioners&format=xlsx").content))
    listed = {row[0] for row in book["List"].iter_rows(min_row=2, values_only=True)}
    seen = {each.name for each in everybody() if each.team == mine}
    assert listed
    assert listed <= seen
    assert client.get(f"/workforce/people/?show=practitioners&team={other}&format=xlsx").status_code == 200


def test_why_somebody_left_stands_beside_no_name(client_as: Any) -> None:
    text = client_as("director").get("/workforce/people/?show=leavers").content.decode()
    gone = [each for each in everybody() if each.because and each.name in text]
    assert not [each.because for each in gone if each.because in text]


def test_what_is_asked_for_that_is_not_there_is_said(client_as: Any) -> None:
    client = client_as("director")
    for address in ("/workforce/people/?show=best", "/workforce/together/?measure=x", "/workforce/together/?team=T999"):
        assert "There is no such" in client.get(address).content.decode(), address


def test_load_stands_beside_timeliness_and_audit_and_nothing_ties_them(client_as: Any) -> None:
    text = client_as("director").get("/workforce/together/").content.decode()
    assert "That one moved another" in text
    assert all(word not in text for word in ("orrelation", "coefficient", "trend line", "r²"))
    # One drawing for a wide place and one for a narrow one, with all three in each.
    assert text.count("drawing-strands") == 2
