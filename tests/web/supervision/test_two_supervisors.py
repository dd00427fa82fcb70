"""Two may supervise a worker on one day and talk about the same child: neither writes over the other's words."""

from __future__ import annotations

from typing import Any

import pytest

from lineofsight.web.supervision.parts import is_part_of, part_id, parts_of


def boxes(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def child(service: Any) -> Any:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    held = ChildNow.objects.filter(is_open=True, worker_id=User.objects.get(username="social-worker").worker_id)
    return held.order_by("reference").first()


def held(client: Any, child: Any, summary: str) -> str:
    from lineofsight.web.day import today

    answer = client.post(f"/supervision/worker/{child.worker_id}/hold/",
                         {"summary": summary, **boxes("held_on", today())})  # fmt: skip
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def discussed(client: Any, meeting: str, child: Any, words: str) -> None:
    answer = client.post(f"{meeting}about/{child.reference}/", {"summary": words, "what": "", "owner": "worker"})
    assert answer.status_code == 303, answer.content.decode()[:3000]


def test_what_one_supervisor_signed_about_a_child_is_not_anothers_nor_another_meetings(
    client_as: Any, child: Any
) -> None:
    head, manager = client_as("service-head"), client_as("team-manager")
    first = held(head, child, "The first.")
    discussed(head, first, child, "A bruise was seen, an enquiry is to begin.")
    discussed(head, first, child, "A bruise was seen; an enquiry has begun.")
    # what is not signed opens to be changed, by whoever held it; the address that signs shows what would be signed
    assert "The first.</textarea>" in head.get(f"{first}change/").content.decode()
    assert "an enquiry has begun." in head.get(f"{first}sign/").content.decode()
    assert head.post(f"{first}sign/", {"version": "1"}).status_code == 303
    # when another meets the worker on the same day, and the first meets them again
    for client, words in ((manager, "There is no concern."), (head, "Nothing new.")):
        again = held(client, child, "Another.")
        discussed(client, again, child, words)
        page = client.get(again).content.decode()
        assert words in page
        assert "bruise" not in page
    # then what was signed stands
    page = head.get(first).content.decode()
    assert "A bruise was seen; an enquiry has begun." in page
    assert "no concern" not in page
    assert "Nothing new." not in page
    # and a signed meeting takes no more about the child
    refused = head.post(f"{first}about/{child.reference}/", {"summary": "Otherwise.", "owner": "worker"})
    assert refused.status_code == 403


def test_a_part_belongs_to_the_meeting_it_was_written_in() -> None:
    meeting = {"held_on": 1, "supervisor_id": "S"}
    own = {"id": part_id("own-1", "C"), "child_id": "C", "held_on": 1, "supervisor_id": "S", "summary": "here"}
    assert is_part_of(own, "own-1", meeting)
    assert not is_part_of(own, "own-2", meeting)
    assert part_id("own-1", "C") != part_id("own-1", "D")


def test_a_files_part_is_of_the_files_meeting_of_that_day_and_supervisor() -> None:
    meeting = {"held_on": 1, "supervisor_id": "S"}
    told = {"id": "77", "child_id": "C", "held_on": 1, "supervisor_id": "S", "summary": "in the file"}
    assert is_part_of(told, "76", meeting)
    assert not is_part_of({**told, "supervisor_id": "T"}, "76", meeting)
    assert not is_part_of({**told, "held_on": 2}, "76", meeting)
    assert not is_part_of(told, "own-1", meeting)
    own = {**told, "id": part_id("76", "C"), "summary": "here"}
    assert {key: row["summary"] for key, row in parts_of([own, told], "76", meeting).items()} == {"C": "here"}
    assert {key: row["summary"] for key, row in parts_of([told, own], "76", meeting).items()} == {"C": "here"}
