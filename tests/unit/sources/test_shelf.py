"""Tables put aside: large ones come back from disk as they were."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from lineofsight.sources import shelf
from lineofsight.sources.shelf import Shelf

FRAME = pl.DataFrame(
    {"id": ["a", "b", "c"], "on": [date(2024, 2, 29), None, date(1999, 12, 31)], "seen": [None, None, None]},
    schema={"id": pl.String(), "on": pl.Date(), "seen": pl.Boolean()},
)


@pytest.fixture(params=[1, 3, 4], ids=["all on disk", "just on disk", "in memory"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """From how many rows a frame is put on disk."""
    monkeypatch.setattr(shelf, "LARGE", request.param)
    return int(request.param)


def test_a_frame_comes_back_as_it_was_as_often_as_it_is_asked_for(large: int) -> None:
    kept = Shelf({"visits": FRAME, "blank": FRAME.select("seen"), "none": FRAME.clear()})
    for _ in range(2):
        for name, frame in (("visits", FRAME), ("blank", FRAME.select("seen")), ("none", FRAME.clear())):
            assert kept[name].equals(frame)
            assert kept[name].schema == frame.schema
            for column in frame.columns:
                assert kept.column(name, column).equals(frame[column], check_dtypes=True, check_names=True)


def test_only_a_large_frame_is_read_anew(large: int) -> None:
    assert (Shelf({"visits": FRAME})["visits"] is FRAME) == (large > FRAME.height)


def test_a_shelf_with_a_frame_replaced_leaves_the_other_as_it_was(large: int) -> None:
    first = Shelf({"visits": FRAME, "people": FRAME})
    second = first.replaced("visits", FRAME.head(2)).replaced("teams", FRAME)
    assert list(first) == ["visits", "people"]
    assert list(second) == ["visits", "people", "teams"]
    assert len(second) == 3
    assert "teams" in second
    assert "teams" not in first
    assert first["visits"].equals(FRAME)
    assert second["visits"].equals(FRAME.head(2))
    assert second["people"].equals(FRAME)


def test_what_is_not_there_is_told(large: int) -> None:
    with pytest.raises(KeyError):
        Shelf({})["visits"]
