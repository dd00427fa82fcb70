"""A manager gives a child to a worker, supervises them and signs; the worker agrees, and does not close alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations


@pytest.fixture
def worker(service: Any) -> Any:
    """The demonstration's social worker."""
    from lineofsight.web.accounts.models import User

    return User.objects.get(username="social-worker")


def were_refusals(complaints: list[str]) -> bool:
    """Whether all a browser complained of is that a page was refused; forgotten then."""
    found = bool(complaints) and all("403" in each for each in complaints)
    complaints.clear()
    return found


def fits(page: Any) -> bool:
    page.set_viewport_size({"width": 390, "height": 844})
    found = bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_a_manager_supervises_and_signs_and_an_action_is_seen_done_by_somebody_else(
    service: Any, page_as: Any, worker: Any, complaints: list[str]
) -> None:
    page = page_as("team-manager")
    page.goto(f"{service.address}/supervision/")
    assert axe_violations(page) == []
    page.goto(f"{service.address}/supervision/worker/{worker.worker_id}/")
    assert axe_violations(page) == []
    assert fits(page)
    page.get_by_role("button", name="Record a supervision").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("What was discussed").fill("Workload, and leave in August.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name=re.compile("^Write about")).first.click()
    page.get_by_label("What was said about this child").fill("She wants to see her sister more.")
    page.get_by_label("What is to be done").fill("Ask her sister’s carer for a day")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Enter the day by which it is to be done.").first).to_be_visible()
    for box, value in (("day", "31"), ("month", "12"), ("year", "2030")):
        page.locator(f"#id_due_on-{box}").fill(value)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("She wants to see her sister more.")).to_be_visible()
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_text("Signed. It stays as it is from now on.")).to_be_visible()
    expect(page.get_by_role("link", name="Change what was discussed")).to_have_count(0)
    assert axe_violations(page) == []
    assert fits(page)
    meeting = page.url
    page.goto(meeting + "change/")
    expect(page.get_by_text("This supervision is signed. It stays as it is: record another.")).to_be_visible()
    assert were_refusals(complaints)
    # the worker says that this is what was said, does the action, and cannot close it
    page_as("social-worker")
    page.goto(meeting)
    page.get_by_role("button", name="This is what was said").click()
    expect(page.get_by_text("Noted: this is what was said.")).to_be_visible()
    page.get_by_role("link", name="Ask her sister’s carer for a day").click()
    action = page.url
    page.get_by_role("button", name="It is done").click()
    page.get_by_label("What shows that it is done").fill("They spent Saturday together.")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("You were to do this yourself. Somebody else must see that it is done.")).to_be_visible()
    expect(page.get_by_role("button", name="I have seen that it is done")).to_have_count(0)
    assert axe_violations(page) == []
    # and somebody else closes it
    page_as("team-manager")
    page.goto(f"{service.address}/supervision/actions/")
    expect(page.get_by_role("link", name="Ask her sister’s carer for a day")).to_be_visible()
    page.goto(action)
    page.get_by_role("button", name="I have seen that it is done").click()
    expect(page.get_by_text("Closed: seen to be done")).to_be_visible()
    assert fits(page)


def test_an_action_is_not_closed_by_its_owner_by_any_address(client_as: Any, worker: Any) -> None:
    from lineofsight.core.tables import TABLES
    from lineofsight.record.models import model_for
    from lineofsight.record.service.models import ChildNow
    from lineofsight.record.written import write_row
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    child = ChildNow.objects.filter(worker_id=worker.worker_id, is_open=True).order_by("reference").first()
    assert child is not None
    values = {"worker_id": worker.worker_id, "agreed_on": today(), "due_on": today(), "action": "Visit",
              "said_done_on": today(), "evidence": "Seen."}  # fmt: skip
    done = write_row(
        served_home(), "supervision_actions", values, by="t", on=today(), holder=child.child_id, action="t"
    )
    address = f"/supervision/action/{child.reference}/{done.row_id}/close/"
    refused = client_as("social-worker").post(address)
    assert refused.status_code == 403
    assert "Somebody else must see that it is done." in refused.content.decode()
    row = model_for(TABLES["supervision_actions"]).objects.using(served_home().aliases.record)
    assert row.get(row_id=done.row_id).done_on is None


def test_reflective_notes_are_seen_by_the_two_and_by_no_leader(client_as: Any, worker: Any) -> None:
    address = f"/supervision/worker/{worker.worker_id}/notes/"
    kept = client_as("team-manager").post(address, {"words": "What frightened you about that house?"})
    assert kept.status_code == 303
    assert "frightened" in client_as("team-manager").get(address).content.decode()
    assert "frightened" in client_as("social-worker").get(address).content.decode()
    for leader in ("director", "service-head"):
        assert "frightened" not in client_as(leader).get(address).content.decode(), leader


@pytest.mark.parametrize("who", ["elected-member", "analyst", "reviewing-officer"])
def test_whoever_does_not_supervise_cannot_tell_a_worker_from_nobody(client_as: Any, worker: Any, who: str) -> None:
    client = client_as(who)
    for place in ("", "year/", "hold/", "notes/", "S1/", "S1/sign/"):
        there = client.get(f"/supervision/worker/{worker.worker_id}/{place}")
        nowhere = client.get(f"/supervision/worker/PR999999/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
