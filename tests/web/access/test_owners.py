"""Nobody is given something to do about a child whose record is shut to them; who had something already loses it to
somebody who may open the record, and nobody else is told anything."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.support.access import restricted
from tests.web.audits.test_journeys import actions_of, answered, quoted
from tests.web.learning.test_pages import an_action, begun
from tests.web.supervision.test_two_supervisors import boxes, held

WHAT = "Ask, alone, what is to change this winter"
REFUSED = "may not open this child’s record. Choose somebody else."
SHUT_OUT = ("social-worker", "service-head", "elected-member")


@pytest.fixture
def day(service: Any) -> Any:
    from lineofsight.web.day import today

    return today()


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's own, in the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    worker = User.objects.get(username="social-worker")
    return ChildNow.objects.filter(worker_id=worker.worker_id, is_open=True).order_by("-owed", "reference").first()


def people(*usernames: str) -> list[Any]:
    from lineofsight.web.accounts.models import User

    return list(User.objects.filter(username__in=usernames))


def record_name(username: str) -> str:
    (user,) = people(username)
    return user.worker_id or user.username


def said(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def offered(page: str, field: str) -> set[str]:
    """What a list to drop down, or radio buttons, offer."""
    listed = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.S)
    radios = re.findall(rf'name="{field}"[^>]*value="([^"]*)"', page)
    return set(re.findall(r'<option value="([^"]*)"', listed[0]) if listed else radios) - {""}


def test_an_audits_action_is_not_given_to_somebody_shut_out(client_as: Any, child: Any) -> None:
    auditor = client_as("auditor")
    # given a child restricted to some, of whom the child's worker is none
    with restricted(child, people("auditor", "team-manager", "director")):
        form = auditor.post(f"/audits/child/{child.reference}/begin/")["Location"]
        quoted(auditor, form)
        # then the worker is not offered, and those who may open the record are
        choices = offered(said(auditor.get(form)), "owner_1")
        assert child.worker_id not in choices
        assert record_name("team-manager") in choices
        # and posted all the same, it is refused in plain words, with what was typed
        before = actions_of(child)
        late = said(auditor.post(form, answered(owner_1=child.worker_id, action_1=WHAT)))
        assert REFUSED in late
        assert WHAT in late
        assert actions_of(child) == before
        assert auditor.post(form, answered(owner_1=record_name("team-manager"))).status_code == 303
    assert len(actions_of(child) - before) == 1


def test_an_action_of_an_audit_that_cannot_be_done_any_more_is_handed_on(client_as: Any, child: Any) -> None:
    auditor, manager, owner = client_as("auditor"), client_as("team-manager"), client_as("social-worker")
    form = auditor.post(f"/audits/child/{child.reference}/begin/")["Location"]
    quoted(auditor, form)
    before = actions_of(child)
    assert auditor.post(form, answered(owner_1=child.worker_id, action_1=WHAT)).status_code == 303
    (row_id,) = actions_of(child) - before
    address = f"/audits/child/{child.reference}/actions/{row_id}/"
    assert owner.get(address).status_code == 200
    # of somebody who may open the record it is not taken away
    assert "Hand it over" not in said(manager.get(address))
    assert "To hand over" not in said(manager.get("/audits/actions/"))
    kept = {"do": "hand", "owner": record_name("team-manager"), "version": "1"}
    assert manager.post(address, kept).status_code in (200, 403)
    with restricted(child, people("auditor", "team-manager", "director")):
        # whoever had it finds nothing, nor does anybody else who is shut out
        for username in SHUT_OUT:
            client = client_as(username)
            assert client.get(address).status_code == 404
            for listing in ("mine", "check", "hand", "open"):
                shown = client.get(f"/audits/actions/?show={listing}")
                assert shown.status_code == 404 or row_id not in said(shown)
        assert client_as("service-head").post(address, kept).status_code == 404
        # the manager is shown it in a list of its own, and gives it to somebody who may
        assert row_id in said(manager.get("/audits/actions/?show=hand"))
        assert "Actions to hand over" in said(manager.get("/audits/"))
        page = said(manager.get(address))
        assert "may not open this child’s record any more" in page
        assert child.worker_id not in offered(page, "owner")
        assert REFUSED in said(manager.post(address, {**kept, "owner": child.worker_id}))
        assert manager.post(address, kept).status_code == 303
        assert row_id in said(manager.get("/audits/actions/?show=mine"))
        assert row_id not in said(manager.get("/audits/actions/?show=hand"))


def about(meeting: str, child: Any) -> str:
    return f"{meeting}about/{child.reference}/"


def test_what_is_agreed_in_supervision_is_not_given_to_a_worker_shut_out(
    client_as: Any, child: Any, day: Any
) -> None:  # fmt: skip
    manager = client_as("team-manager")
    meeting = held(manager, child, "Of the week.")
    sent = {"summary": "We spoke of it.", "what": WHAT, **boxes("due_on", day + timedelta(days=7))}
    with restricted(child, people("team-manager", "director")):
        assert offered(said(manager.get(about(meeting, child))), "owner") == {"supervisor"}
        for owner in ("worker", ""):
            late = said(manager.post(about(meeting, child), {**sent, "owner": owner}))
            assert REFUSED in late
            assert WHAT in late
            assert WHAT not in said(manager.get(meeting))
        assert manager.post(about(meeting, child), {**sent, "owner": "supervisor"}).status_code == 303
        assert WHAT in said(manager.get(meeting))


def test_what_was_agreed_in_supervision_and_cannot_be_done_any_more_is_handed_on(
    client_as: Any, child: Any, day: Any
) -> None:
    manager, worker = client_as("team-manager"), client_as("social-worker")
    meeting = held(manager, child, "Of another week.")
    sent = {
        "summary": "Again.",
        "what": f"{WHAT}, again",
        "owner": "worker",
        **boxes("due_on", day + timedelta(days=7)),
    }
    assert manager.post(about(meeting, child), sent).status_code == 303
    found = re.search(rf'href="(/supervision/action/{child.reference}/[^"]+/)"[^>]*>{WHAT}, again',
                      said(manager.get(meeting)))  # fmt: skip
    assert found is not None
    address = found[1]
    assert worker.get(address).status_code == 200
    assert "Hand it over" not in said(manager.get(address))
    kept = {"owner": record_name("team-manager"), "version": "1"}
    with restricted(child, people("team-manager", "director")):
        for username in SHUT_OUT:
            client = client_as(username)
            assert client.get(address).status_code == 404
            shown = client.get("/supervision/actions/")
            assert shown.status_code == 404 or address not in said(shown)
            assert client.post(address, kept).status_code == 404
        listed = said(manager.get("/supervision/actions/?show=hand"))
        assert "To hand over" in listed
        assert address in listed
        # more time does not help: it would stay theirs
        more = {"why": "He was away.", "version": "1", **boxes("due_on", day + timedelta(days=20))}
        assert "may not open this child’s record any more" in said(manager.post(f"{address}more-time/", more))
        assert child.worker_id not in offered(said(manager.get(address)), "owner")
        assert REFUSED in said(manager.post(address, {**kept, "owner": child.worker_id}))
        assert manager.post(address, kept).status_code == 303
        assert address in said(manager.get("/supervision/actions/?show=mine"))
        assert address not in said(manager.get("/supervision/actions/?show=hand"))


def test_an_action_of_the_register_is_neither_given_to_nor_left_with_somebody_shut_out(
    client_as: Any, child: Any, day: Any
) -> None:
    from lineofsight.web.learning.models import LearningAction

    director, manager, owner = client_as("director"), client_as("team-manager"), client_as("social-worker")
    (worker,), (other,) = people("social-worker"), people("team-manager")
    entry = begun(director, "serious_incident", day, child_id=child.child_id)
    number = an_action(director, entry, day, "social-worker", what=WHAT)
    address = f"/learning/actions/{number}/"
    assert owner.get(address).status_code == 200
    assert "Hand it over" not in said(director.get(address))
    sent = {"what": "Another", "owner": str(worker.pk), "by": "dip_sample", "question_set": "dip_plan", "wanted": "50",
            **boxes("due_on", day + timedelta(days=30))}  # fmt: skip
    with restricted(child, people("director", "team-manager")):
        # not offered, and refused
        assert str(worker.pk) not in offered(said(director.get(f"{entry}action/")), "owner")
        late = said(director.post(f"{entry}action/", sent))
        assert REFUSED in late
        assert not LearningAction.objects.filter(what="Another").exists()
        # nor may they carry the entry
        carried = director.post(f"{entry}words/", {"title": "T", "carried_by": str(worker.pk), "version": "1"})
        assert REFUSED in said(carried)
        # what was theirs is not there for them, and is handed on
        for username in SHUT_OUT:
            client = client_as(username)
            assert client.get(address).status_code == 404
            shown = client.get("/learning/")
            assert shown.status_code == 404 or WHAT not in said(shown)
            assert client.post(address, {"owner": str(other.pk), "version": "1"}).status_code == 404
        for client in (director, manager):
            assert "To hand over" in said(client.get("/learning/"))
        assert REFUSED in said(manager.post(address, {"owner": str(worker.pk), "version": "1"}))
        assert manager.post(address, {"owner": str(other.pk), "version": "1"}).status_code == 303
        assert "To hand over" not in said(manager.get("/learning/"))
    assert LearningAction.objects.get(pk=number).owner_id == other.pk


def test_whom_a_record_is_open_to_is_asked_for_many_at_once(service: Any, child: Any) -> None:
    from lineofsight.web.access.restricting.owning import is_shut_out, may_not_be_given, offered, open_to
    from lineofsight.web.accounts.roles import Action

    manager = record_name("team-manager")
    assert open_to([child.reference, "none"]) == {}
    assert may_not_be_given(child.reference, child.worker_id) == ""
    assert offered(child.reference, [("a", "A")], Action.DO_AUDIT_ACTION).choices == [("a", "A")]
    assert not is_shut_out(None, "a")
    with restricted(child, people("team-manager")):
        named = open_to([child.reference, "none"])
        assert {key: [user.username for user in users] for key, users in named.items()} == {
            child.reference: ["team-manager"]
        }
        assert may_not_be_given(child.reference, manager) == ""
        assert may_not_be_given(child.reference, child.worker_id, "Ada") == f"Ada {REFUSED}"
        found = offered(child.reference, [("a", "A"), (manager, "M")], Action.DO_AUDIT_ACTION)
        assert [code for code, _ in found.choices] == [manager]
        assert found.refused == {"a": f"A {REFUSED}"}
        assert not is_shut_out(named[child.reference], "")
