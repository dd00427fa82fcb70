"""The chain that the log of looks, and the log of what was done, are put onto: each entry's hash holds the one before,
so none can be changed, taken out or put between without every later hash being wrong.

The last hash of each batch is kept twice: in the database, and in a file of the home that is only added to. Whoever can
change both can make a new chain: copy the file, or write its last line down, where they cannot reach.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from lineofsight.record.home import Home
from lineofsight.web.access.done import Done
from lineofsight.web.access.log.models import ChainedLook, Look, Seal

Entry = Look | Done
SEALS_FILE = "log-seals.jsonl"
BEGINNING = "0" * 64
_A_BATCH = 5_000
# Entries that another process was still writing when the last batch was sealed have a smaller number than its last.
_LOOK_BACK = 10_000
_PRIVATE_FILE = 0o600


def chained(before: str, entry: Entry) -> str:
    """The hash of an entry and of everything before it: SHA-256 of the hash before and the entry's own fields."""
    at = entry.at.astimezone(UTC).isoformat()
    fields: list[Any] = [entry.pk, at, entry.user_id, entry.by, entry.role_code]
    if isinstance(entry, Look):
        fields += [entry.reference, entry.page, entry.reason_id]
    else:
        fields = ["done", *fields, entry.action, entry.name, entry.reference, entry.touched]
    return sha256(f"{before}\n{json.dumps(fields, ensure_ascii=False, sort_keys=True)}".encode()).hexdigest()


def number_of(entry: Entry) -> int:
    """An entry's number on the chain: a look's own, and less than nought for what was done."""
    return entry.pk if isinstance(entry, Look) else -entry.pk


def unsealed(until: datetime | None = None) -> tuple[QuerySet[Look], QuerySet[Done]]:
    """Entries of both logs that are on no chain yet, oldest first; those written before a moment."""
    looks, done = ChainedLook.objects.filter(look_id__gt=0), ChainedLook.objects.filter(look_id__lt=0)
    last_look = looks.order_by("-look_id").values_list("look_id", flat=True).first() or 0
    last_done = -(done.order_by("look_id").values_list("look_id", flat=True).first() or 0)
    found_looks = Look.objects.filter(pk__gt=last_look - _LOOK_BACK).exclude(
        pk__in=looks.filter(look_id__gt=last_look - _LOOK_BACK).values("look_id")
    )
    found_done = Done.objects.filter(pk__gt=last_done - _LOOK_BACK).exclude(
        pk__in=done.filter(look_id__lt=_LOOK_BACK - last_done).values(number=-F("look_id"))
    )
    if until is not None:
        found_looks, found_done = found_looks.filter(at__lt=until), found_done.filter(at__lt=until)
    return found_looks.order_by("pk"), found_done.order_by("pk")


def seal(home: Home, at: datetime) -> int:
    """Put every entry of the minutes that are over onto the chain. Gives how many there were.

    Two processes at once do no harm: a place is taken by one of them, and the other begins again at its next turn.
    """
    until = at.replace(second=0, microsecond=0)
    sealed = 0
    _mend_file(home)
    while batch := _next_batch(until):
        with transaction.atomic(using=home.aliases.service):
            made = _seal_batch(batch, at)
        _into_file(home, made)
        sealed += len(batch)
    return sealed


def _next_batch(until: datetime) -> list[Entry]:
    looks, done = unsealed(until)
    return [*looks[:_A_BATCH], *done[:_A_BATCH]]


def _seal_batch(batch: list[Entry], at: datetime) -> Seal:
    last = ChainedLook.objects.order_by("-place").first()
    place, before = (last.place, last.chained) if last else (0, BEGINNING)
    rows = []
    for place, entry in enumerate(batch, place + 1):  # noqa: B020  each takes the place after the last
        before = chained(before, entry)
        rows.append(ChainedLook(place=place, look_id=number_of(entry), chained=before))
    ChainedLook.objects.bulk_create(rows)
    number = (Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    return Seal.objects.create(number=number, sealed_at=at, last_place=place, chained=before)


def _mend_file(home: Home) -> None:
    """What a process that stopped between the two, or a backup's copy of the file, lacks at its end is added."""
    kept = sum(1 for _ in seals_in_file(home))
    for made in Seal.objects.filter(number__gt=kept).order_by("number"):
        _into_file(home, made)


def _into_file(home: Home, made: Seal) -> None:
    with open(home.path / SEALS_FILE, "a", encoding="ascii", opener=_private) as file:
        file.write(json.dumps(as_line(made)) + "\n")


def as_line(made: Seal) -> dict[str, object]:
    """A seal as the file beside the database holds it."""
    return {"number": made.number, "sealed_at": made.sealed_at.astimezone(UTC).isoformat(),
            "last_place": made.last_place, "chained": made.chained}  # fmt: skip


def seals_in_file(home: Home) -> Iterator[dict[str, object]]:
    """The seals as they were written beside the database. Raises ValueError for a line that is none."""
    path = home.path / SEALS_FILE
    if path.exists():
        for line in path.read_text(encoding="ascii").splitlines():
            found = json.loads(line)
            if not isinstance(found, dict):
                raise ValueError("a line is no seal")
            yield found


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE_FILE)
