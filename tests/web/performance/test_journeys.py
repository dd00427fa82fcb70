"""What people ask of the figures, answered in a real browser by clicks alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.support.chromium import DESKTOP, PHONE, axe_violations

MEASURE = "/performance/measures/cp_visit.in_time/"


class Journey:
    """Given somebody signed in, what they do, and what they then see."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.told: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def given_the_scorecard(self) -> Journey:
        self.page.get_by_role("link", name="Performance", exact=True).click()
        return self

    def given_the_page(self, path: str) -> Journey:
        self.page.goto(self.address + path)
        return self

    def when_they_find(self, words: str) -> Journey:
        self.page.get_by_label("Find a measure").fill(words)
        self.page.get_by_role("button", name=re.compile("^(Show|Find)$")).first.click()
        return self

    def when_they_open(self, name: str) -> Journey:
        self.page.locator("main").get_by_role("link", name=re.compile(name)).first.click()
        return self

    def when_they_choose(self, label: str, option: str) -> Journey:
        self.page.get_by_label(label, exact=True).first.select_option(label=option)
        self.page.get_by_role("button", name="Show").click()
        return self

    def then_they_read(self, *words: str) -> Journey:
        text = self.page.locator("main").inner_text()
        for each in words:
            assert each in text, each
        return self

    def then_the_heading_is(self, words: str) -> Journey:
        assert words in self.page.get_by_role("heading", level=1).inner_text()
        return self

    def then_the_page_is_accessible(self) -> Journey:
        assert axe_violations(self.page) == []
        beyond = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0
        assert self.told == []
        return self


@pytest.fixture
def journey(service: Any, page_as: Any) -> Any:
    def signed_in(who: str) -> Journey:
        return Journey(page_as(who), service.address)

    return signed_in


def test_from_a_figure_to_its_children_to_one_child_s_why_in_three_clicks(journey: Any) -> None:
    director = journey("director").given_the_page("/performance/measures/cp_visit.open/")
    director.when_they_open("Counted").then_the_heading_is("The children behind the figure")
    director.when_they_open("^Why").then_they_read("working days")


def test_which_team_differs_from_similar_teams(journey: Any) -> None:
    director = journey("director").given_the_scorecard().when_they_find("child protection visits")
    director.when_they_open("Child protection visits up to date").when_they_open("^Teams$")
    director.then_they_read("Among teams that do like work", "It says nothing yet about how good")
    text = director.page.locator("main").inner_text()
    assert not re.search(r"\b(worst|best|league)\b", text, re.I)


def test_what_did_we_know_on_a_quarter_end(journey: Any) -> None:
    director = journey("director").given_the_scorecard().when_they_open("Compare two days")
    director.then_they_read("As we know it now", "As known then")
    director.when_they_open("^as we know it now").then_they_read("as we know it from what was recorded up to")


def test_what_the_measure_means_is_on_its_page_with_what_stands_beside_it(journey: Any) -> None:
    director = journey("director").given_the_page(MEASURE)
    director.then_they_read("Open and overdue", "In time is not the same as good", "What it means", "Authority")
    director.then_they_read("Could not be told", "No comparison loaded")


def test_a_day_is_chosen_in_the_form_and_kept_in_the_address(journey: Any) -> None:
    director = journey("director").given_the_page(MEASURE)
    options = director.page.get_by_label("As at", exact=True).locator("option").all_inner_texts()
    director.when_they_choose("As at", options[3]).then_they_read(options[3])
    assert "on=" in director.page.url


def test_an_elected_member_reads_plain_words(journey: Any) -> None:
    member = journey("elected-member").given_the_scorecard()
    member.then_the_heading_is("How children's services are doing").then_they_read("So nobody can be recognised")
    member.when_they_open("Child protection visits up to date").then_they_read("rounded to the nearest 5")
    member.then_the_page_is_accessible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "where",
    ["/performance/", "/performance/?q=zzzz", MEASURE, f"{MEASURE}?by=team", f"{MEASURE}?by=ethnicity",
     f"{MEASURE}children/", "/performance/compare/", "/performance/?snapshot=none"],
)  # fmt: skip
def test_every_page_is_accessible_at_both_widths(journey: Any, where: str, size: Any) -> None:
    director = journey("director")
    director.page.set_viewport_size({"width": size[0], "height": size[1]})
    director.given_the_page(where).then_the_page_is_accessible()
