"""What is held in memory and then told of a few changes is what would be held if everything were read anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.record.service.counting.columns import Numbers, Words
from lineofsight.record.service.counting.counted import Held, Table
from lineofsight.record.service.counting.holding import held_again, held_of
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import NEVER_LISTED

DAY = date(2026, 9, 30)
HOLDERS = ["C1", "C2", "C3", "C4"]
DUTY = {"key": pl.Int64, "standard": pl.String, "holder": pl.String, "reference": pl.String, "due_on": pl.Date}
CHILD = {
    "reference": pl.String, "child_id": pl.String, "stage": pl.String, "reasons": pl.String, "is_open": pl.Boolean,
    "overdue": pl.Int64, "longest_overdue": pl.Int64,
}  # fmt: skip


def duties(holders: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        st.fixed_dictionaries({
            "standard": st.sampled_from(["cp_visit", "cla_visit", *sorted(NEVER_LISTED)[:1]]),
            "holder": st.sampled_from(holders),
            "reference": st.sampled_from([None, "r1", "r2", "r3", "r4", "é"]),
            "due_on": st.sampled_from([None, *(DAY + timedelta(days=away) for away in (-9, 0, 7))]),
        }),
        max_size=6,
    )  # fmt: skip


def child(holder: str) -> st.SearchStrategy[dict[str, Any] | None]:
    return st.none() | st.fixed_dictionaries({
        "reference": st.just(holder.replace("C", "r")), "child_id": st.just(holder),
        "stage": st.sampled_from(Stage.values),
        "reasons": st.sampled_from(["[]", f'["{Reason.values[-1]}"]', f'["{Reason.values[0]}", "{Reason.values[1]}"]']),
        "is_open": st.booleans(), "overdue": st.sampled_from([None, 0, 3]),
        "longest_overdue": st.sampled_from([None, 1, 40]),
    })  # fmt: skip


def told(held: Held) -> dict[str, Any]:
    """All that is held, as values."""

    def values(table: Table) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for name, column in table.columns.items():
            if isinstance(column, Words):
                found[name] = [column[row] for row in range(table.height)]
                assert list(column.values) == sorted(column.values)
            else:
                assert isinstance(column, Numbers)
                found[name] = column.values.tolist()
        return found

    return {
        "duties": values(held.duties), "children": values(held.children), "child_of": held.child_of.tolist(),
        "need": held.need.tolist(), "since": held.since,
    }  # fmt: skip


@given(data=st.data())
def test_what_was_told_again_is_what_would_be_read_anew(data: Any) -> None:
    changed = data.draw(st.lists(st.sampled_from(HOLDERS), unique=True, max_size=3))
    before = data.draw(duties(HOLDERS))
    after = data.draw(duties(changed)) if changed else []
    children = {holder: data.draw(child(holder)) for holder in HOLDERS}
    anew = {**children, **{holder: data.draw(child(holder)) for holder in changed}}
    first = [{"key": key, **row} for key, row in enumerate(before)]
    then = [{"key": 100 - key, **row} for key, row in enumerate(after)]
    stay = [row for row in first if row["holder"] not in changed]

    held = held_of(pl.DataFrame(first, schema=DUTY), _children(children.values()), DAY)
    gone = np.isin(np.array([held.duties.words("holder")[row] for row in range(held.duties.height)]), changed)
    left = held.children.words("child_id").taken("in", changed)
    again = held_again(held, gone.astype(np.bool_), pl.DataFrame(then, schema=DUTY), left,
                       _children(anew[holder] for holder in changed))  # fmt: skip
    assert told(again) == told(held_of(pl.DataFrame([*stay, *then], schema=DUTY), _children(anew.values()), DAY))


def _children(rows: Any) -> pl.DataFrame:
    return pl.DataFrame([row for row in rows if row], schema=CHILD)
