"""The payload as files: what would be sent, batch by batch, with what it leaves out and how much is in it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from lineofsight.returns.dfe_api.changes import Changes
from lineofsight.returns.dfe_api.cohort import window
from lineofsight.returns.dfe_api.payload import Payload, payload_of
from lineofsight.returns.dfe_api.plan import MOST_IN_A_BATCH, Plan, plan_of
from lineofsight.returns.dfe_api.sent import Sent

LEFT_OUT_FILE: Final = "left-out.csv"
SUMMARY_FILE: Final = "what-would-be-sent.json"
_NO_SECRET: Final = b"nothing sent yet"


def write(
    tables: Mapping[str, pl.DataFrame], folder: Path, as_at: date, *, sent: Mapping[str, Sent] | None = None,
    key: bytes | None = None, reference: Callable[[str], str] | None = None, most: int = MOST_IN_A_BATCH,
    whole: bool = False, again: bool = False,
) -> Mapping[str, int]:  # fmt: skip
    """Write what would be sent of the record as at a day, and give each file's rows.

    `batch-0001.json` and on hold at most `most` children each. `left-out.csv` names what the payload cannot carry, by
    child, field and reason; `what-would-be-sent.json` says of how many children, and how often each field is filled.
    `sent` is what was acknowledged before (`Books.all`), of which `key` and `reference` made the digests and
    pseudonyms; without it every child is new. Nothing is sent or remembered by writing.
    Raises ValueError for `sent` without its key and pseudonyms, or a batch that is too large.
    """
    if sent and (key is None or reference is None):
        raise ValueError("What was sent before is told by digests and pseudonyms. Give key and reference too.")
    payload = payload_of(tables, as_at)
    known = tables["people"]["id"].to_list() if "people" in tables else []
    plan = plan_of(
        payload,
        sent or {},
        Changes(key or _NO_SECRET),
        reference or "child {}".format,
        known=known,
        whole=whole,
        again=again,
    )
    return write_plan(plan, payload, folder, most)


def write_plan(plan: Plan, payload: Payload, folder: Path, most: int = MOST_IN_A_BATCH) -> Mapping[str, int]:
    """Write a plan's batches, readable by their owner alone, and give each file's rows."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    rows: dict[str, int] = {}
    for number, batch in enumerate(plan.batches(most), start=1):
        name = f"batch-{number:04}.json"
        _save(folder / name, body_of([item.body for item in batch]).decode())
        rows[name] = len(batch)
    _save(folder / LEFT_OUT_FILE, payload.left_out.write_csv())
    rows[LEFT_OUT_FILE] = payload.left_out.height
    _save(folder / SUMMARY_FILE, json.dumps(summary(plan, payload), indent=1) + "\n")
    rows[SUMMARY_FILE] = 1
    return rows


def body_of(children: list[Mapping[str, Any]]) -> bytes:
    """A request's body: always a list, also of one child."""
    return json.dumps(children, ensure_ascii=False, separators=(",", ":")).encode()


def summary(plan: Plan, payload: Payload) -> dict[str, Any]:
    """How many children of each kind, and how often the record fills each field; no child is in it."""
    days = window(payload.as_at)
    never = payload.filled.filter(pl.col("filled") == 0)
    reasons = payload.left_out.group_by("field", "reason").agg(pl.len().alias("rows")).sort("field", "reason")
    return {
        "as_at": payload.as_at.isoformat(), "from": days.first.isoformat(), "to": days.last.isoformat(),
        "children": {kind.value: count for kind, count in plan.counts.items()},
        "left_out": reasons.to_dicts(), "never_filled": never["field"].to_list(), "fields": payload.filled.to_dicts(),
    }  # fmt: skip


def _save(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
