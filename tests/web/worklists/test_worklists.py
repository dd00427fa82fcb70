"""Worklists: what one may see and nothing else, in every form they are given."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.chromium import axe_violations

LISTS = ("/worklists/mine/", "/worklists/my-team/", "/worklists/service/")
WAYS = ("", "?by=child", "?by=standard", "?by=stage", "?state=recorded_late", "?state=long_overdue", "?stage=in_care")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", LISTS)
def test_every_list_opens_every_way_for_those_who_have_it(
    service: Any, client_as: Any, where: str, way: str
) -> None:  # fmt: skip
    assert client_as("service-head").get(where + way).status_code == 200


@pytest.mark.parametrize("where", LISTS)
def test_an_elected_member_has_no_worklist(service: Any, client_as: Any, where: str) -> None:
    for form in ("", "?format=xlsx"):
        assert client_as("elected-member").get(where + form).status_code == 404


def test_a_manager_cannot_tell_another_team_from_one_that_is_not(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    mine = User.objects.get(username="team-manager").team_ids(today())
    other = ChildNow.objects.exclude(team_id=None).exclude(team_id__in=mine).values_list("team_id", flat=True)[0]
    client = client_as("team-manager")
    assert client.get(f"/worklists/team/{mine[0]}/").status_code == 200
    for form in ("", "?format=xlsx"):
        refused = client.get(f"/worklists/team/{other}/{form}")
        absent = client.get(f"/worklists/team/no-such-team/{form}")
        assert refused.status_code == absent.status_code == 404
        assert refused.content == absent.content


def test_the_workbook_is_the_list_and_says_what_it_is(service: Any, client_as: Any) -> None:
    from lineofsight.web.accounts.models import User

    answer = client_as("social-worker").get("/worklists/mine/?format=xlsx")
    book = load_workbook(BytesIO(answer.content))
    about = {row[0].value: row[1].value for row in book["About this list"].iter_rows()}
    assert about["What it is"] == "My worklist"
    assert "names children" in about["Take care"]
    rows = list(book["List"].iter_rows(min_row=2, values_only=True))
    from lineofsight.record.service.models import ChildNow

    worker = User.objects.get(username="social-worker").worker_id
    mine = set(ChildNow.objects.filter(worker_id=worker).values_list("child_id", flat=True))
    assert rows
    assert {row[1] for row in rows} <= mine | {worker}


def test_counts_are_of_the_rows_that_are_listed(service: Any, client_as: Any) -> None:
    answer = client_as("team-manager").get("/worklists/my-team/?state=overdue")
    counts = {state: number for state, _, number in answer.context["counts"]}
    assert answer.context["page"].paginator.count == counts["overdue"]


class TestASocialWorkersWorklist:
    def test_says_whom_to_look_at_first_and_why_and_keeps_filters(self, service: Any, page_as: Any) -> None:
        self.given_i_am_a_social_worker(service, page_as)
        self.when_i_open_my_worklist()
        self.then_the_children_to_look_at_first_each_say_why()
        self.when_i_show_only_what_is_overdue()
        self.then_the_address_keeps_it_and_every_row_is_overdue()
        self.and_the_accessibility_baseline_is_met()

    def given_i_am_a_social_worker(self, service: Any, page_as: Any) -> None:
        self.service, self.page = service, page_as("social-worker")

    def when_i_open_my_worklist(self) -> None:
        self.page.get_by_role("link", name="Worklists", exact=True).click()

    def then_the_children_to_look_at_first_each_say_why(self) -> None:
        first = self.page.locator(".los-first__child").all_inner_texts()
        assert 0 < len(first) <= 10
        assert all("." in text for text in first)

    def when_i_show_only_what_is_overdue(self) -> None:
        self.page.get_by_label("How it stands").select_option("overdue")
        self.page.get_by_role("button", name="Show").click()

    def then_the_address_keeps_it_and_every_row_is_overdue(self) -> None:
        assert "state=overdue" in self.page.url
        tags = self.page.locator("tbody .los-tag").all_inner_texts()
        assert tags
        assert all(tag.endswith("overdue") for tag in tags)

    def and_the_accessibility_baseline_is_met(self) -> None:
        assert axe_violations(self.page) == []
