"""What changed since a child was last acknowledged, told by digests alone: what was sent is not kept.

Digests are keyed by the home's secret: without it nobody can try which sex or date one was made of.

Source of the shape of a part: the data receiver as its public sender puts it. Identifiers and the child's details go
always; of the rest only what differs; an item gone is asked to be deleted by its identifier; `purge` false is said on
what changed in an episode or plan.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from lineofsight.returns.dfe_api import fields as f

# A digest, or digests by key; items of a list by their identifier, under _ITEMS.
Digests = str | dict[str, Any]
ALWAYS: Final = ("la_child_id", "mis_child_id", f.DETAILS)
_ITEMS: Final = "#"
_BYTES: Final = 8
_WHOLE_BYTES: Final = 32
_SAID_NOT_PURGED: Final = frozenset(
    {f.HEALTH, f.EPISODES, *map(f.last_name, (f.NEED_PLANS, f.PROTECTION_PLANS, f.CARE_LEAVERS))}
)


class Changes:
    """Digests of payloads, keyed by a secret of 16 to 64 bytes."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def whole(self, payload: Mapping[str, Any]) -> str:
        """The digest of a child's whole payload: the same text for the same child, unchanged."""
        return self._digest(payload, _WHOLE_BYTES)

    def digests(self, value: Any) -> Digests:
        """The digests of a payload, part by part."""
        if isinstance(value, dict):
            return {key: self._under(key, part) for key, part in value.items()}
        return self._digest(value, _BYTES)

    def _under(self, key: str, value: Any) -> Digests:
        if key in f.identifiers():
            name = f.identifiers()[key]
            return {_ITEMS: {item[name]: self.digests(item) for item in value}}
        return self.digests(value)

    def part(self, payload: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """What to send of a child whose digests were `before`: what always goes, and what differs."""
        made = {key: payload[key] for key in ALWAYS}
        changed = self._changed({key: value for key, value in payload.items() if key not in ALWAYS},
                                {key: value for key, value in before.items() if key not in ALWAYS})  # fmt: skip
        return made | changed

    def _changed(self, now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key in [*now, *(key for key in before if key not in now)]:
            value, old = now.get(key), before.get(key)
            if key in before and key in now and self._under(key, value) == old:
                continue
            if key in f.identifiers():
                made[key] = self._changed_items(key, value or [], old[_ITEMS] if old else {})
            elif isinstance(old, dict) and value is None:
                made[key] = {f.PURGE: True}
            elif isinstance(old, dict) and isinstance(value, dict):
                made[key] = self._changed(value, old) | _kept(key)
            else:
                made[key] = value | _kept(key) if isinstance(value, dict) else value
        return made

    def _changed_items(self, key: str, now: list[dict[str, Any]], before: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The items that are new or differ, whole or in part; and those gone, to be deleted."""
        name = f.identifiers()[key]
        made = []
        for item in now:
            old = before.get(item[name])
            if old is None:
                made.append(item | _kept(key))
            elif self.digests(item) != old:
                made.append({name: item[name]} | self._changed(item, old) | _kept(key))
        there = {item[name] for item in now}
        return [*made, *({name: gone, f.PURGE: True} for gone in before if gone not in there)]

    def _digest(self, value: Any, size: int) -> str:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return blake2b(text.encode(), key=self._key, digest_size=size).hexdigest()


def _kept(key: str) -> dict[str, bool]:
    return {f.PURGE: False} if key in _SAID_NOT_PURGED else {}
