"""Surveys of staff: of small groups nothing is kept, and what is agreed is closed by somebody else, with evidence."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from tests.support.chromium import axe_violations

DATES = {"opened_on-day": "1", "opened_on-month": "9", "opened_on-year": "2026",
         "closed_on-day": "20", "closed_on-month": "9", "closed_on-year": "2026"}  # fmt: skip
NEW = "/workforce/surveys/new/"


def lines(*given: tuple[str, str, int, int, int]) -> str:
    """A file of counts of the short questionnaire."""
    head = "team,question,agree,neither,disagree"
    return "\n".join([head, *(",".join(str(each) for each in line) for line in given)])


def teams() -> list[str]:
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.knowledge.staff import team_names

    return sorted(team_names(known()))


@pytest.fixture
def survey(client_as: Any) -> str:
    """The address of a round that has no numbers yet."""
    sent = client_as("analyst").post(NEW, {"questionnaire": "pulse", "title": "Pulse", "invited": "60", **DATES})
    assert sent.status_code == 303, sent.content.decode()
    return str(sent["Location"]).removesuffix("counts/")


def test_small_groups_are_not_kept_from_a_file(client_as: Any, survey: str) -> None:
    from lineofsight.web.workforce.models import SurveyCount

    client, (one, two, three) = client_as("analyst"), teams()[:3]
    text = lines((one, "load", 9, 2, 1), (two, "load", 20, 5, 5), (three, "load", 8, 1, 0), ("", "stay", 9, 0, 0))
    sent = client.post(f"{survey}counts/", {"version": "1", "file": SimpleUploadedFile("c.csv", text.encode())})
    assert sent.status_code == 303, sent.content.decode()
    number = int(survey.rstrip("/").rpartition("/")[2])
    kept = SurveyCount.objects.filter(round_id=number)
    # Nine in the third team, so the smallest other is not kept either; nine alone answered the other question.
    assert {(row.team_id, row.question) for row in kept} == {("", "load"), (two, "load")}
    assert sum(row.number for row in kept.filter(team_id="")) == 51
    page = client.get(survey).content.decode()
    assert "51 of 60 answered" in page
    assert "Too few answered to show" in page


def test_numbers_that_cannot_be_read_are_told_of_and_nothing_is_kept(client_as: Any, survey: str) -> None:
    client = client_as("analyst")
    refused = {
        "team,x": "The first line is to be", lines(("T999", "load", 1, 2, 3)): "there is no team",
        "": "Choose a file, or type the lines", lines(("", "load", 4, 3, 2)): "Too few people",
    }  # fmt: skip
    for typed, said in refused.items():
        answer = client.post(f"{survey}counts/", {"version": "1", "typed": typed})
        assert answer.status_code == 200, typed
        assert said in answer.content.decode()
    late = client.post(f"{survey}counts/", {"version": "7", "typed": lines(("", "load", 20, 3, 2))})
    assert "Somebody else gave numbers while you were" in late.content.decode()
    bad = SimpleUploadedFile("c.csv", b"\xff\xfe\x00")
    assert "not text in UTF-8" in client.post(f"{survey}counts/", {"version": "1", "file": bad}).content.decode()
    assert "Nothing is known of what was answered yet" in client.get(survey).content.decode()


def test_without_its_token_no_file_is_taken(survey: str) -> None:
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.handler.load_middleware()
    client.force_login(User.objects.get(username="analyst"))
    assert client.post(f"{survey}counts/", {"typed": lines(("", "load", 20, 3, 2))}).status_code == 403


def test_nothing_is_agreed_about_a_round_nobody_counted(client_as: Any, survey: str) -> None:
    from lineofsight.web.accounts.models import User

    owner = User.objects.get(username="team-manager")
    answer = client_as("director").post(f"{survey}agree/", {
        "said": "Too much work.", "doing": "Less of it.", "owner": str(owner.pk), "due_on-day": "1",
        "due_on-month": "12", "due_on-year": "2026",
    })  # fmt: skip
    assert "Nothing is known of this round yet" in answer.content.decode()
    assert "Too much work." in answer.content.decode()


@pytest.mark.parametrize("who", ["elected-member", "auditor", "team-manager", "social-worker"])
def test_who_does_not_keep_surveys_cannot_give_numbers(client_as: Any, survey: str, who: str) -> None:
    client = client_as(who)
    for address in (NEW, f"{survey}counts/", f"{survey}counts/empty.csv"):
        assert client.get(address).status_code == 404
    assert client.get("/workforce/surveys/999999/").status_code == 404
    if who in ("elected-member", "auditor"):
        assert client.get(f"{survey}agree/").status_code == 404


def test_staff_say_and_something_is_done_and_somebody_else_sees_it(service: Any, page_as: Any, client_as: Any) -> None:
    # given a round typed by the analyst
    page = page_as("analyst")
    page.goto(f"{service.address}{NEW}")
    page.get_by_role("button", name="Begin the round").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("Five quick questions").check()
    page.get_by_label("What this round is called").fill("Autumn pulse")
    for name, value in DATES.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Begin the round").click()
    page.get_by_label("Or type or paste the lines here").fill(lines(("", "load", 4, 3, 2)))
    page.get_by_role("button", name="Keep these numbers").click()
    expect(page.get_by_text("Too few people answered for anything to be shown")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("Or type or paste the lines here").fill(lines((teams()[0], "load", 6, 8, 16)))
    page.get_by_role("button", name="Keep these numbers").click()
    expect(page.get_by_text("20%").first).to_be_visible()
    survey = page.url
    # when the director agrees what a team manager does
    page_as("director")
    page.goto(survey)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Agree what is done").click()
    page.get_by_label("What staff said").fill("We cannot do it in a week.")
    page.get_by_label("What will be done").fill("Nobody new holds more than twelve.")
    page.locator("[name=due_on-day]").fill("1")
    page.locator("[name=due_on-month]").fill("12")
    page.locator("[name=due_on-year]").fill("2026")
    page.get_by_label("Who does it").select_option(label=_owner())
    page.get_by_role("button", name="Agree it").click()
    # then nobody closes it before it is said to be done, and its owner not at all
    expect(page.get_by_text("has not said that it is done")).to_be_visible()
    expect(page.get_by_role("button", name="It is done: close it")).to_have_count(0)
    action = page.url
    page_as("team-manager")
    page.goto(action)
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What shows that it is done").fill("The list has been empty for a month.")
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.get_by_text("You were to do this. Somebody else sees whether it is done")).to_be_visible()
    expect(page.get_by_role("button", name="It is done: close it")).to_have_count(0)
    own = client_as("team-manager").post(
        action.removeprefix(service.address), {"do": "close", "version": "2", "found": "I saw it."}
    )
    assert own.status_code == 403
    assert "You were to do this" in own.content.decode()
    # and the director sends it back once, and closes it when it is so
    page_as("director")
    page.goto(action)
    assert axe_violations(page) == []
    page.get_by_label("What you saw").fill("Two hold thirteen.")
    page.get_by_role("button", name="It is not: send it back").click()
    expect(page.get_by_text("It is open again.")).to_be_visible()
    expect(page.get_by_text("Two hold thirteen.")).to_be_visible()
    page_as("team-manager")
    page.goto(action)
    page.get_by_label("What shows that it is done").fill("None holds more than twelve since Monday.")
    page.get_by_role("button", name="Say that it is done").click()
    page_as("director")
    page.goto(action)
    page.get_by_label("What you saw").fill("Asked three of them: it is so.")
    page.get_by_role("button", name="It is done: close it").click()
    expect(page.get_by_text("Done: seen by")).to_be_visible()
    # then the numbers stay, and a member sees what was done without a name
    late = client_as("analyst").post(
        survey.removeprefix(service.address) + "counts/", {"version": "2", "typed": lines(("", "load", 30, 0, 0))}
    )
    assert "they stay as they are" in late.content.decode()
    seen = client_as("elected-member").get(action.removeprefix(service.address)).content.decode()
    assert "Nobody new holds more than twelve." in seen
    assert _owner().partition(",")[0] not in seen
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (survey, action, f"{service.address}/workforce/", f"{service.address}/workforce/together/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert axe_violations(page) == []


def _owner() -> str:
    from lineofsight.web.accounts.models import User

    user = User.objects.get(username="team-manager")
    return f"{user}, {user.role.title.lower()}"
