"""Teams: only those one may see, and every number the length of the list it leads to."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.support.chromium import axe_violations

WHERE = ("", "workers/")


def team_of(username: str) -> str:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    return str(User.objects.get(username=username).team_ids(today())[0])


def another_than(team: str) -> str:
    from lineofsight.record.service.models import ChildNow

    return str(ChildNow.objects.exclude(team_id=None).exclude(team_id=team).values_list("team_id", flat=True)[0])


def listed(client: Any, link: str) -> int:
    """How many a list has, by its own pages."""
    where = urlsplit(link)
    answer = client.get(f"{where.path}?{where.query}")
    assert answer.status_code == 200, link
    return int(answer.context["page"].paginator.count)


@pytest.mark.parametrize("form", ["", "?format=xlsx"])
@pytest.mark.parametrize("where", WHERE)
def test_a_manager_cannot_tell_another_team_from_one_that_is_not(
    service: Any, client_as: Any, where: str, form: str
) -> None:  # fmt: skip
    mine = team_of("team-manager")
    client = client_as("team-manager")
    assert client.get(f"/teams/{mine}/{where}{form}").status_code == 200
    refused = client.get(f"/teams/{another_than(mine)}/{where}{form}")
    absent = client.get(f"/teams/no-such-team/{where}{form}")
    assert refused.status_code == absent.status_code == 404
    assert refused.content == absent.content


@pytest.mark.parametrize("form", ["", "?format=xlsx"])
def test_an_elected_member_and_a_stranger_get_nothing(service: Any, client_as: Any, form: str) -> None:
    team = team_of("team-manager")
    member, stranger = client_as("elected-member"), client_as("")
    for where in ("/teams/", f"/teams/{team}/", f"/teams/{team}/workers/", "/teams/no-such-team/"):
        assert member.get(where + form).status_code == 404
        assert stranger.get(where + form).status_code == 302


@pytest.mark.parametrize("form", ["", "?format=xlsx"])
def test_lists_by_worker_are_for_managers(service: Any, client_as: Any, form: str) -> None:
    team = team_of("social-worker")
    client = client_as("social-worker")
    assert client.get(f"/teams/{team}/{form}").status_code == 200
    assert client.get(f"/teams/{team}/workers/{form}").status_code == 404
    seen = client.get(f"/teams/{team}/").content.decode()
    assert f"/teams/{team}/workers/" not in seen
    assert "held by each worker" not in seen
    assert "Above the limit:" not in seen


def test_each_sees_the_teams_they_may_and_no_other(service: Any, client_as: Any) -> None:
    def seen(username: str) -> set[str]:
        found = client_as(username).get("/teams/").context["found"]
        return {row.id for group in found.groups for row in group.rows}

    manager, director = seen("team-manager"), seen("director")
    assert manager == {team_of("team-manager")}
    assert manager < director
    book = load_workbook(BytesIO(client_as("team-manager").get("/teams/?format=xlsx").content))
    assert len(list(book["List"].iter_rows(min_row=2))) == 1


def test_what_is_owed_to_workers_is_told_to_those_who_see_their_team_alone(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    owed = list(OpenDuty.objects.filter(holder_kind="worker").values_list("holder", flat=True)[:5])
    assert owed

    def seen(role: str, teams: tuple[str, ...]) -> int:
        return Caseload(Asker(ROLES[role], "", teams), lambda _: None).of_workers("T1", owed).count()

    assert seen("director", ()) > 0
    assert seen("team_manager", ("T1",)) > 0
    assert seen("team_manager", ("T2",)) == seen("social_worker", ("T1",)) == seen("elected_member", ("T1",)) == 0


def test_numbers_of_every_team_are_those_of_the_lists_they_lead_to(service: Any, client_as: Any) -> None:
    client = client_as("director")
    rows = [row for group in client.get("/teams/").context["found"].groups for row in group.rows if row.held.children]
    assert rows
    for row in rows[:4]:
        assert listed(client, row.children_link) == row.held.children
        if row.unallocated_link:
            assert listed(client, row.unallocated_link) == row.held.unallocated
        if row.overdue_link:
            assert listed(client, row.overdue_link) == row.held.overdue


def test_numbers_on_a_teams_page_are_those_of_the_lists_they_lead_to(service: Any, client_as: Any) -> None:
    client, team = client_as("team-manager"), team_of("team-manager")
    shown = client.get(f"/teams/{team}/").context["shown"]
    for tile in (*shown.tiles, *shown.stage_tiles):
        if tile.link.startswith("/"):
            # What has waited for more than a year is among what is overdue: the list of that state holds all of it.
            assert listed(client, tile.link) == tile.number, tile.label
    assert shown.overdue
    for row in shown.overdue[:6]:
        assert listed(client, row.link) == row.number, row.title
    assert sum(row.number for row in shown.overdue) == shown.tiles[3].number
    assert len(shown.changed) == shown.tiles[4].number
    assert sum(tile.number for tile in shown.stage_tiles) == shown.tiles[0].number


def test_numbers_of_every_worker_are_those_of_the_lists_they_lead_to(service: Any, client_as: Any) -> None:
    client, team = client_as("team-manager"), team_of("team-manager")
    rows = client.get(f"/teams/{team}/workers/").context["rows"]
    assert [row.name for row in rows] == sorted(row.name for row in rows)
    holding = [row for row in rows if row.held]
    assert holding
    for row in holding[:5]:
        assert listed(client, row.held_link) == row.held
        if row.overdue_link:
            assert listed(client, row.overdue_link) == row.overdue


def test_the_workbook_of_workers_is_the_list_and_says_it_is_in_no_order_of_a_figure(
    service: Any, client_as: Any
) -> None:  # fmt: skip
    client, team = client_as("team-manager"), team_of("team-manager")
    rows = client.get(f"/teams/{team}/workers/").context["rows"]
    book = load_workbook(BytesIO(client.get(f"/teams/{team}/workers/?format=xlsx").content))
    about = {row[0].value: row[1].value for row in book["About this list"].iter_rows()}
    assert about["Order"] == "By name; no figure orders it."
    assert [row[0] for row in book["List"].iter_rows(min_row=2, values_only=True)] == [row.name for row in rows]


def test_every_team_the_director_sees_opens(service: Any, client_as: Any) -> None:
    client = client_as("director")
    rows = [row for group in client.get("/teams/").context["found"].groups for row in group.rows]
    assert [row.name for row in rows if client.get(row.link).status_code != 200] == []


@pytest.mark.parametrize("team", ["T1'--", "x" * 5000, "\u202e", "%01"])
def test_an_address_that_is_no_team_is_not_found(service: Any, client_as: Any, team: str) -> None:
    assert client_as("director").get(f"/teams/{team}/").status_code == 404


class TestATeamManagerLooksAtTheTeam:
    def test_from_the_team_to_a_workers_children_by_clicks_alone(self, service: Any, page_as: Any) -> None:
        self.given_i_am_a_team_manager(service, page_as)
        self.when_i_open_my_team()
        self.then_children_are_drawn_by_stage_and_by_worker_with_their_limit()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_ask_for_its_workers()
        self.then_they_are_by_name_and_it_says_why()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_open_the_children_of_the_first_who_holds_any()
        self.then_as_many_children_are_listed()

    @pytest.mark.parametrize("where", ["/teams/", "/teams/{}/", "/teams/{}/workers/"])
    def test_every_page_is_accessible_and_fits_a_phone(self, service: Any, page_as: Any, where: str) -> None:
        page = page_as("team-manager")
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(service.address + where.format(team_of("team-manager")))
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    def given_i_am_a_team_manager(self, service: Any, page_as: Any) -> None:
        self.service, self.page = service, page_as("team-manager")

    def when_i_open_my_team(self) -> None:
        self.page.get_by_role("link", name="Teams", exact=True).click()
        self.page.locator("tbody th a").first.click()

    def then_children_are_drawn_by_stage_and_by_worker_with_their_limit(self) -> None:
        expect(self.page.locator("svg.drawing-stacked:visible")).to_have_count(2)
        assert "18 children for a social worker and 12" in self.page.locator("main").inner_text()

    def when_i_ask_for_its_workers(self) -> None:
        self.page.get_by_role("link", name="Workers of the team").click()

    def then_they_are_by_name_and_it_says_why(self) -> None:
        assert "no rates and no rankings of workers" in self.page.locator("main").inner_text()

    def when_i_open_the_children_of_the_first_who_holds_any(self) -> None:
        first = self.page.locator("tbody td a").first
        self.number = int(first.inner_text().split()[0])
        first.click()

    def then_as_many_children_are_listed(self) -> None:
        assert "/children/list/" in self.page.url
        expect(self.page.locator("main tbody tr")).to_have_count(min(self.number, 50))

    def and_the_accessibility_baseline_is_met(self) -> None:
        assert axe_violations(self.page) == []
