"""Home: each role's own, its numbers the same as the lists they lead to, accessible on a desk and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.support.chromium import DESKTOP, PHONE, axe_violations

PEOPLE = (
    "social-worker", "team-manager", "reviewing-officer", "service-head", "director", "analyst", "elected-member",
)  # fmt: skip


@pytest.mark.drawn
@pytest.mark.parametrize("who", PEOPLE)
def test_every_home_meets_the_accessibility_baseline_at_both_widths(service: Any, page_as: Any, who: str) -> None:
    page = page_as(who)
    for width, height in (DESKTOP, PHONE, (320, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert width == PHONE[0] or axe_violations(page) == []
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0


@pytest.mark.parametrize("who", ["team-manager", "director", "service-head"])
def test_a_number_that_leads_to_children_is_the_number_of_them(service: Any, client_as: Any, who: str) -> None:
    client = client_as(who)
    tried = 0
    for section in client.get("/").context["sections"]:
        for tile in section.tiles:
            if "by=child" not in tile.link or "reason=" not in tile.link or "never_seen" in tile.link:
                continue
            listed = client.get(tile.link.split("#")[0]).context["page"].paginator.count
            assert listed == tile.number, tile.label
            tried += 1
    assert tried


def test_an_elected_member_sees_no_child_and_no_small_number(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    text = client_as("elected-member").get("/").content.decode()
    names = ChildNow.objects.exclude(surname=None).values_list("child_id", flat=True)[:200]
    assert not any(f">{name}<" in text for name in names)
    for section in client_as("elected-member").get("/").context["sections"]:
        for row in section.rows:
            whole = re.fullmatch(r"([\d,]+)", row[1][0])
            if whole:
                number = int(whole[1].replace(",", ""))
                assert number == 0 or number >= 5


def test_what_a_director_would_tell_says_what_they_are_unsure_of(service: Any, client_as: Any) -> None:
    sections = {section.title: section for section in client_as("director").get("/").context["sections"]}
    told, unsure = sections["What I would tell an inspector, and what I am unsure of"].paragraphs
    assert "children open to us" in told
    assert unsure.startswith("I am unsure of anything after 30 September 2026")


def test_every_count_of_disclosure_is_rounded_or_withheld() -> None:
    from lineofsight.core.periods import parse_period
    from lineofsight.web.home.members import answer
    from lineofsight.web.knowledge.latest import Latest

    period = parse_period("2026-09-30")

    def figure(numerator: float | None, denominator: float | None, value: float | None, reason: str = "") -> Latest:
        return Latest("x", period, numerator, denominator, 0, value, reason or None, "")

    assert answer("cpp_count", figure(5, 5, 5)) == "Not shown: small numbers"
    assert answer("cpp_count", figure(8, 8, 8)) == "10"
    assert answer("cpp_count", None) == "Not known"
    assert answer("cpp_count", figure(None, None, None, "no file")) == "Not known"
    assert answer("cp_visits_timely", figure(9, 12, 75)) == "Not shown: small numbers"
    assert answer("wf_caseload_avg", figure(300, 19, 15.8)) == "Not shown: too few"
    assert answer("wf_caseload_avg", figure(316, 20, 15.8)) == "16"
    assert answer("cp_visits_timely", figure(60, 100, 60)) == "60%"
