"""A form for something new never goes over what stands: which row is meant a browser says, and is not believed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.repository import tracked_texts

# Every module that keeps something new under the id its form was given.
MODULES = {
    "lineofsight/web/challenges/views.py", "lineofsight/web/decisions/writing_views.py",
    "lineofsight/web/learning/writing_views.py", "lineofsight/web/supervision/writing_views.py",
}  # fmt: skip
LEARNING = ("serious_incident", "review", "complaint", "compliment")


def boxes(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def day(service: Any) -> Any:
    from lineofsight.web.day import today

    return today()


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's, whom a conference chair and the director see too."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    held = ChildNow.objects.filter(is_open=True, worker_id=User.objects.get(username="social-worker").worker_id)
    return held.order_by("reference").first()


def a_decision(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
    said = dict.fromkeys(("considered", "options", "decision", "reason", "in_plain_words"), words)
    return f"/decisions/child/{child.reference}/new/", {"gateway": "other", **said}


def a_protection(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
    return f"/decisions/child/{child.reference}/protected/", {"gateway": "placement", **boxes("acted_on", day)}


def a_supervision(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
    return f"/supervision/worker/{child.worker_id}/hold/", {"summary": words, **boxes("held_on", day)}


def a_challenge(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
    return f"/challenges/child/{child.reference}/new/", {"about": "plan", "reason": words, "wanted": words}


def an_entry(kind: str) -> Callable[[Any, Any, str], tuple[str, dict[str, str]]]:
    more = {"review": {"sort": "thematic"}, "complaint": {"procedure": "complaint"}}.get(kind, {})

    def asked(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
        return f"/learning/new/{kind}/", {"title": words, "learnt": words, **more, **boxes("began_on", day)}

    return asked


def an_allegation(child: Any, day: Any, words: str) -> tuple[str, dict[str, str]]:
    return "/learning/allegations/new/", {"title": words, "work": "other", **boxes("began_on", day)}


# What is new, who writes it first, and who then sends a form for a new one that names what was written.
NEW: dict[str, tuple[Callable[[Any, Any, str], tuple[str, dict[str, str]]], str, str]] = {
    "decision": (a_decision, "director", "social-worker"),
    "protection": (a_protection, "director", "social-worker"),
    "supervision": (a_supervision, "service-head", "team-manager"),
    "challenge": (a_challenge, "reviewer", "reviewer"),
    **{kind: (an_entry(kind), "director", "principal-social-worker") for kind in LEARNING},
    "allegation": (an_allegation, "designated-officer", "designated-officer"),
}


@pytest.fixture
def sent_by(client_as: Any, child: Any) -> Callable[[str], Any]:
    """A client of a demonstration person, or of the child's own reviewing officer."""
    from tests.support.access import person_of

    def signed_in(who: str) -> Any:
        if who != "reviewer":
            return client_as(who)
        from lineofsight.record.service.models import ChildNow

        held = ChildNow.objects.get(pk=child.pk)
        officer = person_of("reviewing_officer")
        officer.worker_id = held.reviewing_officer_id or "PR0"
        officer.save()
        ChildNow.objects.filter(pk=child.pk).update(reviewing_officer_id=officer.worker_id)
        return client_as(officer.username)

    return signed_in


def stands(row_id: str) -> list[Any]:
    """Everything kept under an id: rows of the record in all their versions, and papers."""
    from lineofsight.record.written import versions_of
    from lineofsight.web.learning.models import Entry
    from lineofsight.web.served import served_home

    tables = ("decisions", "supervisions", "challenges", "complaints", "serious_incidents", "allegations")
    found: list[Any] = [(name, versions_of(served_home(), name, row_id)) for name in tables]
    return [*found, list(Entry.objects.filter(row_id=row_id).values())]


@pytest.mark.parametrize("what", NEW)
def test_a_new_thing_goes_over_none_that_stands(what: str, sent_by: Any, child: Any, day: Any) -> None:
    from lineofsight.web.drafts.models import Draft

    asked, first, second = NEW[what]
    address, given = asked(child, day, f"What was truly said, and stays: {what}.")
    kept = sent_by(first).post(address, given)
    assert kept.status_code == 303, kept.content.decode()[:3000]
    row_id = kept["Location"].rstrip("/").split("/")[-1]
    before = stands(row_id)
    assert any(each for _, each in before[:-1]) or before[-1]
    address, given = asked(child, day, "What somebody would rather have had said.")
    if what == "protection":
        given["gateway"] = "other"
    client = sent_by(second)
    for version in ("0", "1", "2", "999"):
        answer = client.post(address, {**given, "draft_row": row_id, "version": version})
        assert stands(row_id) == before
        assert answer.status_code in (200, 403)
        assert "There is a problem" in answer.content.decode()
    # and not by a draft kept under that id either
    page = client.get(address).content.decode()
    if 'name="draft_form"' not in page:
        return
    form, subject = (page.split(f'name="draft_{each}" value="')[1].split('"')[0] for each in ("form", "subject"))
    client.post("/drafts/keep/", {"draft_form": form, "draft_subject": subject, "draft_row": row_id, "version": "1"})
    assert Draft.objects.filter(row_id=row_id).exists()
    assert client.post(address, {**given, "version": "1"}).status_code in (200, 403)
    assert stands(row_id) == before
    Draft.objects.filter(row_id=row_id).delete()


def test_what_is_sent_twice_is_kept_once(client_as: Any, child: Any, day: Any) -> None:
    address, given = a_decision(child, day, "Sent by two presses of one button.")
    given["draft_row"] = "own-" + "ab" * 12
    answers = [client_as("director").post(address, given) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]


def test_a_version_that_is_yet_to_be_is_not_read_by_anybody(service: Any) -> None:
    from lineofsight.record.written import HeldRow
    from lineofsight.web.drafts.answering import version_read

    class Sent:
        def __init__(self, version: str) -> None:
            self.POST = {"version": version}

    held = HeldRow("supervisions", "own-1", "application", "w", {}, 3)
    assert [version_read(Sent(each), held) for each in ("", "2", "3", "4", "x")] == [3, 2, 3, -1, 3]  # type: ignore[arg-type]


def test_every_form_for_a_new_row_is_asked_above() -> None:
    found = {
        path for path, text in tracked_texts().items()
        if path.startswith("lineofsight/web/") and path.endswith(".py") and "/drafts/" not in path
        for each in ast.walk(ast.parse(text))
        if isinstance(each, ast.Attribute) and each.attr == "row_id"
        and (ast.unparse(each.value) == "writing" or ast.unparse(each.value).startswith("writing_of("))
    }  # fmt: skip
    assert found == MODULES
