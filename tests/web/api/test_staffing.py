"""Allocation, supervision, teams and the people of the workforce by the API: as on their pages, for whom they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.access import restricted
from tests.support.routes import child_not_seen, child_seen, teams_of, whose
from tests.web.api.test_reading import read, refused

pytestmark = pytest.mark.usefixtures("whole")


@pytest.fixture
def two_wait(whole: Any) -> Iterator[tuple[Any, Any]]:
    """Two children on a plan whom nobody holds, as far as the prepared tables tell: the manager's, and another's."""
    from lineofsight.record.service.models import ChildNow

    on_plans = ChildNow.objects.filter(is_open=True, stage="child_protection").exclude(worker_id=None)
    teams = whose("team-manager").teams
    pair = [some.order_by("reference")[0] for some in (on_plans.filter(team_id__in=teams),
                                                       on_plans.exclude(team_id__in=teams))]  # fmt: skip
    ChildNow.objects.filter(pk__in=[each.pk for each in pair]).update(
        worker_id=None, worker_name=None, reasons=["unallocated"]
    )
    yield pair[0], pair[1]
    for each in pair:
        each.save()


def everything(client: Any, address: str, **asked: Any) -> list[dict[str, Any]]:
    return list(read(client, address, limit=1000, **asked)["rows"])


def test_who_waits_is_the_pages_queue_of_the_children_one_may_see(client_as: Any, two_wait: Any) -> None:
    mine, other = two_wait
    every, seen = (everything(client_as(who), "/allocation/waiting/") for who in ("director", "team-manager"))
    assert {mine.child_id, other.child_id} <= {row["child"] for row in every}
    assert mine.child_id in {row["child"] for row in seen}
    assert other.child_id not in {row["child"] for row in seen}
    page = client_as("director").get("/allocation/").content.decode()
    assert all(row["child"] in page and row["is_statutory"] for row in every if row["stage"] == "child_protection")
    one = everything(client_as("director"), "/allocation/waiting/", team=other.team_id)
    assert one == [row for row in every if row["team"] == other.team_id]
    for who in ("social-worker", "elected-member"):
        assert refused(client_as(who), "/allocation/waiting/")["status"] == 404


def test_a_restricted_child_waits_on_no_list_and_is_in_no_number(client_as: Any, two_wait: Any) -> None:
    director, child = client_as("director"), two_wait[0]
    waiting, staffing = (read(director, f"/allocation/{part}/", limit=1000) for part in ("waiting", "staffing"))
    with restricted(child):
        left, others = (read(director, f"/allocation/{part}/", limit=1000) for part in ("waiting", "staffing"))
        for part in ("candidates", "challenges", "decisions/versions"):
            assert refused(director, f"/children/{child.reference}/{part}/")["status"] == 404
    assert child.child_id in {row["child"] for row in waiting["rows"]}
    assert left["rows"] == [row for row in waiting["rows"] if row["child"] != child.child_id]
    assert (others["children"], others["held"]) == (staffing["children"] - 1, staffing["held"])
    assert child.child_id not in {row["child"] for row in others["rows"]}


def test_safe_staffing_counts_whom_it_lists(client_as: Any, two_wait: Any) -> None:
    found = read(client_as("director"), "/allocation/staffing/", limit=1000)
    assert found["next"] is None
    assert len(found["rows"]) == found["children"] - found["held"]
    assert {each.child_id for each in two_wait} <= {row["child"] for row in found["rows"]}
    assert all(row["why"] for row in found["rows"])
    mine = read(client_as("team-manager"), "/allocation/staffing/", limit=1000)
    assert mine["children"] < found["children"]
    assert two_wait[1].child_id not in {row["child"] for row in mine["rows"]}


def test_who_could_take_a_child_on_is_told_of_a_child_and_team_one_may_see(client_as: Any) -> None:
    manager, child = client_as("team-manager"), child_seen("team-manager")
    rows = everything(manager, f"/children/{child.reference}/candidates/")
    assert rows
    assert all(row["after"]["children"] >= row["before"]["children"] for row in rows)
    hidden, not_mine = child_not_seen("team-manager"), teams_of("team-manager")[1]
    assert refused(manager, f"/children/{hidden.reference}/candidates/")["status"] == 404
    said = refused(manager, f"/children/{child.reference}/candidates/", team=not_mine)
    assert said["errors"][0]["name"] == "team"


def test_handovers_are_those_of_ones_teams_and_none_of_a_restricted_child(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    manager = client_as("team-manager")
    rows = everything(manager, "/allocation/handovers/")
    handed = next(row for row in rows if row["outcome"] is None)
    # Handed over, and not accepted: the child is not theirs to open yet.
    assert handed["reference"] is None
    assert handed["summary"] in manager.get(f"/allocation/handovers/{handed['handover']}/").content.decode()
    with restricted(ChildNow.objects.get(child_id=handed["child"])):
        assert handed["handover"] not in {row["handover"] for row in everything(manager, "/allocation/handovers/")}
    assert refused(client_as("social-worker"), "/allocation/handovers/")["status"] == 404


def test_what_is_to_come_and_who_works_in_a_team_is_of_teams_one_may_see(client_as: Any) -> None:
    manager, (mine, other) = client_as("team-manager"), teams_of("team-manager")
    assert {row["team"] for row in everything(manager, "/allocation/forecast/")} == {mine}
    workers = everything(manager, f"/teams/{mine}/workers/")
    assert [row["name"] for row in workers] == sorted(row["name"] for row in workers)
    page = manager.get(f"/teams/{mine}/workers/").content.decode()
    assert all(row["supervision"] in page for row in workers)
    for part in ("workers", "overdue", "changes-of-worker", "different"):
        read(manager, f"/teams/{mine}/{part}/")
        assert refused(manager, f"/teams/{other}/{part}/") == refused(manager, f"/teams/T999/{part}/")
    # Lists by worker are for those who manage: a social worker of the team has none.
    assert refused(client_as("social-worker"), f"/teams/{mine}/workers/")["status"] == 404
    overdue = everything(manager, f"/teams/{mine}/overdue/")
    listed = everything(manager, f"/worklists/team/{mine}/", state="overdue")
    assert sum(row["number"] for row in overdue) == len(listed)


def test_supervision_is_told_to_whoever_supervises_and_ones_own_to_oneself(client_as: Any) -> None:
    manager, worker = client_as("team-manager"), client_as("social-worker")
    own = whose("social-worker").worker_id
    scheduled = everything(manager, "/supervision/")
    assert own in {row["worker"] for row in scheduled}
    assert refused(worker, "/supervision/")["status"] == 404
    sessions = everything(manager, f"/supervision/workers/{own}/")
    assert sessions == everything(worker, f"/supervision/workers/{own}/")
    assert [row["held_on"] for row in sessions] == sorted((row["held_on"] for row in sessions), reverse=True)
    other = next(row["worker"] for row in scheduled if row["worker"] != own)
    for part in ("", "agenda/", "year/"):
        read(manager, f"/supervision/workers/{other}/{part}")
        assert refused(worker, f"/supervision/workers/{other}/{part}")["status"] == 404
        assert refused(client_as("elected-member"), f"/supervision/workers/{own}/{part}")["status"] == 404
    assert len(everything(manager, f"/supervision/workers/{own}/year/")) == 12


def test_a_session_holds_what_was_said_of_children_one_may_see_and_no_reflective_note(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.day import today
    from lineofsight.web.supervision.models import ReflectiveNote

    manager, own = client_as("team-manager"), whose("social-worker").worker_id
    note = ReflectiveNote.objects.create(worker_id=own, supervisor_id="team-manager", by="team-manager",
                                         written_on=today(), words="He wonders whether to go on.")  # fmt: skip
    session = next(
        found for row in everything(manager, f"/supervision/workers/{own}/") if row["written_here"]
        for found in [read(manager, f"/supervision/workers/{own}/sessions/{row['session']}/")] if found["actions"]
    )  # fmt: skip
    assert session["summary"] == "All her children."
    said = session["children"][0]
    assert said["words"] == "She sees him weekly."
    assert session["actions"][0]["what"] == "Ring the school"
    told = [
        read(client_as(who), f"/supervision/workers/{own}/{part}")
        for who in ("team-manager", "social-worker") for part in ("", "agenda/", "year/")
    ]  # fmt: skip
    note.delete()
    assert "wonders" not in json.dumps([session, told])
    with restricted(ChildNow.objects.get(reference=said["reference"])):
        again = read(manager, f"/supervision/workers/{own}/sessions/{session['session']}/")
    assert said["child"] not in {each["child"] for each in (*again["children"], *again["actions"])}


def test_open_actions_are_ones_own_and_others_for_whoever_supervises(client_as: Any) -> None:
    manager, worker, own = client_as("team-manager"), client_as("social-worker"), whose("social-worker").worker_id
    mine = everything(worker, "/supervision/actions/")
    assert {row["worker"] for row in mine} == {own}
    assert {row["done_on"] for row in mine} == {None}
    assert everything(worker, "/supervision/actions/", show="others") == []
    said = everything(manager, "/supervision/actions/", show="said")
    assert all(row["said_done_on"] for row in said)
    assert "Ring the school" in {row["what"] for row in said}


def test_how_a_decision_came_about_is_told_to_those_who_see_the_child(client_as: Any) -> None:
    from lineofsight.record.written import new_row_id
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today
    from lineofsight.web.decisions.actions import put_decision

    child = child_seen("team-manager")
    by = Actor(User.objects.get(username="team-manager"), whose("team-manager"), today())
    words = ("considered", "options", "decision", "reason", "in_plain_words")
    values = {"gateway": "entry_to_care", **dict.fromkeys(words, "To wait.")}
    made = put_decision(by=by, child=child, values=values, row_id=new_row_id(), version=0)
    rows = everything(client_as("team-manager"), f"/children/{child.reference}/decisions/versions/")
    assert {row["what"] for row in rows if row["decision"] == made.row_id} == {"Recorded"}
    hidden = child_not_seen("social-worker").reference
    assert refused(client_as("social-worker"), f"/children/{hidden}/decisions/versions/")["status"] == 404


def test_challenges_of_a_child_and_by_team_are_those_of_their_pages(client_as: Any) -> None:
    officer, child = client_as("reviewing-officer"), child_seen("reviewing-officer")
    rows = everything(officer, f"/children/{child.reference}/challenges/")
    assert any(row["reason"] == "The plan drifts." for row in rows)
    hidden = child_not_seen("social-worker").reference
    assert refused(client_as("social-worker"), f"/children/{hidden}/challenges/")["status"] == 404
    teams = everything(client_as("team-manager"), "/challenges/teams/")
    assert len(teams) <= len(whose("team-manager").teams)
    assert refused(client_as("social-worker"), "/challenges/teams/")["status"] == 404


def test_people_of_the_workforce_are_named_to_those_who_see_staff_alone(client_as: Any) -> None:
    director, member = client_as("director"), client_as("elected-member")
    people = everything(director, "/workforce/people/")
    assert people
    page = director.get("/workforce/people/").content.decode()
    assert people[0]["name"] in page
    own = everything(client_as("team-manager"), "/workforce/people/")
    assert {row["name"] for row in own} < {row["name"] for row in people}
    assert len(everything(director, "/workforce/posts/each/")) == sum(
        len(everything(director, "/workforce/posts/each/", show=show)) for show in ("filled", "vacant")
    )
    for address in ("/workforce/people/", "/workforce/posts/each/", "/workforce/first-years/"):
        assert refused(member, address)["status"] == 404
    told = json.dumps([read(member, f"/workforce/{name}/", limit=1000)
                       for name in ("leavers", "training", "surveys", "survey-actions")])  # fmt: skip
    assert not [row["name"] for row in people if row["name"] in told]


def test_leavers_courses_and_surveys_are_fit_for_those_who_see_no_children(client_as: Any) -> None:
    from lineofsight.web.workforce.models import SurveyCount, SurveyRound
    from lineofsight.web.workforce.questionnaires import questionnaire_from

    director, member = client_as("director"), client_as("elected-member")
    exact, told = (read(client, "/workforce/leavers/", limit=1000) for client in (director, member))
    assert exact["rows"]
    assert exact["asked"]
    assert told["asked"] is None
    small = {"1", "2", "3", "4"}
    assert not {each for row in told["rows"] for each in (row["number"], row["before"])} & small
    for row in everything(member, "/workforce/training/"):
        assert not {row["places"], row["completed"], row["audits"], row["audits_before"]} & small
        assert row["share"] is None
    found = SurveyRound.objects.filter(counted_on__isnull=False)[0]
    asked = questionnaire_from(found.questionnaire)
    SurveyCount.objects.create(round=found, team_id=teams_of("team-manager")[0], question=asked.questions[0].code,
                               answer=asked.answers[0].code, number=12)  # fmt: skip
    by_team, whole = (everything(client, f"/workforce/surveys/{found.pk}/") for client in (director, member))
    SurveyCount.objects.filter(round=found).exclude(team_id="").delete()
    assert [row["answered"] for row in by_team[0]["teams"]] == ["12"]
    assert not any(row["teams"] for row in whole)
    assert {row["owner"] for row in everything(member, "/workforce/survey-actions/")} <= {"A manager"}
