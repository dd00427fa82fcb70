"""The five questions that could not be answered when children were hurt, by clicks alone, as the how-to tells them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.chromium import axe_violations


@pytest.fixture
def reader(service: Any, page_as: Any) -> Reader:
    return Reader(service, page_as)


class Reader:
    """Somebody in a browser, who clicks."""

    def __init__(self, service: Any, page_as: Any) -> None:
        self.service, self.page_as, self.clicks = service, page_as, 0

    def given_i_am(self, who: str) -> None:
        self.page = self.page_as(who)

    def when_i_click(self, name: str, *, last: bool = False, exact: bool = True) -> None:
        links = self.page.get_by_role("link", name=name, exact=exact)
        (links.last if last else links.first).click()
        self.clicks += 1

    def when_i_choose(self, label: str, containing: str) -> None:
        options = self.page.get_by_label(label).locator("option").all()
        wanted = next(each for each in options if containing in each.inner_text())
        self.page.get_by_label(label).select_option(value=wanted.get_attribute("value"))
        self.page.get_by_role("button", name="Show").first.click()

    def then_the_page_says(self, *words: str) -> None:
        text = self.page.locator("main").inner_text()
        for each in words:
            assert each in text, each

    def and_the_accessibility_baseline_is_met(self) -> None:
        assert axe_violations(self.page) == []


def test_which_children_on_a_plan_have_not_been_seen_in_time_today(reader: Reader) -> None:
    reader.given_i_am("director")
    number = int(reader.page.get_by_role("link", name="on a plan with a visit overdue").inner_text().split()[0])
    reader.when_i_click("on a plan with a visit overdue", exact=False)
    names = reader.page.locator("tbody th a").all_inner_texts()
    assert reader.clicks == 1
    assert len(set(names)) <= number == int(reader.page.locator("tbody tr").count())
    reader.then_the_page_says("overdue")
    reader.and_the_accessibility_baseline_is_met()


def test_which_team_differs_from_similar_teams_more_than_chance_would(reader: Reader) -> None:
    reader.given_i_am("director")
    reader.when_i_click("Performance")
    reader.when_i_click("Child protection visits up to date")
    reader.when_i_click("Teams", last=True)
    reader.then_the_page_says("similar teams", "what chance would give a team this size")
    assert "worst" not in reader.page.content().lower()
    reader.and_the_accessibility_baseline_is_met()


def test_what_did_we_know_on_31_march(reader: Reader) -> None:
    reader.given_i_am("director")
    reader.when_i_click("Performance")
    now = reader.page.locator("main").inner_text()
    reader.when_i_choose("From the snapshot", "31 Mar 2026")
    reader.then_the_page_says("31 March 2026")
    assert reader.page.locator("main").inner_text() != now
    reader.and_the_accessibility_baseline_is_met()


def test_why_is_this_child_on_this_list_and_what_does_the_law_say(reader: Reader) -> None:
    reader.given_i_am("team-manager")
    reader.when_i_click("Worklists")
    reader.page.locator("tbody a", has_text="Why").first.click()
    assert "/why/" in reader.page.url
    reader.then_the_page_says("Opened", "Due")
    reader.and_the_accessibility_baseline_is_met()
    reader.page.locator("main a[href*='/handbook/standards/']").first.click()
    assert "/handbook/standards/" in reader.page.url
    reader.then_the_page_says("Authority")
    reader.and_the_accessibility_baseline_is_met()


def test_from_any_figure_to_the_rows_it_came_from_in_three_clicks(reader: Reader) -> None:
    reader.given_i_am("director")
    reader.page.goto(reader.service.address + "/performance/measures/cp_visits_timely/")
    reader.when_i_click("Not counted", exact=False)
    reader.page.locator("main tbody a[href*='/children/child/']").first.click()
    reader.clicks += 1
    if "/why/" not in reader.page.url:
        reader.page.locator("main a", has_text="Why").first.click()
        reader.clicks += 1
    assert reader.clicks <= 3
    reader.then_the_page_says("line")
