"""A reviewing officer disputes a plan to the second level; anyone says that a figure is wrong and is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations


@pytest.fixture
def child(service: Any) -> Any:
    """A child whom the demonstration's reviewing officer reviews, and whose team's managers are people here."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    officer = User.objects.get(username="reviewing-officer")
    return ChildNow.objects.filter(reviewing_officer_id=officer.worker_id, is_open=True).order_by("reference").first()


@pytest.fixture
def led(child: Any) -> Any:
    """The same, with the team manager and the head of service members of the child's team."""
    from lineofsight.web.accounts.models import Membership, User
    from lineofsight.web.day import today

    made = [
        Membership.objects.create(
            user=User.objects.get(username=name), team_id=child.team_id, from_on=today() - timedelta(days=1)
        )
        for name in ("team-manager", "service-head")
    ]  # fmt: skip
    yield child
    for each in made:
        each.delete()


def test_a_reviewing_officer_disputes_a_plan_to_the_second_level(service: Any, page_as: Any, led: Any) -> None:
    # given a challenge by the reviewing officer
    page = page_as("reviewing-officer")
    page.goto(f"{service.address}/challenges/child/{led.reference}/")
    page.get_by_role("button", name="Challenge practice").click()
    page.get_by_role("button", name="Raise the challenge").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("The plan", exact=True).check()
    page.get_by_label("What is wrong for the child").fill("The plan has not changed since spring.")
    page.get_by_label("What would put it right, and by when").fill("A plan with dates, within two weeks.")
    page.get_by_role("button", name="Raise the challenge").click()
    expect(page.get_by_text("Waiting for an answer")).to_be_visible()
    expect(page.get_by_text("Level 1: team manager")).to_be_visible()
    # then it cannot be closed, nor passed up before its answer is due, nor answered by who raised it
    expect(page.get_by_role("button", name="Accept the answer and close")).to_have_count(0)
    expect(page.get_by_role("button", name="Answer")).to_have_count(0)
    address = page.url
    page.goto(address + "close/")
    page.get_by_label("Put right", exact=True).check()
    page.get_by_role("button", name="Close the challenge").click()
    expect(page.get_by_text("A challenge is not closed without an answer.")).to_be_visible()
    # when the team manager answers
    page_as("team-manager")
    page.goto(f"{service.address}/challenges/")
    expect(page.get_by_role("heading", name="For me to answer")).to_be_visible()
    assert axe_violations(page) == []
    page.goto(address)
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("Your answer").fill("The plan is as it should be.")
    page.get_by_role("button", name="Answer the challenge").click()
    expect(page.get_by_text("Answered: accept it or pass it up")).to_be_visible()
    # and the reviewing officer passes it up
    page_as("reviewing-officer")
    page.goto(address)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Pass it up a level").click()
    page.get_by_label("Why it goes up a level").fill("Nothing in it has a date.")
    page.get_by_role("button", name="Pass it up a level").click()
    expect(page.get_by_text("Level 2: head of service")).to_be_visible()
    expect(page.get_by_text("To be settled in all by")).to_be_visible()
    second = page.url
    # then a team manager may not answer, and the head of service does
    page_as("team-manager")
    page.goto(second)
    expect(page.get_by_text("At level 2 a head of service answers.")).to_be_visible()
    page_as("service-head")
    page.goto(second)
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("Your answer").fill("A plan with dates by Friday week.")
    page.get_by_role("button", name="Answer the challenge").click()
    page_as("reviewing-officer")
    page.goto(second)
    page.get_by_role("button", name="Accept the answer and close").click()
    page.get_by_label("Agreed, with a date").check()
    page.get_by_role("button", name="Close the challenge").click()
    expect(page.get_by_text("Agreed, with a date").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{service.address}/challenges/child/{led.reference}/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []


def test_a_figure_said_to_be_wrong_is_answered_by_another_and_settled_by_who_asked(
    service: Any, page_as: Any, client_as: Any
) -> None:
    page = page_as("team-manager")
    page.goto(f"{service.address}/performance/measures/cpp_count/")
    page.get_by_role("link", name="This figure is wrong").click()
    page.get_by_label("What is wrong").fill("Two brothers are missing from the list.")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Waiting for an answer")).to_be_visible()
    expect(page.get_by_role("button", name="Send the answer")).to_have_count(0)
    address = page.url
    page_as("analyst")
    page.goto(address)
    page.get_by_label("It was looked at and is right").check()
    page.get_by_label("Your answer").fill("Their plan ended in August.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Answered: waiting for whoever asked")).to_be_visible()
    page_as("team-manager")
    page.goto(address)
    assert axe_violations(page) == []
    page.get_by_label("Why the answer will not do").fill("It ended in October.")
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_text("Waiting for an answer")).to_be_visible()
    expect(page.get_by_text("Not accepted: It ended in October.")).to_be_visible()
    assert client_as("elected-member").get(urlsplit(address).path).status_code == 404


def test_who_answers_figures_does_not_answer_their_own(client_as: Any) -> None:
    client = client_as("analyst")
    sent = client.post("/challenges/figures/new/?indicator=cpp_count", {"wrong": "x"})
    own = sent["Location"]
    refused = client.post(own, {"do": "answer", "outcome": "right", "answer": "y", "version": "1"})
    assert refused.status_code == 200
    assert "Somebody else must answer" in refused.content.decode()
    early = client.post(own, {"do": "accept", "version": "1"})
    assert "Nobody has answered yet" in early.content.decode()
    other = client_as("director")
    assert other.post(own, {"do": "answer", "outcome": "right", "answer": "y", "version": "1"}).status_code == 303
    late = other.post(own, {"do": "answer", "outcome": "right", "answer": "z", "version": "1"})
    assert "Somebody else wrote to this while you were" in late.content.decode()
    assert client.post(own, {"do": "accept", "version": "2"}).status_code == 303


@pytest.mark.parametrize("who", ["elected-member", "social-worker"])
def test_an_outsider_cannot_tell_absent_from_forbidden(client_as: Any, child: Any, who: str) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="social-worker").team_ids(today())
    other = ChildNow.objects.filter(is_open=True).exclude(team_id__in=teams).order_by("reference").first()
    assert other is not None
    client = client_as(who)
    for place in ("", "new/", "CHA1/", "CHA1/answer/", "CHA1/close/", "CHA1/pass-up/"):
        there = client.get(f"/challenges/child/{other.reference}/{place}")
        nowhere = client.get(f"/challenges/child/p{'0' * 20}/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
