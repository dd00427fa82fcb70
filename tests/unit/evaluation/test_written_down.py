"""When it was written down that a duty was met: told by a table of duties as by one."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from lineofsight.core.duties import written_down
from lineofsight.evaluation.worklists import with_written_down

MET = date(2026, 6, 16)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("met", "recorded", "told"),
    [
        (MET, MET - DAY, None), (MET, MET, MET), (MET, MET + DAY, MET + DAY), (MET, None, None), (None, MET, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_a_row_written_before_the_day_that_meets_it_does_not_say_when(
    met: date | None, recorded: date | None, told: date | None
) -> None:
    assert written_down(met, recorded) == told
    rows = pl.DataFrame(
        {"met_on": [met], "recorded_on": [recorded]}, schema={"met_on": pl.Date, "recorded_on": pl.Date}
    )
    assert with_written_down(rows).rows() == [(met, told)]
