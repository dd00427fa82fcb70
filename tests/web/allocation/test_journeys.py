"""A child is refused to an unregistered worker, given with both caseloads shown, handed over, and accepted."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations


@pytest.fixture
def child(service: Any) -> Any:
    """A child on a plan, of the team manager's team, held by somebody."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="team-manager").team_ids(today())
    rows = ChildNow.objects.filter(team_id__in=teams, is_open=True, stage="child_protection").exclude(worker_id=None)
    return rows.order_by("-reference").first()


def were_refusals(complaints: list[str]) -> bool:
    """Whether all a browser complained of is that a page was refused; forgotten then."""
    found = bool(complaints) and all("403" in each for each in complaints)
    complaints.clear()
    return found


def staffed() -> Any:
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.knowledge.staff import staff

    return staff(known()).workers.values()


def another(child: Any) -> Any:
    return next(each for each in staffed() if each.team == child.team_id and each.id != child.worker_id
                and each.registration and not each.is_new and each.away_since is None)  # fmt: skip


def test_a_child_on_a_plan_is_refused_to_the_unregistered_and_given_to_the_registered(
    service: Any, page_as: Any, child: Any, complaints: list[str]
) -> None:
    from lineofsight.record.service.models import ChildNow

    unregistered = next(each for each in staffed() if not each.registration and each.away_since is None)
    page = page_as("director")
    page.goto(f"{service.address}/allocation/")
    assert axe_violations(page) == []
    page.goto(f"{service.address}/allocation/child/{child.reference}/to/{unregistered.id}/")
    assert axe_violations(page) == []
    page.get_by_label("Why the worker changes").select_option("MANAGE")
    page.get_by_role("button", name="Give the child to").click()
    expect(page.get_by_role("heading", name="This was not done")).to_be_visible()
    expect(page.get_by_text("No registration with Social Work England").first).to_be_visible()
    # the team's own manager sees both caseloads first, is asked why, and then it is done
    page_as("team-manager")
    page.goto(f"{service.address}/allocation/child/{child.reference}/")
    assert axe_violations(page) == []
    to = another(child)
    page.goto(f"{service.address}/allocation/child/{child.reference}/to/{to.id}/")
    expect(page.get_by_text("changes of worker in 12 months")).to_be_visible()
    page.get_by_role("button", name="Give the child to").click()
    expect(page.get_by_text("Say why the worker changes.")).to_be_visible()
    page.get_by_label("Why the worker changes").select_option("MANAGE")
    page.get_by_label("Why it is safe to go above").fill("Two children close on Friday.")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Give the child to").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert were_refusals(complaints)
    now = ChildNow.objects.get(reference=child.reference)
    assert (now.worker_id, now.changes_of_worker) == (to.id, child.changes_of_worker + 1)
    for where in ("staffing/", "forecast/", "handovers/"):
        page.goto(f"{service.address}/allocation/{where}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where
        assert axe_violations(page) == [], where


def test_who_held_the_child_meanwhile_is_said_and_nothing_is_written(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    address = f"/allocation/child/{child.reference}/to/{another(child).id}/"
    sent = {"change_reason": "MANAGE", "why": "Until Friday", "held_by": "somebody else"}
    answer = client_as("team-manager").post(address, sent)
    assert answer.status_code == 403
    assert "Meanwhile" in answer.content.decode()
    assert ChildNow.objects.get(reference=child.reference).worker_id == child.worker_id


def test_beyond_the_room_a_reason_is_asked_for_and_kept(
    client_as: Any, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation import actions
    from lineofsight.web.allocation.weighing import Load

    address = f"/allocation/child/{child.reference}/to/{another(child).id}/"
    # as many as the limit, who weigh more
    monkeypatch.setattr(actions, "load_of", lambda *_: Load(18, 18.5))
    sent = {"change_reason": "MANAGE", "why": "", "held_by": child.worker_id}
    answer = client_as("team-manager").post(address, sent)
    assert answer.status_code == 403
    assert "more than there is room for" in answer.content.decode()
    assert ChildNow.objects.get(reference=child.reference).worker_id == child.worker_id


def test_cover_ends_by_itself_and_the_first_worker_keeps_the_child(client_as: Any, child: Any) -> None:
    from lineofsight.core.tables.workforce import allocations
    from lineofsight.record.reading_rows import rows_held
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    day = today()
    others = ChildNow.objects.filter(team_id=child.team_id, is_open=True, allocated_since__lt=day)
    covered = others.exclude(reference=child.reference).exclude(worker_id=None).order_by("reference").first()
    assert covered is not None
    sent = {"change_reason": "ABSENC", "why": "Cover", "held_by": covered.worker_id, "cover_until-day": str(day.day),
            "cover_until-month": str(day.month), "cover_until-year": str(day.year)}  # fmt: skip
    address = f"/allocation/child/{covered.reference}/to/{another(covered).id}/"
    assert client_as("team-manager").post(address, sent).status_code == 303
    assert ChildNow.objects.get(reference=covered.reference).worker_id == another(covered).id
    rows = [
        row for row in rows_held(served_home(), allocations, [covered.child_id]) if row["role"] == "allocated_worker"
    ]
    running = {row["worker_id"]: row["ended_on"] for row in rows if row["ended_on"] is None or row["ended_on"] >= day}
    assert running == {covered.worker_id: None, another(covered).id: day}
    # what was given today has not held the child for a day yet
    again = client_as("team-manager").post(address, sent | {"held_by": another(covered).id})
    assert again.status_code == 403


def test_a_child_stays_with_their_team_until_the_other_accepts(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation.models import Handover

    to = next(each for each in staffed() if each.team not in ("", child.team_id) and each.registration
              and not each.is_new and each.away_since is None)  # fmt: skip
    sent = {"to_team": to.team, "summary": "A goodbye visit is agreed for Friday."}
    assert client_as("team-manager").post(f"/allocation/child/{child.reference}/hand-over/", sent).status_code == 303
    found = Handover.objects.get(reference=child.reference, outcome="")
    assert ChildNow.objects.get(reference=child.reference).team_id == child.team_id
    again = client_as("team-manager").post(f"/allocation/child/{child.reference}/hand-over/", sent)
    assert "Take that back first" in again.content.decode()
    address = f"/allocation/handovers/{found.pk}/"
    assert client_as("reviewing-officer").get(address).status_code == 404
    own = client_as("team-manager").post(address + "accept/", {"worker": to.id, "why": "x"})
    assert own.status_code == 403
    taken = client_as("director").post(address + "accept/", {"worker": to.id, "why": "Until Friday"})
    assert taken.status_code == 303
    now = ChildNow.objects.get(reference=child.reference)
    assert (now.team_id, now.worker_id) == (to.team, to.id)
    assert Handover.objects.get(pk=found.pk).outcome == "accepted"


def test_children_of_no_team_have_a_list_of_their_own(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    number = ChildNow.objects.filter(is_open=True, team_id=None).count()
    assert number > 0
    text = client_as("director").get("/children/list/?team=none").content.decode()
    assert f"{number:,} child" in text.replace("\n", " ")
    assert "No team" in text
    assert "There is no such team" not in text
    assert 'team=none"' in client_as("director").get("/teams/").content.decode()


@pytest.mark.parametrize("who", ["elected-member", "social-worker", "reviewing-officer"])
def test_an_outsider_cannot_tell_absent_from_forbidden(client_as: Any, child: Any, who: str) -> None:
    client = client_as(who)
    for place in ("", "to/PR1/", "hand-over/"):
        there = client.get(f"/allocation/child/{child.reference}/{place}")
        nowhere = client.get(f"/allocation/child/p{'0' * 20}/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
    for place in ("", "staffing/", "forecast/", "handovers/", "handovers/1/"):
        assert client.get(f"/allocation/{place}").status_code == 404


def test_the_demonstration_has_a_handover_that_waits_for_the_team_manager(service: Any, client_as: Any) -> None:
    from lineofsight.web.allocation.demonstration import make_handover
    from lineofsight.web.allocation.models import Handover
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    kept = list(Handover.objects.values_list("pk", flat=True))
    Handover.objects.filter(pk__in=kept).delete()
    make_handover(served_home(), today())
    make_handover(served_home(), today())
    (made,) = Handover.objects.all()
    text = client_as("team-manager").get("/allocation/handovers/").content.decode()
    assert f"/allocation/handovers/{made.pk}/" in text
    assert client_as("team-manager").get(f"/allocation/handovers/{made.pk}/").status_code == 200
    Handover.objects.all().delete()
