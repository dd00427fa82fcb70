"""What the register tells of a child whose record is restricted to others."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.access import restricted
from tests.web.learning.test_pages import an_action, begun


@pytest.fixture
def day(service: Any) -> Any:
    from lineofsight.web.day import today

    return today()


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    held = ChildNow.objects.filter(is_open=True, worker_id=User.objects.get(username="social-worker").worker_id)
    return held.order_by("reference").first()


def said_in(client: Any) -> str:
    """Everything the register's lists say to somebody: the page, the workbook and the API."""
    book = client.get("/learning/?state=all&format=xlsx")
    content = b"".join(book.streaming_content) if book.streaming else book.content
    cells = [str(cell.value) for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    pages = ["/learning/?state=all", "/api/v1/learning/?limit=500", "/api/v1/learning/actions/?limit=500"]
    return " ".join([*cells, *(client.get(each).content.decode() for each in pages)])


def test_of_a_child_restricted_to_others_the_register_says_nothing_at_all(client_as: Any, day: Any, child: Any) -> None:
    from lineofsight.web.learning.models import LearningAction

    director, owner = client_as("director"), client_as("social-worker")
    entry = begun(
        director, "serious_incident", day, child_id=child.child_id, title="TITLE-OF-IT", learnt="LEARNT-OF-IT"
    )
    number = an_action(director, entry, day, "social-worker", what="ACTION-OF-IT", by="child_audit")
    address = f"/learning/actions/{number}/"
    for who in ("director", "social-worker", "designated-officer", "analyst"):
        assert "TITLE-OF-IT" in said_in(client_as(who))
    with restricted(child):
        for who in ("director", "social-worker", "designated-officer", "analyst", "auditor"):
            client = client_as(who)
            told = said_in(client)
            assert not any(words in told for words in ("TITLE-OF-IT", "LEARNT-OF-IT", "ACTION-OF-IT"))
            assert entry.rstrip("/").split("/")[-1] not in told
            for place in (entry, address):
                assert client.get(place).status_code == 404
        assert owner.post(f"{address}done/", {"evidence": "Moved to a house", "version": "1"}).status_code == 404
        assert director.post(f"{entry}words/", {"title": "x", "version": "1"}).status_code == 404
    assert LearningAction.objects.get(pk=number).evidence == ""


def test_what_shows_that_something_was_done_for_a_child_is_for_who_may_see_the_child(
    client_as: Any, day: Any, child: Any
) -> None:
    from lineofsight.web.learning.models import Entry, LaterCheck

    director, owner, officer = (client_as(each) for each in ("director", "social-worker", "designated-officer"))
    entry = begun(director, "serious_incident", day, child_id=child.child_id)
    number = an_action(director, entry, day, "social-worker", by="child_audit")
    address = f"/learning/actions/{number}/"
    assert owner.post(f"{address}done/", {"evidence": "EVIDENCE-OF-IT", "version": "1"}).status_code == 303
    held = Entry.objects.get(row_id=entry.rstrip("/").split("/")[-1])
    held.reopened = [{"on": day.isoformat(), "months": 3, "why": "REOPENED-BECAUSE"}]
    held.save()
    check = LaterCheck.objects.create(entry=held, months=3, due_on=day, done_on=day, held=False, by="Somebody",
                                      words=["Audited again: CHECK-WORDS"])  # fmt: skip
    pages = (address, entry, f"/learning/checks/{check.pk}/")
    for who, tells in (
        ("director", True),
        ("auditor", True),
        ("designated-officer", False),
        ("reviewing-officer", False),
    ):
        said = " ".join(client_as(who).get(each).content.decode() for each in pages)
        for words in ("EVIDENCE-OF-IT", "REOPENED-BECAUSE", "CHECK-WORDS"):
            assert (words in said) is tells, (who, words)
    assert "EVIDENCE-OF-IT" in owner.get(address).content.decode()
    # and who cannot read it cannot say that it is enough
    assert officer.get(f"{address}close/").status_code == 404
    sent = officer.post(f"{address}close/", {"checked": "Seen.", "version": "2"})
    assert sent.status_code == 404
    assert director.get(f"{address}close/").status_code == 200
