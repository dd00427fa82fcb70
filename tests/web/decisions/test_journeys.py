"""A manager decides and a head of service returns and signs; protection comes first; nobody signs their own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations

WORDS = {
    "What was considered": "The family group conference, school's worries, and what he said.",
    "The options there were": "To stay with support, or to come into care.",
    "What is decided": "He comes into care with his aunt.",
    "Why": "He is not safe at home tonight.",
    "In words the child can read one day": "We decided that you would live with your aunt, because home was not safe.",
}


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the team manager's team whom nobody has restricted."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="team-manager").team_ids(today())
    return ChildNow.objects.filter(team_id__in=teams, is_open=True).order_by("reference").first()


def write(page: Page, gateway: str, words: dict[str, str] = WORDS) -> None:
    page.get_by_label("What the decision is about").select_option(gateway)
    for label, text in words.items():
        page.get_by_label(label, exact=True).fill(text)


def test_a_manager_puts_a_decision_a_head_of_service_returns_it_and_then_signs(
    service: Any, page_as: Any, child: Any
) -> None:
    # given a manager who wants what is a head of service's to decide
    page = page_as("team-manager")
    page.goto(f"{service.address}/decisions/child/{child.reference}/")
    page.get_by_role("button", name="Record a decision").click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    write(page, "entry_to_care")
    page.get_by_role("button", name="Send").click()
    # then it waits, and its writer cannot make it
    expect(page.get_by_text("waiting to be decided")).to_be_visible()
    expect(page.get_by_text("This decision is for a head of service to make.")).to_be_visible()
    assert axe_violations(page) == []
    address = page.url
    # when the head of service sends it back
    page_as("service-head")
    page.goto(f"{service.address}/decisions/?show=mine")
    expect(
        page.get_by_role("link", name=re.compile(f"That a child comes into care.*{child.name}")).first
    ).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Send it back for changes").click()
    page.get_by_label("What is to change before you decide").fill("Say what his aunt's own children think.")
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_text("sent back for changes").first).to_be_visible()
    # and the manager changes it and puts it again
    page_as("team-manager")
    page.goto(f"{service.address}/decisions/?show=returned")
    page.get_by_role("link", name=re.compile("That a child comes into care")).first.click()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("Say what his aunt's own children think.")).to_be_visible()
    expect(page.get_by_label("What is decided")).to_have_value(WORDS["What is decided"])
    page.get_by_label("What was considered").fill("What her children think: they want him to come.")
    page.get_by_role("button", name="Send").click()
    # then the head of service decides, and it is so on the child's page
    page_as("service-head")
    page.goto(address)
    page.get_by_role("button", name="Decide").click()
    page.get_by_label("Conditions, and by when").fill("A visit within two days.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.get_by_text("A visit within two days.")).to_be_visible()
    page.get_by_text("Every version").click()
    expect(page.get_by_text("Sent back for changes").first).to_be_visible()
    page.goto(f"{service.address}/decisions/child/{child.reference}/")
    # another test of this database may have decided something for this child in the same words
    expect(page.get_by_text(WORDS["In words the child can read one day"]).first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []


def test_nobody_signs_what_they_put_themselves(service: Any, page_as: Any, child: Any) -> None:
    page = page_as("team-manager")
    page.goto(f"{service.address}/decisions/child/{child.reference}/new/")
    write(page, "closure")
    page.get_by_label("Put it to somebody else to decide").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("You put this decision yourself. Somebody else must decide it.")).to_be_visible()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)
    page.goto(page.url + "decide/")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("heading", name="This was not done")).to_be_visible()
    expect(page.get_by_text("waiting to be decided")).to_be_visible()


def test_a_child_is_protected_first_and_the_decision_is_then_due_at_once(
    service: Any, page_as: Any, child: Any
) -> None:
    page = page_as("team-manager")
    page.goto(f"{service.address}/decisions/child/{child.reference}/")
    page.get_by_role("button", name="The child was protected first").click()
    page.get_by_label("Where a child lives").check()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("protected first: to be decided now")).to_be_visible()
    page.goto(f"{service.address}/decisions/?show=protected")
    expect(page.get_by_role("link", name=re.compile(f"Where a child lives.*{child.name}")).first).to_be_visible()
    assert axe_violations(page) == []


def test_what_was_typed_is_kept_for_its_writer_and_offered_again(service: Any, page_as: Any, child: Any) -> None:
    page = page_as("team-manager")
    address = f"{service.address}/decisions/child/{child.reference}/new/"
    page.goto(address)
    page.get_by_label("Why", exact=True).fill("Half a thought.")
    expect(page.get_by_text("Kept for you")).to_be_visible()
    page.goto(f"{service.address}/")
    page.goto(address)
    expect(page.get_by_label("Why", exact=True)).to_have_value("Half a thought.")
    assert axe_violations(page) == []
    page.get_by_label("What is decided").fill("And the other half.")
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    page_as("service-head")
    page.goto(address)
    expect(page.get_by_label("Why", exact=True)).to_have_value("")
    page_as("team-manager")
    page.goto(address)
    expect(page.get_by_label("What is decided")).to_have_value("And the other half.")
    page.get_by_role("button", name="Begin again without them").click()
    expect(page.get_by_label("Why", exact=True)).to_have_value("")


def sent(**changed: str) -> dict[str, str]:
    return {"gateway": "entry_to_care", "considered": "a", "options": "b", "decision": "c", "reason": "d",
            "in_plain_words": "e", **changed}  # fmt: skip


def test_of_two_who_change_the_same_decision_the_second_sees_both_and_loses_nothing(client_as: Any, child: Any) -> None:
    client = client_as("team-manager")
    put = client.post(f"/decisions/child/{child.reference}/new/", sent())
    assert put.status_code == 303
    address = put["Location"] + "change/"
    first = client.post(address, sent(reason="First", version="1"))
    assert first.status_code == 303
    second = client.post(address, sent(reason="Second", version="1"))
    assert second.status_code == 200
    text = second.content.decode()
    assert "Somebody else changed this while you were writing" in text
    assert ">First<" in text
    assert ">Second<" in text
    again = client.post(address, sent(reason="Both", version="2"))
    assert again.status_code == 303


def test_the_same_form_sent_twice_is_one_decision(client_as: Any, child: Any) -> None:
    client = client_as("team-manager")
    row = "own-" + "a1" * 12
    once = client.post(f"/decisions/child/{child.reference}/new/", sent(draft_row=row))
    twice = client.post(f"/decisions/child/{child.reference}/new/", sent(draft_row=row))
    assert once["Location"] == twice["Location"]
    assert once["Location"].endswith(f"{row}/")


def test_a_load_under_way_is_said_and_the_words_are_kept(
    client_as: Any, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.record.home import Home
    from lineofsight.web.served import served_home

    monkeypatch.setattr("lineofsight.record.home._SAVES_WAIT", 0.05)
    client = client_as("team-manager")
    with Home(served_home().path).open().alone():
        answer = client.post(f"/decisions/child/{child.reference}/new/", sent(reason="Kept words"))
    assert answer.status_code == 200
    assert "Save again in a minute" in answer.content.decode()
    assert "Kept words" in answer.content.decode()


def test_what_is_done_is_entered_in_the_log_without_what_was_typed(client_as: Any, child: Any) -> None:
    from lineofsight.web.access.done import done_about

    client_as("team-manager").post(f"/decisions/child/{child.reference}/new/", sent(reason="Secret words"))
    entry = done_about(child.reference).first()
    assert entry is not None
    assert (entry.name, entry.role_code) == ("put_decision", "team_manager")
    assert [each["table"] for each in entry.touched] == ["decisions"]
    assert "Secret" not in str([getattr(entry, field.attname) for field in entry._meta.fields])


@pytest.mark.parametrize("who", ["elected-member", "outsider"])
def test_an_outsider_cannot_tell_absent_from_forbidden(client_as: Any, child: Any, who: str) -> None:
    from lineofsight.record.service.models import ChildNow

    username, reference = who, child.reference
    if who == "outsider":
        username = "reviewing-officer"
        other = ChildNow.objects.filter(is_open=True, reviewing_officer_id__isnull=True).order_by("reference").first()
        assert other is not None
        reference = other.reference
    client = client_as(username)
    for place in ("", "new/", "protected/", "DE1/", "DE1/change/", "DE1/decide/", "DE1/send-back/", "DE1/take-back/"):
        there = client.get(f"/decisions/child/{reference}/{place}")
        nowhere = client.get(f"/decisions/child/p{'0' * 20}/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
    assert client.post(f"/decisions/child/{reference}/new/", sent()).status_code == 404


def test_a_row_of_another_child_is_not_reached_by_this_ones_page(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    client = client_as("director")
    put = client.post(f"/decisions/child/{child.reference}/new/", sent(to_somebody_else="on"))
    row_id = put["Location"].rstrip("/").split("/")[-1]
    other = ChildNow.objects.exclude(reference=child.reference).order_by("reference").first()
    assert other is not None
    assert client.get(f"/decisions/child/{other.reference}/{row_id}/").status_code == 404


def test_working_one_child_out_again_changes_nothing_that_nobody_wrote(service: Any) -> None:
    """What a write runs equals what preparing the whole service made, over a spread of the authority's children."""
    from lineofsight.record.service.again import refresh_child
    from lineofsight.record.service.models import ChildNow, OpenDuty, Prepared
    from lineofsight.web.served import served_home

    as_at = Prepared.objects.get().as_at
    everybody = list(ChildNow.objects.order_by("reference").values_list("child_id", flat=True))

    def state(child_id: str) -> tuple[Any, Any]:
        duties = OpenDuty.objects.filter(holder_kind="child", holder=child_id).values()
        rows = sorted([{k: v for k, v in duty.items() if k != "key"} for duty in duties], key=repr)
        return ChildNow.objects.filter(child_id=child_id).values().first(), rows

    from lineofsight.record.books import Change

    written = set(Change.objects.filter(load__isnull=True).values_list("row_id", flat=True))
    compared = 0
    for child_id in everybody[:: max(1, len(everybody) // 40)]:
        before = state(child_id)
        if {duty["subject"] for duty in before[1]} & written:
            continue
        refresh_child(served_home(), child_id, as_at)
        assert state(child_id) == before
        compared += 1
    assert compared > 30
    assert isinstance(as_at, date)
