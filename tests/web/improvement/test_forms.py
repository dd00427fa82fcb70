"""Every form of the plan: opened, sent empty, and sent filled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

DAYS = {"begins_on-day": "1", "begins_on-month": "6", "begins_on-year": "2026", "due_on-day": "1",
        "due_on-month": "6", "due_on-year": "2027"}  # fmt: skip
AUDITS = {"audit_theme": "visits", "audits_least": "3", "audits_share": "60"}


@pytest.fixture
def document(service: Any) -> Any:
    """A report of the library with one recommendation."""
    from lineofsight.record.library.models import Document, Passage

    made, _ = Document.objects.get_or_create(sha256="b" * 64, defaults={
        "file": "other.pdf", "reading": "1", "document_type": "inspection", "framework": "ilacs", "la_code": "331",
        "published_printed": date(2023, 5, 1), "on": date(2023, 4, 1), "loaded_at": datetime.now(UTC),
        "loaded_by": "test", "recommendations": 1, "findings": 0,
    })  # fmt: skip
    Passage.objects.get_or_create(document=made, kind="recommendation", place=0, defaults={
        "number": "1", "page": 2, "text": "The timeliness of supervision.", "start": 0, "end": 9,
        "theme_words": {"supervision_and_oversight": ["supervision"]},
    })  # fmt: skip
    return made


def sent(client: Any, where: str, /, **typed: str) -> Any:
    """Send a form; it must have been taken."""
    answer = client.post(f"/improvement/{where}", {"version": "1", **typed})
    assert answer.status_code == 303, answer.content.decode()[:6000]
    return answer


def test_every_form_opens_and_sent_empty_says_what_is_missing(
    client_as: Any, plan: Any, document: Any, new_line: Any, actor: Any
) -> None:
    from lineofsight.web.improvement import actions

    line = new_line("director", days_ago=200)
    by = actor("director", 100)
    held = actions.hold_to(by=by, line=line, code="cp_visit.in_time", direction="at_least", target=90)
    done = actions.add_action(by=by, line=line, owner=by.user, what="Look.", begins_on=by.day, due_on=by.day)
    number, client = line.number, client_as("director")
    for place in (
        "lines/new/", f"lines/{number}/change/", f"lines/{number}/action/", f"lines/{number}/measure/",
        f"lines/{number}/heard/", f"lines/{number}/decided/", f"lines/{number}/sign-off/", f"actions/{done.pk}/done/",
        f"measures/{held.pk}/off/", f"measures/{held.pk}/anew/", "board/new/", "questions/new/", "before/new/",
        "before/leaders/new/", "begin/", "end/", f"library/{document.pk}/",
    ):  # fmt: skip
        assert client.get(f"/improvement/{place}").status_code == 200, place
        told = client.post(f"/improvement/{place}", {"version": "1"}).content.decode()
        assert "There is a problem" in told, place
    assert document.file not in client.get("/improvement/library/").content.decode()
    assert "1 May 2023" in client.get("/improvement/library/").content.decode()


def test_a_line_is_written_from_its_first_word_to_the_boards_decision(
    client_as: Any, plan: Any, document: Any, actor: Any
) -> None:
    from lineofsight.web.improvement.models import Line

    client, owner = client_as("director"), str(actor("service-head").user.pk)
    sent(client, "lines/new/", source_kind="complaint", source="Complaint 14", term="Visits are cancelled at the door.",
         owner=owner, **DAYS, **AUDITS)  # fmt: skip
    line = Line.objects.get(term="Visits are cancelled at the door.")
    assert (line.themes, line.theme_words) == (["visits"], {"visits": ["Visits"]})
    at = f"lines/{line.number}"
    sent(client, f"{at}/action/", what="Visits are moved, never cancelled.", owner=owner, **DAYS)
    sent(client, f"{at}/measure/", code="cp_visit.in_time", direction="at_least", target="92.5")
    sent(client, f"{at}/heard/", kind="voice", words="They rang before they came.", place="Six families")
    sent(client, f"{at}/decided/", words="It stays in the plan.", minute="item 2")
    changed = {**DAYS, "due_on-year": "2028"}
    sent(client, f"{at}/change/", owner=owner, **changed, **{**AUDITS, "audit_theme": "all"})
    told = client.get(f"/improvement/{at}/").content.decode()
    for words in ("They rang before they came.", "It stays in the plan.", "at least 92.5%", "1 June 2028",
                  "Visits are moved, never cancelled.", "Six families"):  # fmt: skip
        assert words in told, words
    # What somebody else changed meanwhile is not written over.
    mine = {"owner": owner, **DAYS, **AUDITS, "finding": "What I found."}
    stale = client.post(f"/improvement/{at}/change/", {"version": "1", **mine})
    for words in ("As it stands now", "1 June 2028", "Every audit", "What I found.", 'name="version" value="2"'):
        assert words in stale.content.decode(), words
    line.refresh_from_db()
    assert (line.version, line.finding) == (2, "")
    # Read, it is changed knowingly.
    sent(client, f"{at}/change/", **{**mine, "version": "2"})
    line.refresh_from_db()
    assert (line.version, line.finding) == (3, "What I found.")
    # And a recommendation of the library, chosen, is a line with its measures.
    passage = str(document.passages.get().pk)
    sent(client, f"library/{document.pk}/", passages=passage, owner=owner, **DAYS)
    taken = Line.objects.get(term="The timeliness of supervision.")
    assert taken.place == "recommendation 1, page 2"
    assert taken.measures.filter(code="wf_supervision").exists()


def test_a_councillor_asks_and_an_officer_answers(client_as: Any, plan: Any) -> None:
    from lineofsight.web.improvement.models import Question

    sent(client_as("elected-member"), "questions/new/", question="How many families wait?")
    asked = Question.objects.get(question="How many families wait?")
    sent(client_as("director"), f"questions/{asked.pk}/answer/", words="None tonight.")
    assert "None tonight." in client_as("elected-member").get("/improvement/questions/").content.decode()
