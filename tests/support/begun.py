"""Papers that somebody has begun, and the forms that are filled in about them: who may, and where."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any


def person(username: str) -> Any:
    from lineofsight.web.accounts.models import User

    return User.objects.get(username=username)


def day() -> Any:
    from lineofsight.web.day import today

    return today()


def audit_of(child: Any, **changed: Any) -> Any:
    """An audit under way, the auditor's."""
    from lineofsight.record.written import new_row_id
    from lineofsight.web.audits.models import Audit
    from lineofsight.web.audits.tools import tools_in_force
    from lineofsight.web.served import served_home

    auditor = person("auditor")
    return Audit.objects.create(
        reference=child.reference, tool=dict(tools_in_force(served_home().path)["practice"]), row_id=new_row_id(),
        begun_on=day(), auditor_id=auditor.pk, auditor=str(auditor), auditor_name=auditor.username, taken_on=day(),
        **changed,
    )  # fmt: skip


def handover_of(child: Any) -> Any:
    """A child whom another team hands to the team manager's."""
    from lineofsight.web.allocation.models import Handover

    return Handover.objects.create(
        reference=child.reference, local_id=child.child_id, stage=child.stage, from_team="elsewhere",
        to_team=child.team_id, to_team_name=child.team_name, summary="They move.", put_on=day(), put_by_id=0,
        put_by="Somebody elsewhere",
    )  # fmt: skip


def challenge_of(**changed: Any) -> Any:
    from lineofsight.web.challenges.models import FigureChallenge

    given = {"raised_by_id": person("team-manager").pk, "raised_by": "A manager", **changed}
    return FigureChallenge.objects.create(
        indicator="cpp_count", wrong="One is missing.", raised_at=datetime.now(UTC), raised_on=day(), **given
    )


def scorecard_of(**changed: Any) -> Any:
    from lineofsight.web.published.models import Scorecard

    return Scorecard.objects.create(
        title="Autumn", snapshot="x", known_on=day(), lines=[], body="<p>It.</p>", csv="", digest="0" * 64,
        made_at=datetime.now(UTC), made_on=day(), made_by_id=person("analyst").pk, made_by="An analyst", **changed,
    )  # fmt: skip


def claim_of() -> Any:
    from lineofsight.web.readiness.models import Claim

    made = Claim.objects.create(area="in_care", know="Children are visited.", written_on=day(),
                                written_by_id=person("analyst").pk, written_by="An analyst")  # fmt: skip
    made.evidence.create(kind="voice", title="Heard", words="Yes.", on=day(), added_by="An analyst")
    return made


def query_of() -> Any:
    from lineofsight.web.readiness.models import InspectorQuery, Visit

    visit = Visit.objects.create(kind="inspection", notice_on=day(), begun_by_id=0, begun_by="A head")
    return InspectorQuery.objects.create(
        visit=visit, asked_by="An inspector", asked_at=datetime.now(UTC), what="How many?", due_on=day(),
        written_by="A head", answer="Nine.", answered_at=datetime.now(UTC), answered_by_id=person("analyst").pk,
        answered_by="An analyst",
    )  # fmt: skip


def survey_of(**changed: Any) -> Any:
    from lineofsight.web.served import served_home
    from lineofsight.web.workforce.models import SurveyAction, SurveyRound
    from lineofsight.web.workforce.questionnaires import questionnaires_in_force

    asked = next(iter(questionnaires_in_force(served_home().path).values()))
    found = SurveyRound.objects.create(title="Autumn", questionnaire=dict(asked), opened_on=day(), closed_on=day(),
                                       begun_on=day(), begun_by_id=0, begun_by="A director")  # fmt: skip
    return SurveyAction.objects.create(
        round=found, said="Too many.", doing="Fewer.", owner_id=person("team-manager").pk, owner="A manager",
        due_on=day(), agreed_on=day(), agreed_by="A director", **changed,
    )  # fmt: skip


def reason_of(child: Any) -> Any:
    from lineofsight.web.access.models import ReasonToLook

    at = datetime.now(UTC)
    giver = person("social-worker")
    return ReasonToLook.objects.create(user=giver, by=str(giver), role_code=giver.role_code, reference=child.reference,
                                       why="cover", words="I cover for a colleague today.", given_at=at - timedelta(1),
                                       until=at)  # fmt: skip


def pledge_of() -> Any:
    from lineofsight.web.commissioner.models import Pledge

    return Pledge.objects.create(words="A promise.", made_on=day(), made_by="A director")


def quoted(client: Any, paper: Any, child: Any) -> str:
    """The address at which a row beside an audit is quoted."""
    form = f"/audits/child/{child.reference}/{paper.row_id}/form/"
    row = re.search(r'name="use" value="([^"]+)"', client.get(form).content.decode())
    assert row is not None
    return str(client.post(form, {"use": html.unescape(row[1])})["Location"])


def given_to(child: Any) -> str:
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.knowledge.staff import staff

    others = [each for each in staff(known()).of(child.team_id) if each.id != child.worker_id]
    return f"/allocation/child/{child.reference}/to/{others[0].id}/"


def of_audit(name: str, **changed: Any) -> Callable[[Any, Any], str]:
    return lambda _, child: f"/audits/child/{child.reference}/{audit_of(child, **changed).row_id}/{name}/"


SECOND = {"completed_on": datetime(2026, 1, 5, tzinfo=UTC).date(), "grade": "good", "moderate_because": "chance"}
# Who writes, what they write in, and who else may open the form, where anybody may; the address of the form.
FAMILIES: dict[str, tuple[str, str, str, Callable[[Any, Any], str]]] = {
    "give": ("team-manager", "why", "director", lambda _, child: given_to(child)),
    "hand over": ("team-manager", "summary", "director",
                  lambda _, child: f"/allocation/child/{child.reference}/hand-over/"),
    "accept": ("director", "why", "team-manager",
               lambda _, child: f"/allocation/handovers/{handover_of(child).pk}/accept/"),
    "decline": ("team-manager", "why", "director",
                lambda _, child: f"/allocation/handovers/{handover_of(child).pk}/decline/"),
    "grade again": ("director", "why", "principal-social-worker", of_audit("moderate", **SECOND)),
    "at risk": ("auditor", "danger", "director", of_audit("at-risk")),
    "quote": ("auditor", "quote", "", lambda client, child: quoted(client, audit_of(child), child)),
    "draw a programme": ("auditor", "why", "director", lambda *_: "/audits/programmes/new/"),
    "draw a dip sample": ("auditor", "why", "director", lambda *_: "/audits/dip-samples/new/"),
    "reflect": ("team-manager", "words", "social-worker",
                lambda _, child: f"/supervision/worker/{child.worker_id}/notes/"),
    "figure is wrong": ("team-manager", "wrong", "director",
                        lambda *_: "/challenges/figures/new/?indicator=cpp_count&period=2026-Q1"),
    "answer a figure": ("analyst", "answer", "director", lambda *_: f"/challenges/figures/{challenge_of().pk}/"),
    "ask again of a figure": ("team-manager", "why", "", lambda *_: "/challenges/figures/{}/".format(
        challenge_of(answered_on=day(), answer="It is right.", outcome="right", answered_by="An analyst").pk)),
    "set a view": ("analyst", "note", "director", lambda *_: "/commissioner/show/"),
    "promise": ("director", "words", "analyst", lambda *_: "/members/pledges/new/"),
    "end a promise": ("director", "why", "analyst", lambda *_: f"/members/pledges/{pledge_of().pk}/end/"),
    "send a scorecard back": ("director", "why", "principal-social-worker",
                              lambda *_: f"/published/manage/{scorecard_of().pk}/"),
    "withdraw a scorecard": ("director", "correction", "principal-social-worker",
                             lambda *_: f"/published/manage/{scorecard_of(published_on=day()).pk}/"),
    "sign a claim": ("director", "one_kind", "principal-social-worker",
                     lambda *_: f"/readiness/self-evaluation/claims/{claim_of().pk}/"),
    "withdraw a claim": ("director", "why", "analyst",
                         lambda *_: f"/readiness/self-evaluation/claims/{claim_of().pk}/"),
    "send an answer back": ("director", "why", "auditor", lambda *_: f"/readiness/queries/{query_of().pk}/"),
    "done for staff": ("team-manager", "evidence", "", lambda *_: f"/workforce/surveys/actions/{survey_of().pk}/"),
    "seen for staff": ("director", "found", "principal-social-worker", lambda *_: "/workforce/surveys/actions/{}/"
                       .format(survey_of(said_done_on=day(), evidence="It is.").pk)),
    "restrict": ("director", "why", "service-head", lambda _, child: f"/restrictions/{child.reference}/"),
    "review a reason": ("director", "words", "", lambda _, child: f"/looks/reviews/{reason_of(child).pk}/"),
}  # fmt: skip


def drafts_in(page: str, field: str) -> dict[str, str]:
    """The hidden fields that say what a draft is of, of the form that has a field."""
    form = next(each for each in re.findall(r"<form\b.*?</form>", page, re.S) if f'name="{field}"' in each)
    found = dict(re.findall(r'name="(draft_form|draft_subject|draft_row|do|lift)" value="([^"]*)"', form))
    return {name: html.unescape(value) for name, value in found.items()}
