"""Where each child is with the service on a day: the furthest along of what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.derived import Source
from lineofsight.core.shared_tables import care_periods, open_children
from lineofsight.core.tables.assessment import assessments, section_47_enquiries
from lineofsight.core.tables.front_door import contacts, early_help_episodes, referrals
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.plans_and_visits import child_in_need_plans, child_protection_plans
from lineofsight.evaluation.coverage import Coverage, missing_words
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.record.service.now import Stage


@dataclass(frozen=True)
class OpenSpan:
    """Rows that show a stage while they are open: from `start` until the day before `end`.

    `must_tell`: where the source never fills `end`, the rows show nothing. `start_may_be_blank`: rows stand for now
    even where nobody wrote down since when. `unless`: a date after which the row does not count.
    """

    stage: Stage
    source: Source
    start: str
    end: str
    must_tell: bool = False
    start_may_be_blank: bool = False
    unless: str | None = None


# In order: a later one goes before an earlier.
SPANS = (
    # The dataset of some systems holds no day of decision: then every contact ever made would be waiting.
    OpenSpan(Stage.CONTACT, contacts, "received_on", "decided_on", must_tell=True),
    OpenSpan(Stage.EARLY_HELP, early_help_episodes, "started_on", "ended_on", unless="declined_on"),
    OpenSpan(Stage.REFERRAL, referrals, "received_on", "closed_on"),
    OpenSpan(Stage.ASSESSMENT, assessments, "started_on", "authorised_on"),
    OpenSpan(Stage.SECTION_47, section_47_enquiries, "started_on", "ended_on"),
    OpenSpan(Stage.CHILD_IN_NEED, child_in_need_plans, "started_on", "ended_on"),
    OpenSpan(Stage.CARE_LEAVER, care_leavers, "eligible_from", "eligible_until", start_may_be_blank=True),
    OpenSpan(Stage.CHILD_PROTECTION, child_protection_plans, "started_on", "ended_on"),
    OpenSpan(Stage.IN_CARE, care_periods, "started_on", "ended_on"),
)
_ORDER = {stage.value: place for place, stage in enumerate(dict.fromkeys(span.stage for span in SPANS))}


def stages(workspace: Workspace, as_at: date) -> pl.DataFrame:
    """Every child with something open: child, stage, stage_since, opened_on (since when open to the service).

    A child assessed since a referral that is still open is a child in need, with or without a plan: the referral is
    the episode of need. What ended on the day is not open, as in the indicators.
    """
    found = [_open(workspace, span, as_at) for span in SPANS]
    found.append(_assessed_and_open(workspace, as_at))
    every = pl.concat(found).with_columns(pl.col("stage").replace_strict(_ORDER, return_dtype=pl.Int64).alias("place"))
    # Of two open spans of one stage, the earlier says since when.
    furthest = every.sort("child", "place", "since", descending=[False, True, False], nulls_last=True).unique(
        "child", keep="first", maintain_order=True
    )
    to_service = _span(workspace, OpenSpan(Stage.REFERRAL, open_children, "started_on", "ended_on"), as_at)
    opened = to_service.group_by("child").agg(pl.col("since").min().alias("opened"))
    return furthest.join(opened, on="child", how="left").select(
        "child", "stage", pl.col("since").alias("stage_since"), pl.coalesce("opened", "since").alias("opened_on")
    )


def stage_of_one(
    record: PlainRecord, coverage: Coverage, as_at: date
) -> tuple[Stage, date | None, date | None] | None:  # fmt: skip
    """The same of one child, read plainly from their rows: the stage, stage_since and opened_on, or None."""
    since = {
        span: _plainly(record, span, as_at)
        for span in SPANS
        if not (span.must_tell and missing_words(coverage, {span.source.name: frozenset({span.end})}))
    }
    found = [(_ORDER[span.stage.value], day, span.stage) for span, days in since.items() for day in days]
    still = _plainly(record, OpenSpan(Stage.REFERRAL, referrals, "received_on", "closed_on"), as_at)
    referred = [day for day in still if day is not None]
    done = [row["authorised_on"] for row in record.rows(assessments) if row["authorised_on"]]
    assessed = [day for day in done if day <= as_at and any(day >= before for before in referred)]
    if assessed:
        found.append((_ORDER[Stage.CHILD_IN_NEED.value], min(assessed), Stage.CHILD_IN_NEED))
    if not found:
        return None
    _, day, stage = min(found, key=lambda each: (-each[0], each[1] is None, each[1] or date.max))
    days = _plainly(record, OpenSpan(Stage.REFERRAL, open_children, "started_on", "ended_on"), as_at)
    opened = min((each for each in days if each is not None), default=day)
    return stage, day, opened


def _plainly(record: PlainRecord, span: OpenSpan, as_at: date) -> list[date | None]:
    """Since when each of a span's rows is open on the day."""
    found = []
    for row in record.rows(span.source):
        start, end, unless = row[span.start], row[span.end], row[span.unless] if span.unless else None
        begun = start <= as_at if start is not None else span.start_may_be_blank
        if begun and (end is None or end > as_at) and (unless is None or unless > as_at):
            found.append(start)
    return found


def _open(workspace: Workspace, span: OpenSpan, as_at: date) -> pl.DataFrame:
    nothing = pl.DataFrame(schema={"child": pl.String, "stage": pl.String, "since": pl.Date})
    if span.must_tell and missing_words(workspace.record.coverage, {span.source.name: frozenset({span.end})}):
        return nothing
    return _span(workspace, span, as_at).select("child", pl.lit(span.stage.value).alias("stage"), "since")


def _span(workspace: Workspace, span: OpenSpan, as_at: date) -> pl.DataFrame:
    columns = workspace.rows(span.source).columns
    named = {"child": span.source.holder_column, "since": span.start, "until": span.end}
    if span.unless:
        named["unless"] = span.unless
    rows = pl.DataFrame([columns[name].alias(new) for new, name in named.items()])
    begun = pl.col("since") <= as_at
    if span.start_may_be_blank:
        begun = begun | pl.col("since").is_null()
    still = pl.col("until").is_null() | (pl.col("until") > as_at)
    if span.unless:
        still = still & (pl.col("unless").is_null() | (pl.col("unless") > as_at))
    return rows.filter(begun & still & pl.col("child").is_not_null()).select("child", "since")


def _assessed_and_open(workspace: Workspace, as_at: date) -> pl.DataFrame:
    columns = workspace.rows(assessments).columns
    done = pl.DataFrame({"child": columns["child_id"], "assessed": columns["authorised_on"]})
    referred = _span(workspace, OpenSpan(Stage.REFERRAL, referrals, "received_on", "closed_on"), as_at)
    both = done.filter(pl.col("assessed") <= as_at).join(referred, on="child").filter(
        pl.col("assessed") >= pl.col("since")
    )  # fmt: skip
    since = both.group_by("child").agg(pl.col("assessed").min().alias("since"))
    return since.select("child", pl.lit(Stage.CHILD_IN_NEED.value).alias("stage"), "since")
