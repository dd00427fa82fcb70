"""Pages of the rules of the returns: every rule has one, by return and subject, with examples, and can be found."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from lineofsight.returns.rulebooks.wording import RETURNS, every_rule, find_rule, years_words
from lineofsight.web.handbook.index import index_of
from tests.support.chromium import axe_violations


def test_every_rule_is_in_the_contents_and_the_workbook(service: Any, client_as: Any) -> None:
    client = client_as("social-worker")
    page = client.get("/handbook/rules/").content.decode()
    codes = [words.code for collection in RETURNS for words in every_rule(collection)]
    assert len(codes) == 458
    assert [code for code in codes if f"/handbook/rules/{code}/" not in page] == []
    book = load_workbook(BytesIO(client.get("/handbook/rules/?format=xlsx").content), read_only=True)
    rows = {str(row[2]) for sheet in book for row in sheet.iter_rows(values_only=True) if len(row) > 2}
    assert set(codes) <= rows


def test_rules_of_every_kind_have_pages(service: Any, client_as: Any) -> None:
    client = client_as("director")
    said = {
        "ssda903:101": "Before 2024-25 it said", "ssda903:INT01": "that a return&#x27;s own files agree",
        "ssda903:SW15STG2": "It is in force in no year", "ssda903:700": "ours until the Department&#x27;s is confirmed",
        "cin:8500": "To be mended before the return is sent", "cin:PP01": "Ours, until the Department",
        "cin:2886Q": "The return as a whole breaks the rule", "ssda903:576": "last year’s return",
    }  # fmt: skip
    found = {code: client.get(f"/handbook/rules/{code}/") for code in said}
    assert {code: answer.status_code for code, answer in found.items()} == dict.fromkeys(said, 200)
    assert [code for code, words in said.items() if words not in found[code].content.decode()] == []


def test_all_pages_of_rules_can_be_made() -> None:
    from lineofsight.web.handbook.rules import rule_page

    for collection in RETURNS:
        for words in every_rule(collection):
            shown = rule_page(words.code)
            assert shown is not None
            assert shown.title
            assert bool(shown.examples) == (words.years != "In no year")
            if shown.after is not None:
                before = rule_page(f"{collection}:{shown.after.own_code}")
                assert before is not None
                assert before.before is not None
                assert before.before.own_code == words.own_code


@pytest.mark.parametrize(("years", "words"), [
    ((), "In no year"), (("2022-23",), "2022-23"), (("2022-23", "2023-24", "2024-25"), "2022-23 to 2024-25"),
    (("2022-23", "2024-25"), "2022-23, 2024-25"),
])  # fmt: skip
def test_years_in_words(years: tuple[str, ...], words: str) -> None:
    assert years_words(years) == words


@pytest.mark.parametrize("code", ["", "101", "ssda903:", "ssda903:9999", "annex_a:1", "cin:101", "ssda903:101:1"])
def test_no_rule_is_none(code: str) -> None:
    assert find_rule(code) is None


@pytest.mark.parametrize(("asked", "first"), [
    ("8500", "cin:8500"), ("cin:8500", "cin:8500"), ("ssda903:101", "ssda903:101"), ("int01", "ssda903:INT01"),
])  # fmt: skip
def test_a_rule_is_found_by_its_number(asked: str, first: str) -> None:
    from lineofsight.web.handbook.finding import find
    from lineofsight.web.handbook.index import rule_documents

    assert find(index_of(rule_documents()), asked).hits[0].document.code == first


class Analyst:
    """Somebody who wants to know what a number on a list of errors means."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def given_the_rules_of_the_returns(self) -> None:
        self.page.goto(f"{self.address}/handbook/")
        self.page.get_by_role("link", name="Rules of the returns").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Rules of the returns")
        assert axe_violations(self.page) == []

    def when_looking_for(self, words: str) -> None:
        self.page.get_by_label("Find a rule by its number or words").fill(words)
        self.page.get_by_role("button", name="Find").click()

    def then_the_rule_is_read_with_its_examples(self, title: str) -> None:
        self.page.get_by_role("link", name=title).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        expect(self.page.get_by_role("cell", name="Broken", exact=True).first).to_be_visible()
        assert axe_violations(self.page) == []


def test_an_analyst_finds_what_a_number_means(service: Any, page_as: Any) -> None:
    analyst = Analyst(page_as("analyst"), service.address)
    analyst.given_the_rules_of_the_returns()
    analyst.when_looking_for("8500")
    analyst.then_the_rule_is_read_with_its_examples("LA Child ID missing")
