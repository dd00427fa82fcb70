"""What people of the simulated authority do that `serve` does not do for them: one of each thing with a page of its
own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from tests.support.inspections import library
from tests.support.routes import child_not_seen, child_seen, whose
from tests.support.walked import OF_THEIR_OWN, client_of

_FILE = b"area code,year,age,sex,count\nE10000016,2025,0 to 17,Persons,350000\n"


def make_besides() -> None:
    """Make it, in the home this process serves."""
    for make in (
        _somebody_joins, _documents_are_read, _files_are_sent, _a_pack_is_made, _annex_a_is_asked_for,
        _a_figure_is_disputed, _a_reason_waits_for_its_review, _supervision_is_held, _a_challenge_is_answered,
        _agencies_audit, _an_error_is_explained,
    ):  # fmt: skip
        make()


def _somebody_joins() -> None:
    """Somebody who is not of those whom everybody shares: their account is their own."""
    from lineofsight.web.accounts.models import Membership, User
    from lineofsight.web.day import today

    user = User.objects.create(
        username=OF_THEIR_OWN[0], role_code="newly_qualified", display_name="Newly qualified", is_demonstration=True
    )
    for team in User.objects.get(username="social-worker").team_ids(today()):
        Membership.objects.create(user=user, team_id=team, from_on=today())


def _documents_are_read() -> None:
    from lineofsight.record.library.loading import keep
    from lineofsight.web.served import served_home

    keep(served_home(), library(), by="analyst")
    _send("/inspections/load/", "letter.pdf")


def _files_are_sent() -> None:
    _send("/data/upload/", "populations.csv")


def _send(where: str, name: str) -> None:
    file = BytesIO(_FILE)
    file.name = name
    assert client_of("analyst").post(where, {"files": [file]}).status_code == 302, where


def _a_pack_is_made() -> None:
    from lineofsight.web.board_pack.actions import ask_pack
    from lineofsight.web.board_pack.basis import basis_for
    from lineofsight.web.board_pack.making import make_pack
    from lineofsight.web.knowledge.snapshots import snapshots

    info = snapshots()[-1]
    basis = basis_for(info.snapshot, info.as_known_on)
    make_pack(ask_pack(by=_by("director"), snapshot=info.snapshot, known_on=info.as_known_on, basis=basis).pk)


def _annex_a_is_asked_for() -> None:
    from lineofsight.web.readiness.actions import ask_annex_a

    ask_annex_a(by=_by("analyst"))


def _a_figure_is_disputed() -> None:
    from lineofsight.web.challenges.actions import challenge_figure
    from lineofsight.web.knowledge.snapshots import snapshots

    info = snapshots()[-1]
    challenge_figure(by=_by("team-manager"), indicator="cpp_count", period=info.as_known_on.isoformat(), team="",
                     snapshot=info.snapshot, wrong="Two of them moved away in August.")  # fmt: skip


def _a_reason_waits_for_its_review() -> None:
    from lineofsight.web.access.looking.actions import give_reason
    from lineofsight.web.access.looking.models import Why

    give_reason(by=_by("social-worker"), about=child_not_seen("social-worker"), why=Why.FAMILY,
                words="Her brother is on my list.", at=datetime.now(UTC))  # fmt: skip


def _supervision_is_held() -> None:
    """One that its writer goes on with, and one signed that the worker has yet to agree to, its action said done."""
    from lineofsight.record.written import held_row, new_row_id
    from lineofsight.web.served import served_home
    from lineofsight.web.supervision import actions

    manager, worker, child = _by("team-manager"), _by("social-worker"), child_seen("team-manager")
    about = {"id": worker.asker.worker_id, "team_id": worker.asker.teams[0], "name": "Ann Worker"}
    for is_signed in (False, True):
        values = {"held_on": manager.day, "next_on": manager.day + timedelta(days=28), "summary": "All her children."}
        made = actions.hold(by=manager, worker=about, values=values, row_id=new_row_id(), version=0)
        meeting = held_row(served_home(), "supervisions", made.row_id)
        assert meeting is not None
        due_on = manager.day + timedelta(days=14)
        _, asked = actions.discuss(by=manager, child=child, worker=about, meeting=meeting, part=None, due_on=due_on,
                                   summary="She sees him weekly.", what="Ring the school")  # fmt: skip
        if is_signed:
            held = held_row(served_home(), "supervision_actions", asked.row_id)
            assert held is not None
            actions.say_done(by=worker, child=child, held=held, version=asked.version, evidence="Rung on Monday.")
            actions.sign(by=manager, worker=about, meeting=meeting, version=made.version)


def _a_challenge_is_answered() -> None:
    from lineofsight.record.written import held_row, new_row_id
    from lineofsight.web.challenges import actions
    from lineofsight.web.served import served_home

    officer, child = _by("reviewing-officer"), child_seen("reviewing-officer")
    values = {"about": "plan", "reason": "The plan drifts.", "wanted": "A new one.", "immediate_risk": False}
    made = actions.raise_challenge(by=officer, child=child, values=values, row_id=new_row_id())
    held = held_row(served_home(), "challenges", made.row_id)
    assert held is not None
    actions.answer_challenge(by=_by("director"), child=child, held=held, version=made.version, answer="It is written.")


def _agencies_audit() -> None:
    """One whose parts are awaited."""
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.audits.beside import involved_in
    from lineofsight.web.audits.joint_audits.actions import begin_joint
    from lineofsight.web.audits.tools import joint_in_force
    from lineofsight.web.served import served_home

    auditor = _by("auditor")
    caseload = Caseload(auditor.asker, lambda _: None)
    child = caseload.children().filter(is_open=True, stage="in_care").order_by("reference").first()
    assert child is not None
    begin_joint(
        by=auditor, child=child, title="Who sees him?", agencies=["health", "police"], why="Nobody saw the whole.",
        tool=joint_in_force(served_home().path)["joint"],
        involved=involved_in(child, caseload.record_of(child), auditor.day),
    )  # fmt: skip


def _an_error_is_explained() -> None:
    client = client_of("analyst")
    errors = re.findall(r'href="(/data-quality/error/[^"]+)"', client.get("/data-quality/list/").content.decode())
    digest = re.search(r'name="digest" value="([^"]+)"', client.get(errors[0]).content.decode())
    assert digest is not None
    sent = client.post(errors[0], {"digest": digest[1], "reason": "She was born at sea."})
    assert sent.status_code in (302, 303), sent.status_code


def _by(username: str) -> Any:
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    return Actor(User.objects.get(username=username), whose(username), today())
