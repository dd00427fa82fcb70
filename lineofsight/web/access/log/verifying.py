"""Whether the log of looks, and of what was done, is as it was written: the chain walked from its beginning, and set
beside its seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from lineofsight.record.home import Home
from lineofsight.web.access.done import Done
from lineofsight.web.access.log.chain import BEGINNING, SEALS_FILE, Entry, as_line, chained, seals_in_file, unsealed
from lineofsight.web.access.log.models import ChainedLook, Look, Seal

_A_READING = 5_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. `broken` is the first entry that is not as it was written, in words; blank where all are.

    `sealed` entries stand on the chain, up to `last_seal`; `tail` are written and not sealed yet, the oldest of them at
    `tail_since`.
    """

    sealed: int
    last_seal: str
    tail: int
    tail_since: datetime | None
    broken: str = ""


def verify(home: Home) -> Verified:
    """Walk the whole chain. Nothing is changed. A home whose pages were never served has no log, and none sealed."""
    if not _is_kept(home):
        gone = "the log is gone, and its seals are there" if (home.path / SEALS_FILE).exists() else ""
        return Verified(0, BEGINNING, 0, None, gone)
    tails = unsealed()
    oldest = [at for tail in tails if (at := tail.order_by("at").values_list("at", flat=True).first()) is not None]
    walked, last, broken = _walk()
    tail = sum(each.count() for each in tails)
    return Verified(walked, last, tail, min(oldest, default=None), broken or _beside_seals(home))


def _is_kept(home: Home) -> bool:
    return ChainedLook._meta.db_table in connections[home.aliases.service].introspection.table_names()


def _walk() -> tuple[int, str, str]:
    """How many entries are as they were written, the hash after them, and what is wrong with the next."""
    before, place = BEGINNING, 0
    while rows := list(ChainedLook.objects.filter(place__gt=place).order_by("place")[:_A_READING]):
        entries: dict[int, Entry] = {**Look.objects.in_bulk([row.look_id for row in rows if row.look_id > 0])}
        done = Done.objects.in_bulk([-row.look_id for row in rows if row.look_id < 0])
        entries |= {-key: entry for key, entry in done.items()}
        for row in rows:
            if row.place != place + 1:
                return place, before, f"entry {place + 1} of the chain is gone"
            entry = entries.get(row.look_id)
            told = f"look {row.look_id}" if row.look_id > 0 else f"action {-row.look_id}"
            if entry is None:
                return place, before, f"entry {row.place} ({told}) was removed"
            if chained(before, entry) != row.chained:
                return place, before, f"entry {row.place} ({told}) was changed, or is not where it was"
            before, place = row.chained, row.place
    return place, before, ""


def _beside_seals(home: Home) -> str:
    """What is wrong with the seals, those in the database and those beside it; blank where nothing is."""
    try:
        kept = list(seals_in_file(home))
    except ValueError:
        return "the file of seals beside the database cannot be read"
    held = [as_line(made) for made in Seal.objects.order_by("number")]
    for number, (in_file, in_database) in enumerate(zip(kept, held, strict=False), 1):
        if in_file != in_database:
            return f"seal {number} in the database is not the one in the file beside it"
    if len(kept) != len(held):
        more, less = ("file", "database") if len(kept) > len(held) else ("database", "file")
        return f"seal {min(len(kept), len(held)) + 1} is in the {more} and not in the {less}: the end was cut off"
    for made in Seal.objects.order_by("number"):
        if not ChainedLook.objects.filter(place=made.last_place, chained=made.chained).exists():
            return f"the chain does not go where seal {made.number} says: entries before place {made.last_place} differ"
    last = ChainedLook.objects.order_by("-place").values_list("place", flat=True).first() or 0
    if last != (held[-1]["last_place"] if held else 0):
        return f"entry {last} of the chain is after the last seal"
    return ""


def goes_through(home: Home, hash_of_an_entry: str) -> bool:
    """Whether the chain goes through a hash that was written down earlier."""
    beginning = hash_of_an_entry == BEGINNING
    return beginning or (
        _is_kept(home) and ChainedLook.objects.filter(chained=hash_of_an_entry.strip().lower()).exists()
    )
