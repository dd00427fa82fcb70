"""A partner is asked, is late, is escalated to the second level in its turn, and another closes it on the answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the team the demonstration's team manager manages, with the head of service over it."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import Membership, User
    from lineofsight.web.day import today

    teams = User.objects.get(username="team-manager").team_ids(today())
    found = ChildNow.objects.filter(team_id__in=teams, is_open=True).order_by("-reference").first()
    assert found is not None
    head = User.objects.get(username="service-head")
    made = Membership.objects.create(user=head, team_id=found.team_id, from_on=today() - timedelta(days=1))
    yield found
    made.delete()


def _day(page: Any, name: str, day: Any) -> None:
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"#id_{name}-{box}").fill(str(value))


def test_what_a_partner_owes_is_escalated_in_its_turn_and_closed_by_another(
    service: Any, page_as: Any, child: Any
) -> None:
    from lineofsight.web.day import today

    # given information asked for as urgent, by a team manager
    page = page_as("team-manager")
    page.goto(f"{service.address}/partners/child/{child.reference}/")
    page.get_by_role("button", name="Ask for information").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("Voluntary organisation").check()
    page.get_by_label("Court", exact=True).check()
    _day(page, "asked_on", today())
    page.get_by_label("What was asked").fill("What you know of the child and who lives at home.")
    page.get_by_label("A child may be at immediate risk").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Voluntary organisation").first).to_be_visible()
    assert axe_violations(page) == []
    # when it is escalated, no person's details are taken
    page.get_by_role("link", name=re.compile("Escalate.*Voluntary organisation, Court")).click()
    page.get_by_label("The post it is put to").fill("Dr Okafor, 0121 496 0000")
    page.get_by_label("What it means for the child that this is missing").fill("The court decides without it.")
    page.get_by_label("What is asked for, and by when").fill("A written answer by Friday.")
    page.get_by_role("button", name="Escalate to the agency’s manager").click()
    expect(page.get_by_text("no private person’s details").first).to_be_visible()
    page.get_by_label("The post it is put to").fill("Operational manager")
    page.get_by_role("button", name="Escalate to the agency’s manager").click()
    expect(page.get_by_text("Level 1: the agency’s manager")).to_be_visible()
    address = page.url
    # then it is not passed up before its level has had its time, nor closed without an answer
    expect(page.get_by_text("Pass it up when that day is past")).to_be_visible()
    expect(page.get_by_text("An escalation is not closed without one.")).to_be_visible()
    page.goto(address + "pass-up/")
    page.get_by_label("The post it is put to").fill("Designated safeguarding lead")
    page.get_by_label("Why it goes up a level").fill("Nobody rang back.")
    page.get_by_role("button", name="Take it up a level").click()
    expect(page.get_by_role("heading", name="This was not done")).to_be_visible()
    # when an answer is written down that will not do, it goes up
    page.get_by_role("button", name="Write down the answer").click()
    _day(page, "on", today())
    page.get_by_label("What the agency answered").fill("We are short of staff.")
    page.get_by_role("button", name="The agency answered").click()
    expect(page.get_by_text("Somebody else reads the answer and closes it.")).to_be_visible()
    page.get_by_role("button", name="Take it up a level").click()
    expect(page.get_by_label("Why it goes up a level")).to_have_value("Nobody rang back.")
    page.get_by_role("button", name="Take it up a level").click()
    expect(page.get_by_text("Level 2: the agency’s safeguarding lead")).to_be_visible()
    assert axe_violations(page) == []
    second = page.url
    page.get_by_role("button", name="Write down the answer").click()
    _day(page, "on", today())
    page.get_by_label("What the agency answered").fill("The report is attached.")
    page.get_by_role("button", name="The agency answered").click()
    # then whoever raised it may not close it, and somebody else does
    page.goto(second + "close/")
    page.get_by_label("Put right", exact=True).check()
    page.get_by_role("button", name="Close the escalation").click()
    expect(page.get_by_role("heading", name="This was not done")).to_be_visible()
    page_as("service-head")
    page.goto(second)
    page.get_by_role("button", name="Close it").click()
    page.get_by_label("Put right", exact=True).check()
    page.get_by_role("button", name="Close the escalation").click()
    expect(page.get_by_text("Put right").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    for place in (
        f"/partners/child/{child.reference}/",
        "/partners/",
        "/partners/agencies/police/",
        "/partners/waiting/",
    ):
        page.goto(service.address + place)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), place
        assert axe_violations(page) == [], place


def test_every_figure_opens_its_list_and_the_list_is_cut_to_ones_children(client_as: Any) -> None:
    director, worker = client_as("director"), client_as("social-worker")
    where = "/partners/children/?what=attendance&agency=police&state=came"
    everything, some = (each.get(where).context for each in (director, worker))
    assert everything["all"] == everything["seen"] > some["seen"] >= 0
    assert everything["all"] == some["all"]
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.partners.tallies import tallies
    from lineofsight.web.partners.told import told

    held = known()
    assert held is not None
    police = next(each for each in tallies(told(held), "attendance", held.info.as_known_on) if each.agency == "police")
    assert {state: number for state, _, number in police.counts}["came"] == everything["all"]
    assert worker.get(where + "&format=xlsx")["Content-Type"].endswith("sheet")


def test_what_is_not_understood_is_left_out_and_said(client_as: Any) -> None:
    client = client_as("director")
    found = client.get("/partners/children/?what=x&agency=y&state=z&month=2026-99")
    assert found.status_code == 200
    assert set(found.context["asked"].unknown) == {"what", "agency", "state", "month"}
    assert client.get("/partners/agencies/nobody/").status_code == 404
    assert client.get("/partners/waiting/?what=x").status_code == 200


def test_the_report_to_hand_over_names_no_child_and_no_small_number(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    found = client_as("team-manager").get("/partners/agencies/housing/report/")
    numbers = [number for part in found.context["report"].parts for _, row in part.rows for number in row]
    assert numbers
    assert all(number in (0, "c") or (number >= 5 and number % 5 == 0) for number in numbers)
    text = found.content.decode()
    assert not any(child.child_id in text or child.reference in text for child in ChildNow.objects.all()[:200])


@pytest.mark.parametrize("who", ["elected-member", "commissioner", "social-worker"])
def test_an_outsider_cannot_tell_absent_from_forbidden(client_as: Any, who: str) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="social-worker").team_ids(today())
    other = ChildNow.objects.filter(is_open=True).exclude(team_id__in=teams).order_by("reference").first()
    assert other is not None
    client = client_as(who)
    for place in ("", "ask/", "invite/", "agree/", "PI1/step/attendance/", "PARE1/escalate/information/",
                  "escalations/CHA1/", "escalations/CHA1/close/"):  # fmt: skip
        there = client.get(f"/partners/child/{other.reference}/{place}")
        nowhere = client.get(f"/partners/child/p{'0' * 20}/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
    if who != "social-worker":
        assert client.get("/partners/").status_code == 404
