"""Two people send the same form: neither loses a word, and nobody writes over what they have not read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.support.access import restricted
from tests.support.begun import (
    audit_of,
    challenge_of,
    claim_of,
    day,
    drafts_in,
    handover_of,
    person,
    pledge_of,
    query_of,
    reason_of,
    scorecard_of,
    survey_of,
)

WORDS = "Half a sentence that nobody has sent yet."
OTHERS = "What somebody else wrote meanwhile, at some length."


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
