"""A worker mends what is theirs or says that it is right; a manager sees who needs help; in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations
from tests.support.routes import teams_of

WHY = "It came from another authority without it."


class TestASocialWorkerMendsTheirData:
    def test_from_the_first_page_to_the_place_to_mend_and_to_saying_that_it_is_right(
        self, service: Any, page_as: Any
    ) -> None:
        self.given_i_am_a_social_worker(service, page_as)
        self.when_i_open_data_quality()
        self.then_i_see_what_stops_the_return_first()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_open_the_first_rule()
        self.then_it_says_what_to_do_and_where()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_look_at_the_first_error()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_say_nothing_of_why_it_is_right()
        self.then_i_am_asked_to()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_say_why()
        self.then_it_is_kept_with_my_name()
        self.when_i_take_it_back()
        self.then_it_counts_again()
        self.when_i_open_the_place_to_mend()
        self.then_i_am_on_the_childs_page()

    def given_i_am_a_social_worker(self, service: Any, page_as: Any) -> None:
        self.service, self.page = service, page_as("social-worker")

    def when_i_open_data_quality(self) -> None:
        self.page.get_by_role("link", name="Data quality", exact=True).click()

    def then_i_see_what_stops_the_return_first(self) -> None:
        tags = self.page.locator("main tbody .los-tag").all_inner_texts()
        order = ["Error: stops the return", "Not graded", "Query: to be explained"]
        assert tags
        assert tags == sorted(tags, key=order.index)
        expect(self.page.get_by_role("link", name="My data")).to_be_visible()

    def when_i_open_the_first_rule(self) -> None:
        self.page.locator(".los-quality__rule a").first.click()

    def then_it_says_what_to_do_and_where(self) -> None:
        said = self.page.locator("main").inner_text()
        assert "What to do." in said
        assert "row " in said
        assert "line " in said

    def when_i_look_at_the_first_error(self) -> None:
        self.page.get_by_role("link", name="Look, or say it is right").first.click()

    def when_i_say_nothing_of_why_it_is_right(self) -> None:
        self.page.get_by_role("button", name="Yes, this is right").click()

    def then_i_am_asked_to(self) -> None:
        expect(self.page.get_by_role("alert")).to_contain_text("Say why it is right.")

    def when_i_say_why(self) -> None:
        self.page.get_by_label("Why is it right?").fill(WHY)
        self.page.get_by_role("button", name="Yes, this is right").click()

    def then_it_is_kept_with_my_name(self) -> None:
        expect(self.page.get_by_role("alert")).to_contain_text("Kept, with your name and reason")
        expect(self.page.locator("blockquote")).to_contain_text(WHY)
        expect(self.page.locator("blockquote")).to_contain_text("Social worker")
        assert axe_violations(self.page) == []

    def when_i_take_it_back(self) -> None:
        self.page.get_by_role("link", name="Take this back").click()
        assert axe_violations(self.page) == []
        self.page.get_by_label("Why does it no longer hold?").fill("It was ours after all.")
        self.page.get_by_role("button", name="Take it back").click()

    def then_it_counts_again(self) -> None:
        expect(self.page.get_by_role("alert")).to_contain_text("The error counts again")
        expect(self.page.get_by_role("button", name="Yes, this is right")).to_be_visible()

    def when_i_open_the_place_to_mend(self) -> None:
        self.page.get_by_role("link", name="Open the place on").click()

    def then_i_am_on_the_childs_page(self) -> None:
        assert "/children/child/" in self.page.url
        mark = self.page.url.partition("#")[2]
        if mark:
            expect(self.page.locator(f"#{mark}")).to_have_count(1)

    def and_the_accessibility_baseline_is_met(self) -> None:
        assert axe_violations(self.page) == []


class TestAManagerSeesWhoNeedsHelp:
    def test_by_team_and_worker_and_no_rank(self, service: Any, page_as: Any) -> None:
        page, (team, _) = page_as("team-manager"), teams_of("team-manager")
        page.goto(f"{service.address}/data-quality/team/{team}/")
        assert axe_violations(page) == []
        page.get_by_role("link", name="By worker, to help them").click()
        assert "no rates and no rankings of workers" in page.locator("main").inner_text()
        assert axe_violations(page) == []
        first = page.locator("tbody td a").first
        number = int(first.inner_text().split()[0].replace(",", ""))
        first.click()
        expect(page.locator("main")).to_contain_text(f"{number} in the list")

    @pytest.mark.parametrize("where", ["", "mine/", "list/", "unchecked/", "explained/", "rule/cin/8610/"])
    def test_every_page_is_accessible_and_fits_a_phone(self, service: Any, page_as: Any, where: str) -> None:
        page = page_as("team-manager")
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(f"{service.address}/data-quality/{where}")
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
