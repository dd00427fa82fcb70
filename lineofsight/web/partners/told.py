"""What a snapshot tells of partners: everything asked of each agency, with how it stands, a row each.

Kept by snapshot, which never changes, and by the definitions in force; children by pseudonym alone. Each request cuts
the rows to the children its person may see.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from lineofsight.core.tables.assessment import strategy_discussions
from lineofsight.core.tables.partnership import partner_actions, partner_invitations, partner_requests
from lineofsight.evaluation.columnar.duties import duty_table
from lineofsight.evaluation.record import Record
from lineofsight.web.knowledge.definitions import Defined, definitions, definitions_of
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.partners.codes import ACTION, ATTENDANCE, INFORMATION, REPORT, STANDARD_OF, TABLE_OF

IN_TIME, LATE, WAITING, OVERDUE, UNTOLD = "in_time", "late", "waiting", "overdue", "not_known"
CAME, ABSENT, NOT_RECORDED = "came", "absent", "not_recorded"
STRATEGY = "strategy_discussion"
A_YEAR = timedelta(days=365)
SCHEMA = {
    "what": pl.String, "agency": pl.String, "child": pl.String, "row_id": pl.String, "meeting": pl.String,
    "on": pl.Date, "due_on": pl.Date, "met_on": pl.Date, "state": pl.String,
}  # fmt: skip
# Strategy discussions say who took part on their own rows: `health` without saying which service.
_STRATEGY = {"police_attended": "police", "health_attended": "health", "education_attended": "school"}


def told(held: Known) -> pl.DataFrame:
    """Every row of SCHEMA. `on`: when asked, agreed or met; `due_on`: by when, of what has a clock.

    state: `in_time`, `late`, `waiting`, `overdue`, `not_known` of what has a clock (never done counts as overdue); of
    meetings held by the snapshot's day `came`, `absent`, `not_recorded`.
    """
    return _told(held.info.snapshot, definitions_of())


def in_year(frame: pl.DataFrame, to: date) -> pl.DataFrame:
    """The rows of the twelve months to a day, by when each was due, or the meeting was."""
    when = pl.coalesce("due_on", "on")
    return frame.filter((when > to - A_YEAR) & (when <= to) | (pl.col("state") == WAITING))


@lru_cache(maxsize=4)
def _told(name: str, in_force: Defined) -> pl.DataFrame:
    held = known(name)
    assert held is not None  # a name was given
    record = held.snapshot.record
    parts = [_attendance(record), _strategy(record)]
    duties = _duties(record)
    parts += [_with_clock(record, what, duties) for what in (INFORMATION, REPORT, ACTION)]
    return pl.concat([part.select(*SCHEMA) for part in parts]).sort("on", "row_id")


def _attendance(record: Record) -> pl.DataFrame:
    held = record.lazy(partner_invitations).filter(pl.col("meeting_on") <= record.as_known_on)
    return held.select(
        pl.lit(ATTENDANCE).alias("what"), "agency", pl.col("child_id").alias("child"), pl.col("id").alias("row_id"),
        "meeting", pl.col("meeting_on").alias("on"), _no_day("due_on"), _no_day("met_on"), _presence("attended"),
    ).collect()  # fmt: skip


def _strategy(record: Record) -> pl.DataFrame:
    held = record.lazy(strategy_discussions).filter(pl.col("held_on") <= record.as_known_on)
    parts = [
        held.select(
            pl.lit(ATTENDANCE).alias("what"), pl.lit(agency).alias("agency"), pl.col("child_id").alias("child"),
            pl.col("id").alias("row_id"), pl.lit(STRATEGY).alias("meeting"), pl.col("held_on").alias("on"),
            _no_day("due_on"), _no_day("met_on"), _presence(column),
        )
        for column, agency in _STRATEGY.items()
    ]  # fmt: skip
    return pl.concat(parts).collect()


def _presence(column: str) -> pl.Expr:
    flag = pl.col(column)
    words = pl.when(flag.is_null()).then(pl.lit(NOT_RECORDED)).when(flag).then(pl.lit(CAME)).otherwise(pl.lit(ABSENT))
    return words.alias("state")


def _no_day(name: str) -> pl.Expr:
    return pl.lit(None, dtype=pl.Date).alias(name)


def _duties(record: Record) -> pl.DataFrame:
    standards = definitions().standards
    names = {partner_invitations.name, partner_requests.name, partner_actions.name}
    small = Record({n: f for n, f in record.frames.items() if n in names}, record.as_known_on, record.coverage)
    wanted = [standards[STANDARD_OF[what]] for what in (INFORMATION, REPORT, ACTION) if STANDARD_OF[what] in standards]
    return duty_table(wanted, small).select("standard", "subject", "due_on", "met_on", "closed_on", "known")


def _with_clock(record: Record, what: str, duties: pl.DataFrame) -> pl.DataFrame:
    table = {each.name: each for each in (partner_invitations, partner_requests, partner_actions)}[TABLE_OF[what]]
    on = {INFORMATION: "asked_on", REPORT: "invited_on", ACTION: "agreed_on"}[what]
    meeting = pl.col("meeting") if what == REPORT else pl.lit(None, dtype=pl.String).alias("meeting")
    gone = pl.lit(None, dtype=pl.Date) if what == REPORT else pl.col("withdrawn_on")
    rows = record.lazy(table).select(
        pl.lit(what).alias("what"), "agency", pl.col("child_id").alias("child"), pl.col("id").alias("row_id"), meeting,
        pl.col(on).alias("on"), gone.alias("gone"),
    ).collect()  # fmt: skip
    mine = duties.filter(pl.col("standard") == STANDARD_OF[what]).drop("standard")
    joined = rows.join(mine, left_on="row_id", right_on="subject", how="inner")
    # What was taken back before it was due was never owed.
    owed = joined.filter(pl.col("gone").is_null() | (pl.col("gone") > pl.col("due_on")))
    return owed.with_columns(_standing(record.as_known_on).alias("state"))


def _standing(known_on: date) -> pl.Expr:
    due, met = pl.col("due_on"), pl.col("met_on")
    return (
        pl.when(~pl.col("known") | due.is_null()).then(pl.lit(UNTOLD))
        .when(met <= due).then(pl.lit(IN_TIME))
        .when(met.is_not_null()).then(pl.lit(LATE))
        .when(due < known_on).then(pl.lit(OVERDUE))
        .otherwise(pl.lit(WAITING))
    )  # fmt: skip
