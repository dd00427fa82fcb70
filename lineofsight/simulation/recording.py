"""How work gets written down: late, in clusters before the month ends, twice, corrected, and with gaps."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import polars as pl

from lineofsight.core.tables import table_named
from lineofsight.simulation.draw import chance, lognormal
from lineofsight.simulation.world import World

# Share of rows left blank in a field, in ordinary practice.
BLANKS = MappingProxyType({
    ("people", "ethnicity"): 0.02, ("people", "first_language"): 0.1, ("people", "pupil_number"): 0.06,
    ("contacts", "level_of_need"): 0.12, ("contacts", "consent"): 0.08, ("contacts", "rating"): 0.04,
    ("referrals", "primary_need"): 0.02, ("referrals", "level_of_need"): 0.1, ("referrals", "source_code"): 0.01,
    ("assessments", "child_seen_on"): 0.05, ("assessments", "child_seen"): 0.02,
    ("section_47_enquiries", "child_seen_alone"): 0.1, ("section_47_enquiries", "outcome"): 0.02,
    ("strategy_discussions", "lead_practitioner_id"): 0.05, ("conferences", "was_quorate"): 0.04,
    ("child_in_need_plans", "visit_interval_days"): 0.1, ("child_protection_plans", "latest_category"): 0.01,
    ("visits", "child_seen"): 0.012, ("visits", "child_seen_alone"): 0.05, ("visits", "mode"): 0.04,
    ("visits", "bedroom_seen"): 0.1, ("visits", "worker_id"): 0.01, ("placements", "distance_miles"): 0.02,
    ("placements", "provider_urn"): 0.04, ("health_checks", "status"): 0.02, ("care_reviews", "participation"): 0.03,
    ("missing_episodes", "ended_on"): 0.01, ("care_leavers", "latest_contact_on"): 0.03,
    ("care_leavers", "accommodation_suitable"): 0.04, ("supervisions", "was_reflective"): 0.1,
    ("professionals", "registered_until"): 0.03, ("audits", "moderated_grade"): 0.02,
})  # fmt: skip
# Share of what is asked for by hand that is not written down, or not until it is too late.
NEGLECTED = MappingProxyType({
    "why the worker changed": 0.15, "strengths and difficulties score": 0.23, "plan closed when the next began": 0.03,
})  # fmt: skip
# Tables whose rows are entered by hand often enough to be entered twice. No other table refers to them.
_TWICE = frozenset({
    "contacts", "visits", "core_groups", "child_protection_reviews", "care_reviews", "health_checks",
    "missing_episodes", "supervisions", "care_leaver_contacts", "education_plans", "child_in_need_reviews",
})  # fmt: skip
# Tables other rows refer to, or written on the day by their nature: known on the last day if they happened by then.
_PROMPT = frozenset({"people", "professionals", "teams", "allocations", "families", "populations"})


def recorded_days(world: World, rng: np.random.Generator, table: str, days: np.ndarray, slow: float) -> np.ndarray:
    """The day each row was written, never before its event nor after the last day told."""
    size = len(days)
    if table in _PROMPT:
        return np.minimum(days, world.last_day)
    waited = np.floor(lognormal(rng, world.practice("recording_days", days) * slow, 1.1, size) - 0.35)
    written = days + np.clip(waited, 0, 200).astype(np.int64)
    month_end = _month_end(days)
    clustered = chance(rng, world.practice("recorded_at_month_end", days), size) & (month_end >= written)
    written = np.where(clustered, month_end, written)
    backdated = world.story.backdated_month
    if table == "visits" and backdated is not None:
        month = _month(np.array([world.at_share(backdated.at_share)]))
        together = _month_end(np.array([world.at_share(backdated.at_share)])) + backdated.written_after_days
        late = (_month(days) == month) & chance(rng, 0.8, size)
        written = np.where(late, together + rng.integers(0, 2, size), written)
    return np.minimum(written, world.last_day)


def _month(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _month_end(days: np.ndarray) -> np.ndarray:
    """The last weekday of each day's month."""
    last = (_month(days) + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1
    weekday = (last + 3) % 7
    return last - np.maximum(weekday - 4, 0)


def neglected(world: World, rng: np.random.Generator, what: str, size: int) -> np.ndarray:
    """Which of so many were neglected; none where all is well recorded. The same draws are made either way."""
    return chance(rng, NEGLECTED[what], size) & (not world.story.well_recorded)


def blanked(world: World, rng: np.random.Generator, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with fields left blank at their rates, more where practice was weak; whole where recording is."""
    if world.story.well_recorded:
        return frame
    for (name, column), rate in BLANKS.items():
        if name == table and frame.height:
            days = frame["recorded_on"].cast(pl.Int32).to_numpy()
            kept = ~chance(rng, rate * world.practice("blanks", days), frame.height)
            frame = frame.with_columns(pl.when(pl.Series(kept)).then(pl.col(column)).alias(column))
    return frame


def duplicated(
    world: World, rng: np.random.Generator, table: str, event: str | None, frame: pl.DataFrame, prefix: str, last: int
) -> pl.DataFrame:
    """The frame with some rows entered again under another id, a third of them with the date put right."""
    if world.story.well_recorded or table not in _TWICE or event is None or not frame.height:
        return frame
    days = frame["recorded_on"].cast(pl.Int32).to_numpy()
    again = np.flatnonzero(chance(rng, world.practice("duplicated", days), frame.height))
    if not len(again):
        return frame
    earlier = rng.integers(1, 4, len(again)) * chance(rng, 0.33, len(again))
    numbers = last + 1 + np.arange(len(again))
    later = np.minimum(days[again] + rng.integers(0, 9, len(again)), world.last_day).astype(np.int32)
    # Entered again without its time of day, which is why nobody saw that it was there already.
    companion = table_named(table).column(event).moment
    copies = frame[again].with_columns(
        pl.concat_str(pl.lit(prefix), pl.Series(numbers).cast(pl.String)).alias("id"),
        pl.col(event) - pl.Series(earlier * 86_400_000_000).cast(pl.Duration("us")).dt.cast_time_unit("ms"),
        pl.Series(later).cast(pl.Date).alias("recorded_on"),
        *(pl.lit(None, dtype=frame.schema[name]).alias(name) for name in (companion,) if name is not None),
    )
    return pl.concat([frame, copies])
