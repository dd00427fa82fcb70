"""Sending to the receiver, against a stand-in on loopback that behaves, and misbehaves, as documented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lineofsight.returns.dfe_api.changes import Changes
from lineofsight.returns.dfe_api.connection import AddressRefused, Unreached, address_of, post
from lineofsight.returns.dfe_api.payload import LEFT_OUT, Payload
from lineofsight.returns.dfe_api.plan import Plan, plan_of
from lineofsight.returns.dfe_api.receiver import Receiver
from lineofsight.returns.dfe_api.sending import Outcome, named_in, send
from lineofsight.returns.dfe_api.sent import Books
from tests.support.receiver import (
    CLIENT,
    KEY,
    PATH,
    SCOPE,
    SECRET,
    StandIn,
    Told,
    cut_in_the_middle,
    drip,
    receiver,
    say_nothing,
)

NOW = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
SECRETS = (SECRET, KEY)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with receiver() as found:
        yield found


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books(tmp_path / "sent.sqlite3")


def child(number: int, sex: str = "F") -> dict[str, Any]:
    return {"la_child_id": f"C{number}", "mis_child_id": None,
            "child_details": {"first_name": "Zebedee", "sex": sex}, "social_care_episodes": []}  # fmt: skip


def planned(books: Books, *children: dict[str, Any], again: bool = False) -> Plan:
    filled = pl.DataFrame(schema={"item": pl.Int64, "field": pl.String, "filled": pl.Int64, "of": pl.Int64})
    payload = Payload(
        date(2026, 9, 30), {one["la_child_id"]: one for one in children}, pl.DataFrame(schema=LEFT_OUT), filled
    )
    known = [f"C{number}" for number in range(10)]
    return plan_of(payload, books.all(), Changes(b"k" * 16), "p{}".format, known=known, again=again)


class Sending:
    """A sender that waits without waiting, and says how long it would have."""

    def __init__(self, stand_in: StandIn, books: Books, secret: str = SECRET) -> None:
        self.receiver = Receiver(stand_in.url, stand_in.token_url, "330", CLIENT, SCOPE, secret, KEY, timeout=5)
        self.books = books
        self.waits: list[float] = []
        self.told: list[str] = []

    def __call__(self, plan: Plan, most: int = 100) -> Outcome:
        return send(plan, self.receiver, self.books, sleep=self.waits.append, now=lambda: NOW, most=most,
                    tell=self.told.append)  # fmt: skip


def test_children_are_sent_in_batches_and_not_again(stand_in: StandIn, books: Books) -> None:
    sending = Sending(stand_in, books)
    outcome = sending(planned(books, *map(child, range(5))), most=2)
    assert (outcome.acknowledged, outcome.left, outcome.refused, outcome.stopped) == (5, 0, {}, "")
    assert [len(batch) for batch in stand_in.batches] == [2, 2, 1]
    assert set(stand_in.held) == {"C0", "C1", "C2", "C3", "C4"}
    assert stand_in.tokens == 1
    assert set(stand_in.paths) == {"/token", PATH}
    assert planned(books, *map(child, range(5))).items == ()


def test_only_what_changed_goes_and_what_is_gone_is_purged(stand_in: StandIn, books: Books) -> None:
    sending = Sending(stand_in, books)
    sending(planned(books, child(0), child(1), child(2)))
    outcome = sending(planned(books, child(0), child(1, sex="M")))
    assert outcome.acknowledged == 2
    assert stand_in.batches[-1] == [
        {"la_child_id": "C1", "mis_child_id": None, "child_details": {"first_name": "Zebedee", "sex": "M"}},
        {"la_child_id": "C2", "mis_child_id": None, "purge": True},
    ]
    assert set(stand_in.held) == {"C0", "C1"}
    # One who comes back is new.
    sending(planned(books, child(0), child(1, sex="M"), child(2)))
    assert stand_in.batches[-1] == [child(2)]


def test_an_expired_token_is_asked_for_again(stand_in: StandIn, books: Books) -> None:
    stand_in.script.append(Told(401, "Invalid API token"))
    outcome = Sending(stand_in, books)(planned(books, child(0)))
    assert outcome.acknowledged == 1
    assert stand_in.tokens == 2


@pytest.mark.parametrize(("headers", "wait"), [
    ({}, 5.0), ({"Retry-After": "17"}, 17.0), ({"Retry-After": "Wed, 30 Sep 2026 02:00:40 GMT"}, 40.0),
    ({"Retry-After": "Wed, 30 Sep 2026 01:00:00 GMT"}, 0.0), ({"Retry-After": "soon"}, 5.0),
])  # fmt: skip
@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_a_busy_receiver_is_waited_for(
    stand_in: StandIn, books: Books, status: int, headers: dict[str, str], wait: float
) -> None:
    stand_in.script.append(Told(status, "busy", headers))
    sending = Sending(stand_in, books)
    assert sending(planned(books, child(0))).acknowledged == 1
    assert sending.waits == [wait]


def test_three_tries_and_no_more_and_what_was_taken_stays(stand_in: StandIn, books: Books) -> None:
    sending = Sending(stand_in, books)
    plan = planned(books, *map(child, range(3)))
    # The first batch is taken by the stand-in's own answer, as it would be.
    stand_in.script.extend([Told(200, json.dumps(["first"])), *([Told(500)] * 3)])
    outcome = sending(plan, most=1)
    assert (outcome.acknowledged, outcome.left) == (1, 2)
    assert "3 times" in outcome.stopped
    assert sending.waits == [5.0, 10.0]
    # The next run does not send the first again.
    assert sending(planned(books, *map(child, range(3)))).acknowledged == 2
    assert [one["la_child_id"] for one in stand_in.batches[-1]] == ["C1", "C2"]


def test_a_receiver_that_asks_for_an_hour_is_left_alone(stand_in: StandIn, books: Books) -> None:
    stand_in.script.append(Told(429, "", {"Retry-After": "3600"}))
    sending = Sending(stand_in, books)
    outcome = sending(planned(books, child(0)))
    assert (outcome.left, sending.waits) == (1, [])
    assert "3600 seconds" in outcome.stopped


def test_a_reply_cut_in_the_middle_is_asked_for_again(stand_in: StandIn, books: Books) -> None:
    stand_in.script.append(Told(then=cut_in_the_middle))
    sending = Sending(stand_in, books)
    assert sending(planned(books, child(0))).acknowledged == 1
    assert [len(batch) for batch in stand_in.batches] == [1, 1]


def test_a_connection_closed_without_a_word_is_tried_again(stand_in: StandIn, books: Books) -> None:
    stand_in.script.extend([Told(then=lambda handler: None)] * 3)
    outcome = Sending(stand_in, books)(planned(books, child(0)))
    assert (outcome.acknowledged, outcome.left) == (0, 1)
    assert "the connection failed" in outcome.stopped


def test_one_that_says_nothing_is_not_waited_for_without_end(stand_in: StandIn) -> None:
    stand_in.signing_in.append(Told(then=say_nothing(0.5)))
    with pytest.raises(Unreached, match="no answer came in time"):
        post(address_of(stand_in.token_url), "", {}, b"", timeout=0.1)


def test_one_that_says_a_little_at_a_time_is_not_waited_for_without_end(stand_in: StandIn) -> None:
    stand_in.signing_in.append(Told(then=drip))
    with pytest.raises(Unreached):
        post(address_of(stand_in.token_url), "", {}, b"", timeout=0.1)


def test_one_refused_child_does_not_hold_back_the_others(stand_in: StandIn, books: Books) -> None:
    problem = {"errors": {"[1].child_details.sex": ["Zebedee is no sex"], "[1].child_details.secret_word": ["x"]}}
    stand_in.script.append(Told(400, json.dumps(problem)))
    sending = Sending(stand_in, books)
    outcome = sending(planned(books, *map(child, range(3))))
    assert outcome.acknowledged == 2
    assert outcome.refused == {"pC1": ("child_details.sex", "child_details")}
    assert set(stand_in.held) == {"C0", "C2"}
    # Unchanged, it is not sent again; changed, or when asked, it is.
    assert planned(books, *map(child, range(3))).items == ()
    assert len(planned(books, *map(child, range(3)), again=True).items) == 1
    assert len(planned(books, child(0), child(1, sex="M"), child(2)).items) == 1


def test_a_refusal_that_names_nobody_is_looked_for_by_halves(stand_in: StandIn, books: Books) -> None:
    stand_in.script.extend([Told(400, "bad"), Told(400, "bad"), Told(400, "bad")])
    outcome = Sending(stand_in, books)(planned(books, *map(child, range(4))))
    assert outcome.refused == {"pC0": ()}
    assert set(stand_in.held) == {"C1", "C2", "C3"}


def test_where_all_are_refused_it_stops(stand_in: StandIn, books: Books) -> None:
    stand_in.script.extend([Told(400, "no")] * 20)
    outcome = Sending(stand_in, books)(planned(books, *map(child, range(8))))
    assert (outcome.acknowledged, len(outcome.refused)) == (0, 3)
    assert outcome.left == 5
    assert outcome.stopped.startswith("Every child sent was refused")


def test_a_batch_too_long_goes_in_halves(stand_in: StandIn, books: Books) -> None:
    stand_in.script.append(Told(413, "Payload exceeds limit"))
    outcome = Sending(stand_in, books)(planned(books, *map(child, range(4))))
    assert outcome.acknowledged == 4
    assert [len(batch) for batch in stand_in.batches] == [4, 2, 2]


@pytest.mark.parametrize("told", [
    Told(204), Told(302, "", {"Location": "http://127.0.0.1:9/elsewhere"}), Told(200, "[]"), Told(200, "<html>"),
    Told(200, '["a", "b", "c"]'), Told(200, "[1, 2]"), Told(200, '{"a": 1}'),
])  # fmt: skip
def test_a_reply_without_a_receipt_each_keeps_nothing(stand_in: StandIn, books: Books, told: Told) -> None:
    stand_in.script.append(told)
    outcome = Sending(stand_in, books)(planned(books, child(0), child(1)))
    assert (outcome.acknowledged, outcome.left) == (0, 2)
    assert outcome.stopped
    assert books.all() == {}
    assert len(stand_in.batches) == 1


def test_a_sign_in_refused_sends_nothing(stand_in: StandIn, books: Books) -> None:
    outcome = Sending(stand_in, books, secret="another")(planned(books, child(0)))
    assert outcome.stopped.startswith("Signing in was refused (reply 401)")
    assert stand_in.batches == []


@pytest.mark.parametrize("body", ["", "<html>", '{"access_token": 5}', '{"access_token": "a\\r\\nX-Other: b"}'])
def test_a_token_that_is_none_is_not_used(stand_in: StandIn, books: Books, body: str) -> None:
    stand_in.signing_in.append(Told(200, body))
    assert Sending(stand_in, books)(planned(books, child(0))).stopped.startswith("Signing in was refused")


def test_signing_in_is_tried_again_when_it_is_busy(stand_in: StandIn, books: Books) -> None:
    stand_in.signing_in.append(Told(503, "", {"Retry-After": "2"}))
    sending = Sending(stand_in, books)
    assert sending(planned(books, child(0))).acknowledged == 1
    assert sending.waits == [2.0]


def test_nothing_told_names_a_child_or_a_secret(stand_in: StandIn, books: Books) -> None:
    stand_in.script.extend([Told(400, "[0].child_details.first_name Zebedee"), Told(500, "Zebedee")])
    sending = Sending(stand_in, books)
    outcome = sending(planned(books, child(0), child(1)))
    said = " ".join([*sending.told, repr(outcome), repr(sending.receiver), outcome.stopped])
    assert "Zebedee" not in said
    assert not any(secret in said for secret in SECRETS)


def test_the_books_hold_no_id_and_no_value(stand_in: StandIn, tmp_path: Path) -> None:
    books = Books(tmp_path / "kept.sqlite3")
    payload = child(0) | {"la_child_id": "ID-OF-A-CHILD"}
    filled = pl.DataFrame(schema={"item": pl.Int64, "field": pl.String, "filled": pl.Int64, "of": pl.Int64})
    made = Payload(date(2026, 9, 30), {"ID-OF-A-CHILD": payload}, pl.DataFrame(schema=LEFT_OUT), filled)
    Sending(stand_in, books)(plan_of(made, {}, Changes(b"k" * 16), lambda person: "p1"))
    assert (tmp_path / "kept.sqlite3").stat().st_mode & 0o777 == 0o600
    kept = (tmp_path / "kept.sqlite3").read_bytes() + json.dumps(books.all()["p1"].digests).encode()
    assert b"ID-OF-A-CHILD" not in kept
    assert b"Zebedee" not in kept


def test_who_is_gone_from_the_record_altogether_is_counted(stand_in: StandIn, books: Books) -> None:
    Sending(stand_in, books)(planned(books, child(0), child(99)))
    plan = planned(books, child(0))
    assert plan.items == ()
    assert plan.unnamed == ("pC99",)


def test_one_whose_identity_was_taken_away_is_neither_sent_nor_misnamed(stand_in: StandIn, books: Books) -> None:
    Sending(stand_in, books)(planned(books, child(0)))
    tombstone = child(0) | {"la_child_id": "pC0"}
    filled = pl.DataFrame(schema={"item": pl.Int64, "field": pl.String, "filled": pl.Int64, "of": pl.Int64})
    payload = Payload(date(2026, 9, 30), {"pC0": tombstone}, pl.DataFrame(schema=LEFT_OUT), filled)
    plan = plan_of(payload, books.all(), Changes(b"k" * 16), lambda person: person, known=["pC0"])
    assert plan.items == ()
    assert plan.unnamed == ("pC0",)


@pytest.mark.parametrize(("body", "expected"), [
    (b"[2].child_details.sex is wrong", {2: ("child_details.sex",)}),
    (b"[0]", {0: ()}),
    (b"[7] is not in this batch", {}),
    (b"social_care_episodes[1].referral_date", {}),
    (b"[1].social_care_episodes[0].referral_date", {1: ("social_care_episodes.referral_date",)}),
    (b"[1].Zebedee.Dent", {1: ()}),
    (b"\xff\xfe", {}),
])  # fmt: skip
def test_what_a_refusal_names(body: bytes, expected: dict[int, tuple[str, ...]]) -> None:
    assert named_in(body, 3) == expected


@pytest.mark.parametrize("url", [
    "http://example.org/1", "ftp://127.0.0.1/1", "https://", "https://me:word@example.org/1", "https://example.org/1?x=1",
    "https://example.org/1#x", "https://example.org/a b", "https://example.org:port/", "http://localhost.example.org/",
    "//example.org", "",
])  # fmt: skip
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        address_of(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80/1", "http://localhost/1", "http://[::1]/1", "https://example.org/1"]
)
def test_https_and_this_machine_are_addresses(url: str) -> None:
    assert address_of(url).path == "/1"
