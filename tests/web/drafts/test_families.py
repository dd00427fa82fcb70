"""Every family of forms that asks for more than a line: what is typed is kept while one types, for its writer alone,
and of two who write at once neither loses a word."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.access import restricted

WORDS = "Half a sentence that nobody has sent yet."
OTHERS = "What somebody else wrote meanwhile, at some length."


@pytest.fixture(autouse=True)
def _no_drafts(service: Any) -> Iterator[None]:
    from lineofsight.web.drafts.models import Draft

    Draft.objects.all().delete()
    yield
    Draft.objects.all().delete()


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's own, in the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    worker = User.objects.get(username="social-worker")
    return ChildNow.objects.filter(worker_id=worker.worker_id, is_open=True).order_by("-owed", "reference").first()


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


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_typed_is_kept_while_one_types_and_is_ones_own(client_as: Any, child: Any, family: str) -> None:
    from lineofsight.web.drafts.models import Draft

    # given somebody who has begun a form
    username, field, other, of = FAMILIES[family]
    writer = client_as(username)
    address = of(writer, child)
    page = writer.get(address).content.decode()
    about = drafts_in(page, field)
    assert "draft_form" in about, "the form keeps nothing"
    # when the page keeps it, as it does every few seconds, and they leave
    assert b"Kept for you" in writer.post("/drafts/keep/", {**about, field: WORDS}).content
    # then it is there again when they come back, and for nobody else
    assert WORDS in writer.get(address).content.decode()
    if other:
        opened = client_as(other).get(address)
        assert opened.status_code == 200
        assert WORDS not in opened.content.decode()
    assert Draft.objects.get(form=about["draft_form"]).user_id == person(username).pk
    # and "Save and finish later" leads away with every word kept
    later = writer.post(address, {**about, field: f"{WORDS} More.", "keep_for_later": "yes"})
    assert later.status_code in (302, 303), later.content.decode()[:2000]
    assert writer.get(later["Location"]).status_code == 200
    assert f"{WORDS} More." in writer.get(address).content.decode()
    writer.post("/drafts/drop/", {**about, "back": address})
    assert WORDS not in writer.get(address).content.decode()


def test_a_draft_about_a_child_restricted_meanwhile_is_not_shown(client_as: Any, child: Any) -> None:
    from lineofsight.web.drafts.models import Draft

    writer, begun = client_as("director"), []
    for family in ("hand over", "grade again", "restrict"):
        _, field, _, of = FAMILIES[family]
        address = of(writer, child)
        about = drafts_in(writer.get(address).content.decode(), field)
        writer.post("/drafts/keep/", {**about, field: WORDS})
        begun.append(address)
    assert Draft.objects.count() == len(begun)
    with restricted(child, [person("service-head")]):
        for address in begun:
            absent = writer.get(address)
            assert absent.status_code == 404
            assert WORDS not in absent.content.decode()
    assert all(WORDS in writer.get(address).content.decode() for address in begun)


def test_two_of_a_team_answer_a_handover_and_the_second_loses_no_word(client_as: Any, child: Any) -> None:
    # given two who read the same handover
    found = handover_of(child)
    address = f"/allocation/handovers/{found.pk}/decline/"
    first, second = client_as("director"), client_as("team-manager")
    # when both decline it
    assert first.post(address, {"why": OTHERS}).status_code == 303
    late = second.post(address, {"why": WORDS})
    # then the second is told, their words stand in the form, and are kept when they leave it
    assert late.status_code == 403
    for page in (late, second.get(address)):
        assert WORDS in page.content.decode()
    assert "declined already" in late.content.decode()
    found.refresh_from_db()
    assert found.why == OTHERS


def test_two_answer_a_figure_and_the_second_reads_the_first_beside_their_own_words(
    client_as: Any, service: Any
) -> None:
    found = challenge_of()
    address = f"/challenges/figures/{found.pk}/"
    sent = {"do": "answer", "version": "1", "outcome": "right"}
    assert client_as("analyst").post(address, {**sent, "answer": OTHERS}).status_code == 303
    late = client_as("director").post(address, {**sent, "answer": WORDS}).content.decode()
    for words in (WORDS, OTHERS, "Somebody else wrote to this", 'name="version" value="2"'):
        assert words in late, words
    # sent again, a rule refuses; the words are kept still
    again = client_as("director").post(address, {**sent, "version": "2", "answer": WORDS}).content.decode()
    for words in (WORDS, "It is answered."):
        assert words in again, words
    found.refresh_from_db()
    assert found.answer == OTHERS


def test_two_note_that_a_head_was_told_and_neither_writes_over_the_other(client_as: Any, child: Any) -> None:
    paper = audit_of(child)
    place = f"/audits/child/{child.reference}/{paper.row_id}/"
    assert client_as("auditor").post(f"{place}at-risk/", {"danger": "He is hurt."}).status_code == 303
    told = {"told": "The head", "told_on-day": str(day().day), "told_on-month": str(day().month),
            "told_on-year": str(day().year)}  # fmt: skip
    page = client_as("director").get(f"{place}told/").content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    about = drafts_in(page, "told")
    client_as("director").post("/drafts/keep/", {**about, "told": "Mrs Half-Typed"})
    assert "Mrs Half-Typed" in client_as("director").get(f"{place}told/").content.decode()
    first = client_as("principal-social-worker").post(f"{place}told/", {**told, "version": version[1]})
    assert first.status_code == 303
    late = client_as("director").post(f"{place}told/", {**told, "told": "Mrs Second", "version": version[1]})
    assert "Mrs Second" in late.content.decode()
    assert "There is a problem" in late.content.decode()
    paper.refresh_from_db()
    assert paper.head_told == "The head"


def test_reflective_notes_being_written_are_their_writers_alone(client_as: Any, child: Any) -> None:
    from lineofsight.web.supervision.models import ReflectiveNote

    # given a supervisor who has begun a note, and a worker who has begun one too
    address = f"/supervision/worker/{child.worker_id}/notes/"
    manager, worker = client_as("team-manager"), client_as("social-worker")
    about = drafts_in(manager.get(address).content.decode(), "words")
    assert about["draft_subject"].startswith(f"{child.worker_id} ")
    manager.post("/drafts/keep/", {**about, "words": WORDS})
    # then not even the other of the two reads it before it is sent, nor whoever is above them
    for username in ("social-worker", "service-head", "director", "auditor"):
        said = client_as(username).get(address)
        assert said.status_code == 404 or WORDS not in said.content.decode(), username
    # when both send theirs, both stand, and the drafts are gone
    held = ReflectiveNote.objects.count()
    assert manager.post(address, {**about, "words": WORDS}).status_code == 303
    if 'name="words"' in worker.get(address).content.decode():
        assert worker.post(address, {"words": OTHERS}).status_code == 303
        held += 1
    assert ReflectiveNote.objects.count() == held + 1
    assert "You began this" not in manager.get(address).content.decode()
    ReflectiveNote.objects.filter(words__in=[WORDS, OTHERS]).delete()


def test_two_change_who_sees_a_record_and_the_second_reads_who_does(client_as: Any, child: Any) -> None:
    head, director = person("service-head"), person("director")
    review = day() + timedelta(days=30)
    boxes = {"review_on-day": str(review.day), "review_on-month": str(review.month), "review_on-year": str(review.year)}
    named = {"named": [str(head.pk), str(director.pk)], **boxes}
    address = f"/restrictions/{child.reference}/"
    with restricted(child, [head, director]) as held:
        held.refresh_from_db()
        sent = {**named, "version": str(held.version)}
        assert client_as("director").post(address, sent).status_code == 303
        late = html.unescape(client_as("service-head").post(address, sent).content.decode())
        for words in ("Somebody else has changed this", "As it stands now", str(head), str(director)):
            assert words in late, words
        # and of lifting it, likewise, no word of why is lost
        why = {"lift": "yes", "lifted_why": f"{WORDS} It is over now.", "version": str(held.version)}
        lost = client_as("service-head").post(address, why).content.decode()
        for words in ("Somebody else has changed this", WORDS):
            assert words in lost, words
        held.refresh_from_db()
        assert held.lifted_at is None


def test_two_review_a_reason_and_the_seconds_words_are_kept(client_as: Any, child: Any) -> None:
    reason = reason_of(child)
    address, sent = f"/looks/reviews/{reason.pk}/", {"outcome": "proper"}
    assert client_as("director").post(address, {**sent, "words": OTHERS}).status_code == 302
    late = client_as("director").post(address, {**sent, "words": WORDS}).content.decode()
    assert "Somebody else has reviewed this" in late
    reason.refresh_from_db()
    assert reason.review_words == OTHERS


@pytest.mark.parametrize(
    ("made", "address", "sent", "field"),
    [
        (lambda: scorecard_of(published_on=day()), "/published/manage/{}/", {"do": "withdraw", "why": "Wrong."},
         "correction"),
        (claim_of, "/readiness/self-evaluation/claims/{}/", {"do": "withdraw"}, "why"),
        (query_of, "/readiness/queries/{}/", {"do": "return"}, "why"),
        (lambda: survey_of(said_done_on=day(), evidence="It is."), "/workforce/surveys/actions/{}/", {"do": "back"},
         "found"),
        (pledge_of, "/members/pledges/{}/end/", {}, "why"),
    ],
    ids=["scorecard", "claim", "query", "survey", "pledge"],
)  # fmt: skip
def test_whoever_comes_second_to_a_paper_loses_no_word(
    client_as: Any, service: Any, made: Callable[[], Any], address: str, sent: dict[str, str], field: str
) -> None:
    paper = made()
    place = address.format(paper.pk)
    director = client_as("director")
    # somebody writes to it while the director does
    type(paper).objects.filter(pk=paper.pk).update(version=paper.version + 1)
    late = director.post(place, {**sent, field: WORDS, "version": str(paper.version)})
    page = late.content.decode()
    assert late.status_code in (200, 403)
    for words in (WORDS, "Somebody else wrote to this", f'name="version" value="{paper.version + 1}"'):
        assert words in page, words
    # sent again knowingly, it is done
    again = director.post(place, {**sent, field: WORDS, "version": str(paper.version + 1)})
    assert again.status_code == 303, again.content.decode()[:2000]
