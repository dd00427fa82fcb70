"""Every family of forms that asks for more than a line: what is typed is kept while one types, for its writer alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.access import restricted
from tests.support.begun import FAMILIES, drafts_in, person

WORDS = "Half a sentence that nobody has sent yet."
OTHERS = "What somebody else wrote meanwhile, at some length."


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
