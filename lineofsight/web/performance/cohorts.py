"""The rows behind a figure, by pseudonym: counted, not counted or missing, and why.

Worked out from a snapshot's record, cut first to the children the figure is about, so that one page never waits for
the whole authority. A few are kept, pseudonyms only; each request cuts them to the children its person may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import polars as pl

from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.people import families
from lineofsight.evaluation.cohorts import COLUMNS, NotCovered, cohort
from lineofsight.evaluation.columnar.duties import duty_table
from lineofsight.evaluation.indicators.columns import columns_read
from lineofsight.evaluation.indicators.counted import count, needed_standards, not_covered, open_workspace
from lineofsight.evaluation.indicators.states import Standards
from lineofsight.evaluation.record import Record
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.performance.figures import in_force
from lineofsight.web.performance.records import with_tables_needed

# About 100 bytes a row of a figure of a year at the largest authority: a few tens of megabytes in all.
KEPT = 12
WITH_OPENING = {**COLUMNS, "opened_on": pl.Date}
_KEYS = ("holder", "subject", "row_id", "event_on")


def cohort_of(held: Known, code: str, period: str) -> pl.DataFrame:
    """The rows of a measure for a period, with the columns of `cohort` and the day each thing owed was opened.

    Raises NotCovered where the record cannot tell of the period.
    """
    return _cohort_of(held.info.snapshot, code, period, in_force())


def families_by_team(held: Known, code: str, period: str) -> Mapping[str, int]:
    """How many different families each team's rows that can be told are of: brothers and sisters are seen together."""
    return _families_by_team(held.info.snapshot, code, period, in_force())


@lru_cache(maxsize=KEPT)
def _cohort_of(name: str, code: str, period: str, in_force: str) -> pl.DataFrame:
    held, catalogue = known(name), definitions()
    assert held is not None  # a name was given
    indicator = catalogue.indicators[code]
    needed = with_tables_needed([indicator], held.snapshot.record, catalogue.standards)
    record = about(indicator, needed, parse_period(period), catalogue.standards)
    tables: list[pl.DataFrame] = []

    def duties(standard: Standard, of: Record) -> pl.DataFrame:
        tables.append(duty_table([standard], of))
        return tables[-1]

    frame = cohort(indicator, record, parse_period(period), standards=catalogue.standards, duties=duties)
    if not isinstance(indicator.population, Duties) or not tables:
        return frame.with_columns(pl.lit(None, dtype=pl.Date).alias("opened_on")).select(list(WITH_OPENING))
    opened = pl.concat(tables, how="vertical_relaxed").select(
        "holder", "subject", pl.col("opened_by_id").alias("row_id"), pl.col("due_on").alias("event_on"), "opened_on"
    )
    found = frame.join(opened.unique(_KEYS, keep="first", maintain_order=True), on=_KEYS, how="left", nulls_equal=True)
    return found.select(list(WITH_OPENING))


@lru_cache(maxsize=64)
def _families_by_team(name: str, code: str, period: str, in_force: str) -> Mapping[str, int]:
    held = known(name)
    assert held is not None  # a name was given
    rows = _cohort_of(name, code, period, in_force).filter(pl.col("counted").is_not_null())
    one_family = held.snapshot.record.lazy(families).select("child_id", "family_id").collect().unique("child_id")
    joined = rows.join(one_family, left_on="child", right_on="child_id", how="left")
    # A child of no family recorded is a family by themselves.
    family = pl.coalesce("family_id", "child", "holder", "row_id")
    counted = joined.group_by("team").agg(family.n_unique().alias("families"))
    return {str(team): int(number) for team, number in counted.iter_rows()}


def about(indicator: Indicator, record: Record, period: Period, standards: Mapping[str, Standard]) -> Record:
    """The record with the rows of those children alone that a measure looks at in a period.

    What is owed to a child and whether it counts is a function of the child's own rows, so nothing else is lost. The
    kernel finds the children without making a table of what is owed.
    """
    workspace = open_workspace(record)
    held = Standards(standards)
    workspace.prepare(columns_read([indicator]), needed_standards([indicator], held))
    if not_covered(indicator, workspace, [period], held)[0]:
        return record
    members = count(indicator, workspace, [period], held).members
    if members.rows.kind is not Holder.CHILD:
        return record
    holders = members.rows.holders.ids.gather(np.unique(members.holder[members.holder >= 0]))
    return narrowed(record, holders)


def narrowed(record: Record, children: pl.Series) -> Record:
    """The record with those children's rows alone; tables about workers, teams and the service stay whole."""
    frames = {}
    for name, frame in record.frames.items():
        table = TABLES.get(name)
        if table is not None and table.holder is Holder.CHILD:
            whose = pl.col(table.holder_column)
            frames[name] = frame.filter(whose.is_in(children.implode()))
        else:
            frames[name] = frame
    return Record(frames, record.as_known_on, record.coverage)


__all__ = ["NotCovered", "about", "cohort_of", "families_by_team", "narrowed"]
