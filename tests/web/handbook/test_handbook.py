"""The handbook's pages: all of them open, for all who sign in; nothing about a child is in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.support.chromium import axe_violations

PAGES = (
    "/handbook/", "/handbook/find/", "/handbook/find/?q=visit", "/handbook/areas/care_leavers/",
    "/handbook/standards/cp_visit/", "/handbook/measures/cpp_count/", "/handbook/tables/visits/",
    "/handbook/codes/ssda903:LS/", "/handbook/rules/", "/handbook/rules/ssda903:101/",
)  # fmt: skip
ROLES = ("social-worker", "team-manager", "reviewing-officer", "service-head", "director", "analyst", "elected-member")


@pytest.mark.parametrize("role", ROLES)
def test_everyone_who_signs_in_may_read_it(service: Any, client_as: Any, role: str) -> None:
    client = client_as(role)
    assert [client.get(where).status_code for where in PAGES] == [200] * len(PAGES)


@pytest.mark.parametrize("where", PAGES)
def test_a_stranger_is_asked_to_sign_in(service: Any, client_as: Any, where: str) -> None:
    assert client_as("").get(where).status_code == 302


@pytest.mark.parametrize(
    "where",
    [
        "standards/nope",
        "measures/nope",
        "tables/nope",
        "codes/nope",
        "areas/nope",
        "rules/nope",
        "rules/ssda903:nope",
        "rules/annex_a:1",
        "rules/101",
    ],
)
def test_what_is_not_there_is_not_found(service: Any, client_as: Any, where: str) -> None:
    assert client_as("director").get(f"/handbook/{where}/").status_code == 404


def test_every_definition_has_a_page(service: Any, client_as: Any) -> None:
    from lineofsight.core.code_sets import all_code_sets
    from lineofsight.core.tables import TABLES
    from lineofsight.web.knowledge.definitions import definitions

    client, held = client_as("director"), definitions()
    where = [f"standards/{code}" for code in list(held.standards)[::9]]
    where += [f"measures/{code}" for code in list(held.indicators)[::60]]
    where += [f"tables/{name}" for name in list(TABLES)[::9]] + [f"codes/{name}" for name in list(all_code_sets())[::9]]
    assert [each for each in where if client.get(f"/handbook/{each}/").status_code != 200] == []


def test_the_contents_lead_to_every_definition(service: Any, client_as: Any) -> None:
    from django.urls import reverse

    from lineofsight.core.tables import TABLES
    from lineofsight.web.handbook.measures import listed_measures
    from lineofsight.web.knowledge.definitions import definitions

    page = client_as("director").get("/handbook/").content.decode()
    held = definitions()
    wanted = [reverse("handbook:standard", args=[code]) for code in held.standards]
    wanted += [reverse("handbook:indicator", args=[item.code]) for item in listed_measures(held)]
    wanted += [reverse("handbook:table", args=[name]) for name in TABLES]
    assert [link for link in wanted if f'href="{link}"' not in page] == []


def test_an_elected_member_is_told_no_small_number_and_no_worklist(service: Any, client_as: Any) -> None:
    import re

    member, director = client_as("elected-member"), client_as("director")
    code = "cp_visit"
    seen = member.get(f"/handbook/standards/{code}/").content.decode()
    assert "/worklists/" not in seen
    assert "longest has waited" not in seen
    assert (
        "/worklists/service/?state=overdue&amp;standard=cp_visit"
        in director.get(f"/handbook/standards/{code}/").content.decode()
    )
    numbers = re.findall(r'los-counts__number">([^<]*)<', seen)
    assert numbers
    for said in numbers:
        if found := re.fullmatch(r"([\d,]+)", said):
            assert int(found[1].replace(",", "")) % 5 == 0


def test_the_figure_shown_is_the_published_one(service: Any, client_as: Any) -> None:
    from lineofsight.web.knowledge.definitions import definitions
    from lineofsight.web.knowledge.latest import latest, shown

    figure = latest()["cpp_count"]
    page = client_as("director").get("/handbook/measures/cpp_count/").content.decode()
    assert f'los-counts__number">{shown(definitions().indicators["cpp_count"], figure.value)}<' in page


def test_the_workbook_lists_every_standard_and_measure(service: Any, client_as: Any) -> None:
    from lineofsight.web.handbook.measures import listed_measures
    from lineofsight.web.knowledge.definitions import definitions

    answer = client_as("elected-member").get("/handbook/?format=xlsx")
    rows = list(load_workbook(BytesIO(answer.content))["List"].iter_rows(min_row=2, values_only=True))
    held = definitions()
    assert [row[4] for row in rows] == [*held.standards, *(item.code for item in listed_measures(held))]


def test_an_unknown_kind_is_said_and_everything_is_looked_through(service: Any, client_as: Any) -> None:
    page = client_as("director").get("/handbook/find/", {"q": "visit", "kind": "moon" * 99})
    assert page.status_code == 200
    assert "There is no such kind of page" in page.content.decode()
    assert page.context["found"].total == sum(page.context["found"].counts.values())


def test_ten_megabytes_and_markup_typed_are_harmless(service: Any, client_as: Any) -> None:
    client = client_as("director")
    assert client.get("/handbook/find/", {"q": "visit " * 1_700_000}).status_code == 400
    page = client.get("/handbook/find/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


class TestAskingWhatTheLawSays:
    def test_from_a_misspelt_word_to_the_clause_and_back_to_who_is_overdue(self, service: Any, page_as: Any) -> None:
        self.given_i_am_a_director(service, page_as)
        self.when_i_look_in_the_handbook_for("child protecton visit")
        self.then_the_misspelling_is_said()
        self.when_i_open_the_standard()
        self.then_it_says_what_must_be_done_by_when_and_on_whose_authority()
        self.and_its_clock_is_a_picture_with_a_table()
        self.and_the_accessibility_baseline_is_met()
        self.when_i_ask_what_is_overdue_under_it()
        self.then_the_worklist_is_of_that_standard()

    @pytest.mark.parametrize("where", PAGES)
    def test_every_page_is_accessible_and_fits_a_phone(self, service: Any, page_as: Any, where: str) -> None:
        page = page_as("elected-member")
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(service.address + where)
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    def given_i_am_a_director(self, service: Any, page_as: Any) -> None:
        self.service, self.page = service, page_as("director")

    def when_i_look_in_the_handbook_for(self, words: str) -> None:
        self.page.get_by_role("link", name="Handbook", exact=True).click()
        self.page.get_by_label("Find in the handbook").fill(words)
        self.page.get_by_role("button", name="Find").click()

    def then_the_misspelling_is_said(self) -> None:
        assert "Nothing has “protecton”" in self.page.locator("main").inner_text()

    def when_i_open_the_standard(self) -> None:
        self.page.get_by_role("link", name="A child on a child protection plan is visited").first.click()

    def then_it_says_what_must_be_done_by_when_and_on_whose_authority(self) -> None:
        said = self.page.locator("main").inner_text()
        assert "10 working days" in said
        assert "Working Together to Safeguard Children 2023" in said
        assert "chapter 3" in said
        assert "What meets it" in said

    def and_its_clock_is_a_picture_with_a_table(self) -> None:
        expect(self.page.locator("svg.drawing-clock:visible")).to_have_count(1)
        self.page.get_by_text("The same as a table").click()
        assert "16 January 2024" in self.page.locator(".drawing-figure table").inner_text()

    def and_the_accessibility_baseline_is_met(self) -> None:
        assert axe_violations(self.page) == []

    def when_i_ask_what_is_overdue_under_it(self) -> None:
        self.page.get_by_role("link", name="What is overdue under it now").click()

    def then_the_worklist_is_of_that_standard(self) -> None:
        assert "standard=cp_visit" in self.page.url
        assert "state=overdue" in self.page.url
