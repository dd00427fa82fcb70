"""Whose the register is, what is kept from whom, which clocks run, and what refuses and reopens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.access import restricted


def boxes(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def day(service: Any) -> Any:
    from lineofsight.web.day import today

    return today()


@pytest.fixture(autouse=True)
def officer(service: Any, day: Any) -> Any:
    """The demonstration's designated officer."""
    from lineofsight.web.accounts.models import User

    return User.objects.get(username="designated-officer")


@pytest.fixture
def no_sample_yet(service: Any) -> None:
    """Nothing that tests of samples left in the same database, which would prove an action before it was taken."""
    from django.db import connections

    from lineofsight.record.rows import delete
    from lineofsight.web.served import served_home

    delete(connections[served_home().aliases.record], "service_events", "kind = %s", ["dip_sample"])


def begun(client: Any, kind: str, day: Any, **more: str) -> str:
    """The address of an entry that was begun."""
    sent = {"title": "A thing that happened", "happened": "The account of it.", "learnt": "What we know now.",
            **boxes("began_on", day), **more}  # fmt: skip
    answer = client.post(f"/learning/new/{kind}/", sent)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def an_action(client: Any, entry: str, day: Any, owner: str, **more: str) -> int:
    """The number of an action added to an entry."""
    from lineofsight.web.accounts.models import User
    from lineofsight.web.learning.models import LearningAction

    sent = {"what": "Ask the child", "owner": str(User.objects.get(username=owner).pk), "by": "dip_sample",
            "question_set": "dip_plan", "wanted": "50", **more}  # fmt: skip
    answer = client.post(entry + "action/", {**boxes("due_on", day + timedelta(days=30)), **sent})
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return LearningAction.objects.latest("pk").pk


def an_allegation(client: Any, day: Any, **more: str) -> str:
    sent = {"title": "A message at night", "work": "social_care", **boxes("began_on", day), **more}
    answer = client.post("/learning/allegations/new/", sent)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def sampled(day: Any, yes: int, of: int) -> None:
    """A dip sample's event of that day."""
    from lineofsight.record.written import write_row
    from lineofsight.web.served import served_home

    values = {"kind": "dip_sample", "occurred_on": day, "planned": float(of), "done": float(yes),
              "reference": "dip_plan"}  # fmt: skip
    write_row(served_home(), "service_events", values, by="test", on=day, holder="service", action="test")


def test_who_reads_who_writes_and_who_is_told_there_is_no_such_page(client_as: Any, day: Any) -> None:
    entry = begun(client_as("director"), "review", day, sort="thematic")
    for who in ("elected-member", "system-administrator", "commissioner"):
        client = client_as(who)
        assert client.get("/learning/").status_code == 404
        there, nowhere = client.get(entry), client.get("/learning/review/own-" + "0" * 24 + "/")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content == nowhere.content
    reader = client_as("social-worker")
    page = reader.get(entry).content.decode()
    assert "What we know now." in page
    assert "The account of it." not in page
    assert "Read by those who write" in page
    for place in ("words/", "step/", "action/", "close/"):
        assert reader.post(entry + place, {}).status_code == 404
    assert reader.get("/learning/load/").status_code == 404
    assert reader.get("/learning/allegations/").status_code == 404


def test_an_account_about_a_child_is_for_those_who_may_see_the_child(client_as: Any, day: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    child = ChildNow.objects.filter(is_open=True).order_by("reference").first()
    director = client_as("director")
    entry = begun(director, "serious_incident", day, child_id=child.child_id)
    assert child.name in director.get(entry).content.decode()
    with restricted(child):
        page = director.get(entry).content.decode()
        assert child.name not in page
        assert "The account of it." not in page
        assert director.get(entry + "words/").status_code == 404
    wrong = director.post("/learning/new/review/", {"title": "x", "sort": "other", "child_id": "nobody",
                                                    **boxes("began_on", day)})  # fmt: skip
    assert "No child you may see has that id" in wrong.content.decode()


def test_an_allegation_is_kept_from_whom_it_concerns_their_manager_their_team_and_every_list(
    client_as: Any, day: Any
) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.access.caseload import Caseload
    from tests.support.routes import whose

    officer = client_as("designated-officer")
    entry = an_allegation(officer, day, concerns="social-worker", manager="team-manager")
    row_id = entry.rstrip("/").split("/")[-1]
    assert officer.get(entry).status_code == 200
    assert client_as("director").get(entry).status_code == 200
    nowhere = "/learning/allegation/own-" + "0" * 24 + "/"
    for who in ("social-worker", "team-manager", "service-head", "principal-social-worker", "auditor", "analyst"):
        client = client_as(who)
        for place in ("", "words/", "step/", "action/"):
            assert client.get(entry + place).status_code == client.get(nowhere + place).status_code == 404
        assert client.get(entry).content == client.get(nowhere).content
        assert "A message at night" not in client.get("/learning/?state=all").content.decode()
    # no worklist, count or download has its clock; the record and its own page do
    duty = OpenDuty.objects.get(standard="lado_referral_1wd", subject=row_id)
    for who in ("director", "auditor", "analyst", "designated-officer"):
        caseload = Caseload(whose(who), lambda _: None)
        assert not caseload.duties().filter(pk=duty.pk).exists()
        assert "lado_referral_1wd" not in caseload.counted.numbers_by("standard")
    assert "referred within" in officer.get(entry).content.decode()
    book = client_as("director").get("/learning/?format=xlsx&state=all")
    assert b"A message at night" not in book.content
    assert book.status_code == 200


def test_an_allegation_about_the_director_or_of_nobody_yet_is_not_the_directors(client_as: Any, day: Any) -> None:
    from lineofsight.core.tables.oversight import allegations
    from lineofsight.web.access.service_rows import service_rows
    from tests.support.routes import whose

    officer, director = client_as("designated-officer"), client_as("director")
    entry = an_allegation(officer, day, concerns="director", work="other", title="Of the one who leads")
    assert director.get(entry).status_code == 404
    assert "Of the one who leads" not in director.get("/learning/allegations/").content.decode()
    loaded = next(row for row in service_rows(whose("designated-officer")).rows(allegations) if row["source"] == "ssd")
    address = f"/learning/allegation/{loaded['id']}/"
    assert officer.get(address).status_code == 200
    assert director.get(address).status_code == 404
    assert service_rows(whose("auditor")).rows(allegations) == []
    # whoever writes cannot write it about themselves and keep it, nor leave out whom it concerns
    own = {"title": "x", "work": "other", "concerns": "designated-officer", **boxes("began_on", day)}
    assert "written by somebody else" in officer.post("/learning/allegations/new/", own).content.decode()
    nobody = {"title": "x", "work": "social_care", **boxes("began_on", day)}
    assert "nobody can be kept out" in officer.post("/learning/allegations/new/", nobody).content.decode()
    unknown = {**own, "concerns": "no such person"}
    assert "has that id" in officer.post("/learning/allegations/new/", unknown).content.decode()


def test_a_complaints_clocks_are_the_catalogues_and_each_stage_is_recorded_once(client_as: Any, day: Any) -> None:
    from lineofsight.record.service.models import OpenDuty

    director = client_as("director")
    entry = begun(director, "complaint", day - timedelta(days=3), procedure="complaint")
    row_id = entry.rstrip("/").split("/")[-1]
    duty = OpenDuty.objects.get(standard="complaint_stage1", subject=row_id)
    assert duty.met_on is None
    assert "due in" in director.get(entry).content.decode()
    stale = director.post(entry + "step/", {"step": "answered_on", **boxes("on", day), "version": "0"})
    assert "changed this while you were writing" in stale.content.decode()
    ahead = director.post(entry + "step/", {"step": "answered_on", **boxes("on", day + timedelta(days=1)),
                                            "version": "1"})  # fmt: skip
    assert "in the future" in ahead.content.decode()
    sent = director.post(entry + "step/", {"step": "answered_on", **boxes("on", day), "version": "1"})
    assert sent.status_code == 303
    assert OpenDuty.objects.get(standard="complaint_stage1", subject=row_id).met_on == day
    again = director.post(entry + "step/", {"step": "answered_on", **boxes("on", day), "version": "2"})
    assert "There is a problem" in again.content.decode()
    ended = {"step": "closed_on", **boxes("on", day), "version": "2"}
    assert "Choose how it ended" in director.post(entry + "step/", ended).content.decode()
    assert director.post(entry + "step/", {**ended, "outcome": "upheld"}).status_code == 303


def test_what_a_source_loaded_is_in_the_register_and_can_be_learnt_from(client_as: Any) -> None:
    from lineofsight.core.tables.oversight import complaints
    from lineofsight.web.access.service_rows import service_rows
    from tests.support.routes import whose

    director = client_as("director")
    rows = service_rows(whose("director")).rows(complaints)
    loaded = max((row for row in rows if row["source"] == "ssd" and row["kind"] == "complaint"),
                 key=lambda row: row["received_on"])  # fmt: skip
    address = f"/learning/complaint/{loaded['id']}/"
    assert "Not written yet." in director.get(address).content.decode()
    assert director.get(f"/learning/compliment/{loaded['id']}/").status_code == 404
    sent = director.post(address + "words/", {"title": "Nobody rang back", "learnt": "Ring back.", "version": "0"})
    assert sent.status_code == 303
    assert "Ring back." in director.get(address).content.decode()
    stale = director.post(address + "words/", {"title": "Another", "learnt": "Other.", "version": "0"})
    for said in ("Somebody else wrote to this", "As it stands now", "Nobody rang back", "Ring back.", "Other."):
        assert said in stale.content.decode(), said
    assert 'name="version" value="1"' in stale.content.decode()
    again = director.post(address + "words/", {"title": "Another", "learnt": "Other.", "version": "1"})
    assert again.status_code == 303
    assert "Other." in director.get(address).content.decode()


def test_no_action_is_closed_by_its_owner_and_no_entry_without_proof_and_what_lapses_opens_again(
    client_as: Any, day: Any, no_sample_yet: None
) -> None:
    from lineofsight.web.learning.models import Entry, LaterCheck, LearningAction

    director, owner = client_as("director"), client_as("team-manager")
    entry = begun(director, "review", day, sort="thematic")
    number = an_action(director, entry, day, "team-manager")
    action = f"/learning/actions/{number}/"
    assert owner.post(action + "close/", {"checked": "Fine.", "version": "1"}).status_code == 403
    assert owner.post(action + "done/", {"evidence": "See the plans.", "version": "1"}).status_code == 303
    refused = owner.post(action + "close/", {"checked": "Fine.", "version": "2"})
    assert refused.status_code == 403
    assert "Somebody else must look" in refused.content.decode()
    assert director.post(action + "back/", {"checked": "Not there.", "version": "2"}).status_code == 303
    assert owner.post(action + "done/", {"evidence": "Now it is.", "version": "3"}).status_code == 303
    assert director.post(action + "close/", {"checked": "Seen.", "version": "4"}).status_code == 303
    # closed, and still nothing shows it
    unproved = director.post(entry + "close/", {})
    assert unproved.status_code == 403
    assert "Nobody has looked since" in unproved.content.decode()
    LearningAction.objects.filter(pk=number).update(set_on=day - timedelta(days=200))
    sampled(day - timedelta(days=120), 4, 20)
    assert "wanted 50% or more" in director.post(entry + "close/", {}).content.decode()
    sampled(day - timedelta(days=100), 16, 20)
    assert "An action of this entry is yours" in owner.post(entry + "close/", {}).content.decode()
    assert director.post(entry + "close/", {"version": "1"}).status_code == 303
    found = Entry.objects.get(row_id=entry.rstrip("/").split("/")[-1])
    assert found.closed_on == day
    assert director.post(entry + "action/", {}).status_code == 200
    # three months on: not before its day, not unseen, and opened again where it does not hold
    check = LaterCheck.objects.filter(entry=found).first()
    address = f"/learning/checks/{check.pk}/"
    assert "not before" in director.post(address).content.decode()
    LaterCheck.objects.filter(pk=check.pk).update(due_on=day)
    Entry.objects.filter(pk=found.pk).update(closed_on=day - timedelta(days=92))
    assert "cannot be said whether this holds" in director.post(address).content.decode()
    sampled(day - timedelta(days=2), 3, 20)
    assert client_as("social-worker").post(address).status_code == 404
    assert director.post(address).status_code == 303
    found.refresh_from_db()
    assert found.closed_on is None
    assert found.reopened[0]["months"] == 3
    assert "Open again: the change did not hold" in director.get(entry).content.decode()
    assert LaterCheck.objects.filter(entry=found, dropped_on__isnull=False).count() == 2


def test_a_proof_that_is_there_already_or_a_day_past_is_refused_and_the_words_are_kept(
    client_as: Any, day: Any, no_sample_yet: None
) -> None:
    from lineofsight.web.accounts.models import User

    director = client_as("director")
    sampled(day - timedelta(days=1), 20, 20)
    entry = begun(director, "review", day, sort="other")
    sent = {"what": "Words to keep", "owner": str(User.objects.get(username="team-manager").pk), "by": "dip_sample",
            "question_set": "dip_plan", "wanted": "50", **boxes("due_on", day + timedelta(days=9))}  # fmt: skip
    there = director.post(entry + "action/", sent)
    assert there.status_code == 403
    assert "It is there already" in there.content.decode()
    assert "Words to keep" in director.get(entry + "action/").content.decode()
    past = director.post(entry + "action/", {**sent, "wanted": "100", **boxes("due_on", day)})
    assert past.status_code == 403
    missing = director.post(entry + "action/", {**sent, "question_set": "", "wanted": ""}).content.decode()
    assert "Choose which question set" in missing
    assert "Enter what is wanted" in missing


def test_the_demonstration_has_an_entry_of_each_kind_by_the_same_actions(
    service: Any, client_as: Any, day: Any
) -> None:
    from lineofsight.web.audits.dip_models import DipSample
    from lineofsight.web.audits.joint_models import JointAudit
    from lineofsight.web.audits.together import make_dip_samples, make_joint_audit
    from lineofsight.web.learning.demonstration import make_learning
    from lineofsight.web.learning.models import Entry, LaterCheck, LearningAction
    from lineofsight.web.served import served_home

    for each in (LaterCheck, LearningAction, Entry):
        each.objects.all().delete()
    before = DipSample.objects.count(), JointAudit.objects.count()
    make_dip_samples(served_home(), day)
    make_joint_audit(served_home(), day)
    make_learning(served_home(), day)
    assert set(Entry.objects.values_list("kind", flat=True)) == {
        "serious_incident", "review", "complaint", "compliment", "allegation",
    }  # fmt: skip
    assert DipSample.objects.count() >= max(before[0], 2)
    assert JointAudit.objects.count() >= max(before[1], 1)
    assert "Load of reviews" in client_as("director").get("/learning/load/").content.decode()
    made = Entry.objects.count()
    make_learning(served_home(), day)
    assert Entry.objects.count() == made
