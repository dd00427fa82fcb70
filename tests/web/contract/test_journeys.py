"""The council agrees and closes, the trust plans and does, and the quarter's report comes out the same twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations


@pytest.fixture
def contract(service: Any) -> Any:
    """The demonstration's contract: what it makes where there is none yet."""
    from lineofsight.web.contract.demonstration import make_contract
    from lineofsight.web.contract.models import Measure
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    make_contract(served_home(), today())
    return Measure.objects


def _day(page: Any, name: str, day: int, month: int, year: int) -> None:
    for box, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"#id_{name}-{box}").fill(str(value))


@pytest.fixture
def missed(contract: Any) -> Iterator[Any]:
    """A measure of the contract whose target nobody reaches, quarter after quarter."""
    from lineofsight.web.knowledge.meanings import meaning_now

    made = contract.create(
        indicator="partner_answers", target=99, tolerance=1, direction="higher", from_on=date(2025, 4, 1),
        catalogue="0.1.0", definition=meaning_now("partner_answers"), agreed_by="x", agreed_on=date(2025, 4, 1),
    )  # fmt: skip
    yield made
    for plan in made.remedies.all():
        plan.actions.all().delete()
        plan.delete()
    made.delete()


def test_the_council_agrees_the_trust_plans_and_nobody_closes_too_soon(
    service: Any, page_as: Any, missed: Any, complaints: list[str]
) -> None:
    # given the council's side, which agrees no target there cannot be, nor one that reaches behind a report
    page = page_as("commissioner")
    page.goto(f"{service.address}/contract/")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Agree a measure").click()
    page.get_by_label("Which measure").select_option("strategy_attendance_full")
    page.get_by_label("Target", exact=True).fill("120")
    page.get_by_label("Tolerance").fill("1")
    page.get_by_label("Higher", exact=True).check()
    _day(page, "from_on", 1, 4, 2025)
    page.get_by_role("button", name="Agree it").click()
    expect(page.get_by_text("its target lies between 0 and 100").first).to_be_visible()
    page.get_by_label("Target", exact=True).fill("99")
    page.get_by_role("button", name="Agree it").click()
    expect(page.get_by_text("A report was issued for the quarter to 30 September 2026.").first).to_be_visible()
    _day(page, "from_on", 1, 10, 2026)
    page.get_by_role("button", name="Agree it").click()
    expect(page.get_by_text("None, and none is asked for.")).to_be_visible()
    # then the council does not write the trust's plan
    address = f"{service.address}/contract/measures/{missed.pk}/"
    page.goto(address)
    expect(page.get_by_text("A remedial plan is due by")).to_be_visible()
    assert axe_violations(page) == []
    expect(page.get_by_role("button", name="Begin the remedial plan")).to_have_count(0)
    # when the trust does
    page_as("director")
    page.goto(address)
    page.get_by_role("button", name="Begin the remedial plan").click()
    page.get_by_label("Why the measure is outside tolerance").fill("Nobody chases.")
    page.get_by_label("Who owns the plan").fill("Head of safeguarding")
    _day(page, "due_on", 31, 3, 2027)
    page.get_by_label("The first thing to be done").fill("Chase each week")
    page.get_by_label("Who does it").fill("Team managers")
    _day(page, "action_due_on", 31, 10, 2026)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Begin the plan").click()
    expect(page.get_by_text("Remedial plan, open").first).to_be_visible()
    plan = page.url
    page.get_by_role("link", name=re.compile("It is done.*Chase each week")).click()
    page.get_by_label("What shows that it was done").fill("The list of each Monday.")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("The list of each Monday.")).to_be_visible()
    assert axe_violations(page) == []
    # then the council cannot close it on what was known when it was opened
    page_as("commissioner")
    page.goto(plan)
    expect(page.get_by_text("It is closed on a later snapshot.")).to_be_visible()
    page.goto(plan + "close/")
    page.get_by_label("What shows that it will hold").fill("They promised.")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("It is closed on a later snapshot.").first).to_be_visible()
    expect(page.get_by_label("What shows that it will hold")).to_have_value("They promised.")
    # a browser says of its own accord that something was refused
    assert all("403" in each for each in complaints)
    complaints.clear()
    page.set_viewport_size({"width": 390, "height": 844})
    for place in ("/contract/", "/contract/plans/", "/contract/controllers/", "/contract/reports/"):
        page.goto(service.address + place)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), place
        assert axe_violations(page) == [], place


def test_a_plan_whose_measure_relapses_is_open_again(contract: Any) -> None:
    """A plan closed a quarter too early, as the papers would hold it, is open again by its figures alone."""
    from lineofsight.web.contract.models import Measure, Remedy
    from lineofsight.web.contract.papers import line_of, snapshot_or_404
    from lineofsight.web.contract.rules import State

    held = snapshot_or_404()
    for measure in Measure.objects.all():
        line = line_of(measure, held)
        outside = [each.quarter for each in line.results if each.quarter.state is State.OUTSIDE]
        before = [each.quarter for each in line.results if outside and each.quarter.end < outside[-1].end]
        if before and line.open_plan is None:
            break
    else:
        pytest.fail("No measure of the demonstration was outside its tolerance.")
    paper = Remedy.objects.create(
        measure=measure, snapshot="x", known_on=before[0].end, cause="x", owner="x", due_on=before[0].end,
        opened_on=before[0].end, opened_by_id=0, opened_by="x", closed_on=before[-1].end,
        closed_quarter=before[-1].code,
    )  # fmt: skip
    try:
        plan = line_of(Measure.objects.get(pk=measure.pk), held).open_plan
        assert plan is not None
        assert plan.relapsed is not None
        assert plan.relapsed.end > before[-1].end
    finally:
        paper.delete()


def test_a_report_is_issued_once_and_comes_out_the_same(client_as: Any, contract: Any) -> None:
    from lineofsight.web.contract.models import Report

    report = Report.objects.latest("pk")
    found = client_as("commissioner").get(f"/contract/reports/{report.pk}/")
    assert "it comes out the same" in found.content.decode()
    assert client_as("commissioner").get(f"/contract/reports/{report.pk}/?format=xlsx").status_code == 200
    sent = {"quarter": report.quarter, "snapshot": report.snapshot}
    again = client_as("director").post("/contract/reports/", sent)
    assert "issued from this snapshot already" in again.content.decode()
    early = client_as("director").post("/contract/reports/", {**sent, "quarter": "2026-Q4"})
    assert "only part of that quarter" in early.content.decode()
    assert client_as("commissioner").post("/contract/reports/", sent).status_code == 404
    assert client_as("director").post("/contract/reports/", {**sent, "quarter": "2026"}).status_code == 404
    shown = [quarter["shown"] for each in report.content["measures"] for quarter in each["quarters"]]
    assert shown
    assert not any(words in ("1%", "2%", "3%", "1", "2", "3", "4") for words in shown)


def test_whose_side_may_do_what(client_as: Any, contract: Any) -> None:
    measure = contract.earliest("pk").pk
    council, trust, member, manager = (
        client_as(each) for each in ("commissioner", "director", "elected-member", "team-manager")
    )
    for place, may in (
        ("/contract/", (council, trust, member)),
        ("/contract/measures/new/", (council,)),
        (f"/contract/measures/{measure}/end/", (council,)),
        (f"/contract/measures/{measure}/plan/", (trust,)),
        ("/contract/controllers/new/", (council,)),
        ("/contract/plans/999999/", ()),
        ("/contract/measures/99999999999999999999/", ()),
    ):
        for client in (council, trust, member, manager):
            assert client.get(place).status_code == (200 if client in may else 404), place
