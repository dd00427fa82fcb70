"""What the record holds for each block of the payload: a frame a block, its columns the fields, their values as stored.

Beside its fields each frame has `child_id`; those that stand in an episode have `episode`, the referral's id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import polars as pl

from lineofsight.returns.dfe_api import fields as f
from lineofsight.returns.dfe_api.cohort import Cohort
from lineofsight.sources.cin.mapping import FORMER_PUPIL_NUMBER
from lineofsight.sources.ssda903.rows import UNACCOMPANIED

NOT_IN_AN_EPISODE: Final = "belongs to no episode that the window holds"
# The census asks for assessments under section 17; a blank kind is one, since most sources do not say.
_ASSESSMENTS: Final = ("child_and_family", "pre_birth", "update")
_CONFERENCE: Final = "substantiated_conference"
_FORMER: Final = (FORMER_PUPIL_NUMBER, "Former Unique Pupil Number")


class Blocks:
    """Every block of a cohort's payload. `left_out` has child_id, field, reason: what has no episode to stand in."""

    def __init__(self, cohort: Cohort) -> None:
        self._of = cohort
        self._window = cohort.window
        self._referrals = cohort.theirs("referrals").filter(self._window.overlaps("received_on", "closed_on"))
        self._left_out = [cohort.left_out]
        made: dict[str, Callable[[], pl.DataFrame]] = {
            f.DETAILS: self._details, f.SCORES: self._scores, f.EPISODES: self._episodes,
            f.ASSESSMENTS: self._assessments, f.NEED_PLANS: self._need_plans, f.ENQUIRIES: self._enquiries,
            f.PROTECTION_PLANS: self._protection_plans, f.PLACEMENTS: self._placements, f.ADOPTION: self._adoption,
            f.CARE_LEAVERS: self._care_leavers, f.WORKERS: self._workers,
        }  # fmt: skip
        self.frames = {block: make() for block, make in made.items()}

    @property
    def left_out(self) -> pl.DataFrame:
        """What the record holds and the payload cannot carry."""
        return pl.concat(self._left_out)

    def _in_episode(self, rows: pl.DataFrame, block: str, dated: str) -> pl.DataFrame:
        """The rows with `episode`: the referral they name, else the one open on their date; others are left out.

        With a blank `block`, rows that belong to none are not missed.
        """
        named = rows.join(
            self._referrals.select("child_id", referral_id="id", episode="id"), on=["child_id", "referral_id"],
            how="left", maintain_order="left",
        )  # fmt: skip
        direct = named.filter(pl.col("episode").is_not_null())
        others = named.filter(pl.col("episode").is_null()).drop("episode")
        spans = self._referrals.select(
            "child_id", "received_on", episode="id", episode_closed="closed_on"
        ).sort("received_on")  # fmt: skip
        dateless = others.filter(pl.col(dated).is_null())
        by_date = others.drop_nulls(dated).sort(dated).join_asof(
            spans, left_on=dated, right_on="received_on", by="child_id", strategy="backward", check_sortedness=False
        )  # fmt: skip
        still = pl.col("episode_closed").is_null() | (pl.col("episode_closed") >= pl.col(dated))
        inside = (pl.col("episode").is_not_null() & still).fill_null(False)
        if block:
            lost = pl.concat([by_date.filter(~inside).select("child_id"), dateless.select("child_id")])
            self._left_out.append(lost.select("child_id", field=pl.lit(block), reason=pl.lit(NOT_IN_AN_EPISODE)))
        return pl.concat([direct, by_date.filter(inside).select(direct.columns)])

    def _details(self) -> pl.DataFrame:
        people = self._of.children.join(self._of.people, on="child_id", how="left", maintain_order="left")
        former = self._of.theirs("linked_identifiers").filter(pl.col("kind").is_in(_FORMER)).sort(
            "valid_from", "id", nulls_last=False
        ).group_by("child_id").agg(pl.col("value").last().alias("former"))  # fmt: skip
        codes = self._of.theirs("disabilities").drop_nulls("disability").group_by("child_id").agg(
            pl.col("disability").unique().sort().alias("disabilities")
        )  # fmt: skip
        lived = self._of.theirs("addresses").filter(
            (pl.col("started_on") <= self._window.last) | pl.col("started_on").is_null()
        ).sort("started_on", "id", nulls_last=False).group_by("child_id").agg(pl.col("postcode").last())  # fmt: skip
        alone = self._of.theirs("immigration_statuses").filter(pl.col("status") == UNACCOMPANIED).group_by(
            "child_id"
        ).agg(self._window.by_then("ended_on").max().alias("alone_until"), pl.lit(True).alias("alone"))  # fmt: skip
        for found in (former, codes, lived, alone):
            people = people.join(found, on="child_id", how="left", maintain_order="left")
        # Where the record holds no list of disabilities at all, nobody was asked: none is not said.
        none = ["NONE"] if self._of.has("disabilities") else []
        return people.select(
            "child_id", la_child_id="child_id",
            mis_child_id=pl.coalesce("legacy_id", "single_unique_id"),
            unique_pupil_number="pupil_number", former_unique_pupil_number="former",
            unique_pupil_number_unknown_reason="pupil_number_unknown", first_name="forename", surname="surname",
            date_of_birth=self._window.by_then("born_on"), expected_date_of_birth="expected_on",
            sex="sex", ethnicity="ethnicity",
            disabilities=pl.col("disabilities").fill_null(pl.lit(none, dtype=pl.List(pl.String))),
            postcode="postcode",
            uasc_flag=pl.coalesce("alone", "is_unaccompanied", pl.lit(False)), uasc_end_date="alone_until",
        )  # fmt: skip

    def _scores(self) -> pl.DataFrame:
        held = pl.col("completed_on").is_between(self._window.first, self._window.last)
        rows = self._of.theirs("strengths_and_difficulties").filter(held).drop_nulls("score")
        return rows.sort("child_id", "completed_on", "id").select("child_id", "score", date="completed_on")

    def _episodes(self) -> pl.DataFrame:
        by_then = (pl.col("closed_on") <= self._window.last).fill_null(False)
        return self._referrals.sort("child_id", "received_on", "id").select(
            "child_id", episode="id", social_care_episode_id="id", referral_date="received_on",
            referral_source="source_code", closure_date=self._window.by_then("closed_on"),
            closure_reason=pl.when(by_then).then("close_reason"), referral_no_further_action_flag="no_further_action",
        )  # fmt: skip

    def _assessments(self) -> pl.DataFrame:
        kinds = pl.col("kind").is_null() | pl.col("kind").is_in(_ASSESSMENTS)
        rows = self._spans("assessments", f.ASSESSMENTS, kinds, ends="authorised_on")
        factors = self._of.theirs("assessment_factors").drop_nulls("factor").group_by("assessment_id").agg(
            pl.col("factor").unique().sort().alias("factors")
        )  # fmt: skip
        found = rows.join(factors, left_on="id", right_on="assessment_id", how="left", maintain_order="left")
        return found.select(
            "child_id", "episode", child_and_family_assessment_id="id", start_date="started_on",
            authorisation_date=self._window.by_then("authorised_on"),
            factors=pl.col("factors").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        )  # fmt: skip

    def _spans(self, name: str, block: str, where: pl.Expr | None = None, ends: str = "ended_on") -> pl.DataFrame:
        rows = self._of.theirs(name).filter(self._window.overlaps("started_on", ends))
        kept = rows if where is None else rows.filter(where)
        placed = self._in_episode(kept, block, "started_on")
        return placed.sort("child_id", "episode", "started_on", "id")

    def _need_plans(self) -> pl.DataFrame:
        return self._spans("child_in_need_plans", f.NEED_PLANS).select(
            "child_id", "episode", child_in_need_plan_id="id", start_date="started_on",
            end_date=self._window.by_then("ended_on"),
        )  # fmt: skip

    def _enquiries(self) -> pl.DataFrame:
        held = self._of.theirs("conferences").filter(pl.col("held_on") <= self._window.last).sort("held_on", "id")
        latest = held.drop_nulls("enquiry_id").group_by("child_id", "enquiry_id").agg(pl.col("held_on").last())
        rows = self._spans("section_47_enquiries", f.ENQUIRIES).join(
            latest, left_on=["child_id", "id"], right_on=["child_id", "enquiry_id"], how="left", maintain_order="left"
        )  # fmt: skip
        return rows.select(
            "child_id", "episode", section_47_assessment_id="id", start_date="started_on",
            icpc_required_flag=pl.coalesce(~pl.col("conference_not_required"), pl.col("outcome") == _CONFERENCE),
            icpc_date="held_on", end_date=self._window.by_then("ended_on"),
        )  # fmt: skip

    def _protection_plans(self) -> pl.DataFrame:
        return self._spans("child_protection_plans", f.PROTECTION_PLANS).select(
            "child_id", "episode", child_protection_plan_id="id", start_date="started_on",
            end_date=self._window.by_then("ended_on"),
        )  # fmt: skip

    def _of_care(self, key: str) -> pl.DataFrame:
        """Of each placement or period of care: its referral, why it began and why it ended."""
        care = self._of.theirs("care_episodes").drop_nulls(key).sort("started_on", "id", nulls_last=True)
        return care.group_by("child_id", key, maintain_order=True).agg(
            pl.col("referral_id").drop_nulls().first(), pl.col("start_reason").first(),
            pl.col("end_reason").last(), pl.col("change_of_placement_reason").last(),
        )  # fmt: skip

    def _placements(self) -> pl.DataFrame:
        rows = self._of.theirs("placements").filter(self._window.overlaps("started_on", "ended_on"))
        rows = rows.join(
            self._of_care("placement_id"), left_on=["child_id", "id"], right_on=["child_id", "placement_id"],
            how="left", maintain_order="left",
        ).join(
            self._of_care("care_period_id").select("child_id", "care_period_id", period_referral="referral_id"),
            on=["child_id", "care_period_id"], how="left", maintain_order="left",
        ).with_columns(referral_id=pl.coalesce("referral_id", "period_referral"))  # fmt: skip
        placed = self._in_episode(rows, f.PLACEMENTS, "started_on").sort("child_id", "episode", "started_on", "id")
        ended = (pl.col("ended_on") <= self._window.last).fill_null(False)
        backwards = (pl.col("ended_on") < pl.col("started_on")).fill_null(False)
        return placed.select(
            "child_id", "episode", "start_reason", "postcode", child_looked_after_placement_id="id",
            start_date="started_on", placement_type="type",
            end_date=pl.when(ended & ~backwards).then("ended_on"), end_reason=pl.when(ended).then("end_reason"),
            change_reason=pl.when(ended).then(pl.coalesce("change_reason", "change_of_placement_reason")),
        )  # fmt: skip

    def _adoption(self) -> pl.DataFrame:
        dates = ("adoption_decided_on", "matched_on", "placed_on")
        known = self._of.theirs("permanence").with_columns(self._window.by_then(name) for name in dates)
        rows = known.filter(pl.any_horizontal(pl.col(*dates).is_not_null())).join(
            self._of_care("care_period_id").select("child_id", "care_period_id", "referral_id"),
            on=["child_id", "care_period_id"], how="left", maintain_order="left",
        ).with_columns(on=pl.coalesce(*dates))  # fmt: skip
        latest = self._in_episode(rows, f.ADOPTION, "on").sort("on", "id").unique(
            ["child_id", "episode"], keep="last", maintain_order=True
        )  # fmt: skip
        return latest.select(
            "child_id", "episode", initial_decision_date="adoption_decided_on", matched_date="matched_on",
            placed_date="placed_on",
        )  # fmt: skip

    def _care_leavers(self) -> pl.DataFrame:
        """How a care leaver does stands in the episode that is open, else in the latest."""
        is_open = pl.col("closed_on").is_null() | (pl.col("closed_on") > self._window.last)
        latest = self._referrals.with_columns(is_open=is_open).sort("is_open", "received_on", "id").group_by(
            "child_id"
        ).agg(pl.col("id").last().alias("episode"))  # fmt: skip
        contact = pl.col("latest_contact_on").is_between(self._window.first, self._window.last)
        rows = self._of.theirs("care_leavers").filter(contact).sort("latest_contact_on", "id")
        one = rows.unique("child_id", keep="last", maintain_order=True).join(latest, on="child_id", how="left")
        lost = one.filter(pl.col("episode").is_null())
        self._left_out.append(lost.select("child_id", field=pl.lit(f.CARE_LEAVERS), reason=pl.lit(NOT_IN_AN_EPISODE)))
        return one.drop_nulls("episode").sort("child_id").select(
            "child_id", "episode", contact_date="latest_contact_on", activity="activity",
            accommodation=pl.col("accommodation").str.slice(0, 1),
        )  # fmt: skip

    def _workers(self) -> pl.DataFrame:
        """Allocated workers with a registration, at work on a 31 March where there is a plan of need."""
        on_a_day = pl.any_horizontal(
            (pl.col("started_on") <= day) & (pl.col("ended_on").is_null() | (pl.col("ended_on") >= day))
            for day in self._window.census_days
        )
        registered = self._of.of("professionals").unique("id").drop_nulls("registration_number").select(
            "registration_number", worker_id="id"
        )  # fmt: skip
        rows = self._of.theirs("allocations").filter((pl.col("role") == "allocated_worker") & on_a_day).join(
            registered, on="worker_id", how="inner", maintain_order="left"
        )  # fmt: skip
        planned = self._spans("child_in_need_plans", "").select("child_id", "episode").unique()
        placed = self._in_episode(rows, "", "started_on").join(planned, on=["child_id", "episode"], how="semi")
        return placed.sort("child_id", "episode", "started_on", "id").select(
            "child_id", "episode", worker_id="registration_number", start_date="started_on",
            end_date=self._window.by_then("ended_on"),
        ).unique(maintain_order=True)  # fmt: skip
