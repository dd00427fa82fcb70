"""Sending a plan: batch by batch, each acknowledged child kept at once, so that none is sent twice.

One child that is refused fails its whole batch, the others unkept. Where the reply names it, the rest go again without
it; where it names none, or the batch is too long, its halves go by themselves.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from lineofsight.returns.dfe_api import fields as f
from lineofsight.returns.dfe_api.connection import Reply
from lineofsight.returns.dfe_api.plan import MOST_IN_A_BATCH, Item, Kind, Plan
from lineofsight.returns.dfe_api.receiver import Receiver, Session, Stopped
from lineofsight.returns.dfe_api.sent import Books, Sent, State
from lineofsight.returns.dfe_api.writing import body_of

TOO_LONG: Final = 413
MALFORMED: Final = 400
REFUSED_BEFORE_STOPPING: Final = 3
"""Children refused alone, none having been taken: the fault is then not theirs, and nothing more is sent."""
LONGEST_RECEIPT: Final = 200
# `[3]` and what follows it: a child by its place in the batch, and the way to the field. Not the item of a list.
_NAMED: Final = re.compile(r"(?<![\w\]])\[(\d{1,4})\]((?:\.?[A-Za-z_]+|\[\d+\])*)")

Batch = tuple[Item, ...]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: children acknowledged, those refused with the fields named, and those not sent.

    `stopped` says why the rest were not sent; blank where all were.
    """

    acknowledged: int
    refused: Mapping[str, tuple[str, ...]]
    left: int
    requests: int
    stopped: str = ""


class _Refused(Exception):
    """A batch was refused: by these places and their fields; by none, where the reply named none."""

    def __init__(self, places: Mapping[int, tuple[str, ...]]) -> None:
        self.places = places
        super().__init__()


def send(
    plan: Plan, receiver: Receiver, books: Books, *, sleep: Callable[[float], None], now: Callable[[], datetime],
    most: int = MOST_IN_A_BATCH, tell: Tell = lambda said: None,
) -> Outcome:  # fmt: skip
    """Send what a plan holds, keeping in `books` what is acknowledged as it is.

    A batch whose reply was lost is sent again: the receiver puts the same in place of the same. `tell` hears how far it
    has come, in numbers. What stops it is told in the outcome; nothing is raised but for a batch size that is none.
    """
    waiting: deque[Batch] = deque(plan.batches(most))
    session = Session(receiver, sleep=sleep, now=now)
    held = books.all()
    refused: dict[str, tuple[str, ...]] = {}
    done, stopped = 0, ""
    while waiting and not stopped:
        batch = waiting.popleft()
        try:
            receipts = _receipts(session.send(body_of([item.body for item in batch])), batch)
            books.put(_taken(item, receipt, now()) for item, receipt in zip(batch, receipts, strict=True))
            done += len(batch)
            tell(f"{done:,} of {len(plan.items):,} children acknowledged")
        except _Refused as told:
            wrong = {batch[place]: fields for place, fields in told.places.items()}
            if not wrong and len(batch) == 1:
                wrong = {batch[0]: ()}
            books.put(_wrong(held, item, fields, now()) for item, fields in wrong.items())
            refused |= {item.reference: fields for item, fields in wrong.items()}
            tell(f"{len(refused):,} refused")
            waiting.extendleft(reversed(_rest(batch, wrong)))
            if not done and len(refused) >= REFUSED_BEFORE_STOPPING and not told.places:
                stopped = "Every child sent was refused without a word why. Look at one batch with --dry-run first."
        except Stopped as problem:
            waiting.appendleft(batch)
            stopped = str(problem)
    return Outcome(done, refused, sum(map(len, waiting)), session.requests, stopped)


def _rest(batch: Batch, wrong: Mapping[Item, tuple[str, ...]]) -> list[Batch]:
    """What of a refused batch goes again: all but those named; or, where none was, its halves."""
    if wrong:
        left = tuple(item for item in batch if item not in wrong)
        return [left] if left else []
    half = len(batch) // 2
    return [batch[:half], batch[half:]]


def _receipts(reply: Reply, batch: Batch) -> list[str]:
    """A receipt for each child, in order. Raises _Refused for a batch not taken, Stopped for any other reply."""
    if reply.status == MALFORMED:
        raise _Refused(named_in(reply.body, len(batch)))
    if reply.status == TOO_LONG:
        raise _Refused({})
    if reply.status != 200:
        raise Stopped(f"The receiver gave reply {reply.status}, which says neither taken nor refused. Nothing is kept.")
    try:
        found = json.loads(reply.body)
    except ValueError:
        found = None
    if not isinstance(found, list) or len(found) != len(batch) or not all(map(_is_receipt, found)):
        raise Stopped("The receiver's reply holds no receipt for each child. The batch is not kept as sent.")
    return found


def _is_receipt(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_RECEIPT


def named_in(body: bytes, children: int) -> dict[int, tuple[str, ...]]:
    """The children a refusal names by their place in the batch, with the fields it names: those of the specification.

    Nothing else of the reply is taken, as it may repeat what was sent.
    """
    found: dict[int, list[str]] = {}
    for place, way in _NAMED.findall(body.decode("utf-8", errors="replace")):
        if int(place) < children:
            parts = [part for part in re.split(r"[^A-Za-z_]+", way) if part in f.names()]
            found.setdefault(int(place), []).extend([".".join(parts)] if parts else [])
    return {place: tuple(dict.fromkeys(fields)) for place, fields in sorted(found.items())}


def _taken(item: Item, receipt: str, at: datetime) -> Sent:
    state = State.DELETED if item.kind is Kind.DELETED else State.SENT
    return Sent(item.reference, state, item.digest, item.digests, receipt, at=at.isoformat())


def _wrong(held: Mapping[str, Sent], item: Item, fields: tuple[str, ...], at: datetime) -> Sent:
    before = held.get(item.reference, Sent(item.reference))
    return replace(before, refused=item.digest, fields=fields, at=at.isoformat())
