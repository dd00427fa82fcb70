"""The tables of a census as rows of the record, with ids made from child, kind and date."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.sources.cin import mapping
from lineofsight.sources.cin.census import IDENTIFIER
from lineofsight.sources.cin.mapping import BlockMapping
from lineofsight.sources.frames import LINE, Field, finished, parse_frame
from lineofsight.sources.natural_ids import with_natural_ids, with_ordinals
from lineofsight.sources.reading import Forgiveness, Reject, join_rejects, rejects_frame

SOURCE = "cin"
_EPISODE, _ASSESSMENT, _ENQUIRY, _PLAN = "CINdetailsID", "AssessmentID", "Section47ID", "CPPID"


class RecordRows:
    """The record's tables out of a census's. `tables`, `rejects` and `forgiven` hold what came of it."""

    def __init__(self, blocks: Mapping[str, pl.DataFrame], file: str) -> None:
        self._blocks, self._file = blocks, file
        self._rejects: list[pl.DataFrame] = []
        self._forgiven: list[Forgiveness] = []
        self.tables: dict[str, pl.DataFrame] = {}
        self._people()
        episodes = self._referrals()
        self._assessments(episodes)
        self._dated(mapping.NEED_PLANS, episodes)
        self._enquiries(episodes)
        plans = self._dated(mapping.PROTECTION_PLANS, episodes, _PLAN)
        reviews = self._parsed(mapping.REVIEWS, _PLAN).join(
            plans.select(_PLAN, plan_id="id"), on=_PLAN, how="left", maintain_order="left"
        )
        self._keep(mapping.REVIEWS, with_natural_ids(reviews, mapping.REVIEWS.kind, ["held_on"]))
        self._dated(mapping.PRE_PROCEEDINGS, episodes)

    @property
    def rejects(self) -> pl.DataFrame:
        """What could not be taken, by line."""
        return join_rejects(self._rejects)

    @property
    def forgiven(self) -> tuple[Forgiveness, ...]:
        """What was untidy and read all the same."""
        return tuple(self._forgiven)

    def _parsed(self, block: BlockMapping, *keys: str) -> pl.DataFrame:
        """The block's rows in the file's order, values for text, with the numbers that join them to others."""
        fields = (*block.fields(), *(Field(key, key, ColumnType.INTEGER) for key in keys))
        parsed = parse_frame(self._blocks[block.block], fields, table=block.table, file=self._file)
        self._rejects.append(parsed.rejects)
        self._forgiven += parsed.forgiven
        return parsed.frame

    def _keep(self, block: BlockMapping, frame: pl.DataFrame) -> None:
        self.tables[block.table] = finished(frame, table_named(block.table), source=SOURCE, file=self._file)

    def _people(self) -> None:
        identifiers = self._parsed(mapping.IDENTIFIERS)
        characteristics = self._parsed(mapping.CHARACTERISTICS).drop(LINE).unique("child_id", keep="first")
        without = identifiers.join(characteristics, on="child_id", how="anti", maintain_order="left")
        self._rejects.append(rejects_frame(self._no_characteristics(line) for line in without[LINE]))
        people = identifiers.join(characteristics, on="child_id", how="left", maintain_order="left")
        self._keep(mapping.IDENTIFIERS, people.rename({"child_id": "id"}))
        held = self._blocks["ChildIdentifiers"].drop_nulls(["FormerUPN", IDENTIFIER])
        numbers = parse_frame(held, mapping.FORMER_NUMBER.fields(), table="linked_identifiers", file=self._file).frame
        kind = mapping.FORMER_PUPIL_NUMBER
        named = numbers.with_columns(kind=pl.lit(kind))
        self._keep(mapping.FORMER_NUMBER, with_natural_ids(named, kind, ["value"], numbered=False))
        disabilities = with_natural_ids(
            self._parsed(mapping.DISABILITIES), mapping.DISABILITIES.kind, ["disability"], numbered=False
        )
        self._keep(mapping.DISABILITIES, disabilities)

    def _no_characteristics(self, line: int) -> Reject:
        return Reject(
            "people", self._file, line, "ChildCharacteristics", "",
            "The child has no ChildCharacteristics, so ethnicity and disabilities are not known.",
            "Add the block in the source: the census asks for one for every child.", row_taken=True,
        )  # fmt: skip

    def _referrals(self) -> pl.DataFrame:
        """Keeps the referrals; gives the number of each episode of need and its referral's id."""
        block = mapping.REFERRALS
        referrals = with_natural_ids(self._parsed(block, _EPISODE), block.kind, [block.dated])
        self._keep(block, referrals)
        return referrals.select(_EPISODE, referral_id="id")

    def _of_episode(self, block: BlockMapping, episodes: pl.DataFrame, *keys: str) -> pl.DataFrame:
        rows = self._parsed(block, _EPISODE, *keys)
        return rows.join(episodes, on=_EPISODE, how="left", maintain_order="left")

    def _dated(self, block: BlockMapping, episodes: pl.DataFrame, *keys: str) -> pl.DataFrame:
        """Keeps the rows of a block that stands in an episode of need; gives them with their ids."""
        rows = with_natural_ids(self._of_episode(block, episodes, *keys), block.kind, [block.dated])
        self._keep(block, rows)
        return rows

    def _assessments(self, episodes: pl.DataFrame) -> None:
        assessments = self._dated(mapping.ASSESSMENTS, episodes, _ASSESSMENT)
        factors = self._parsed(mapping.FACTORS, _ASSESSMENT)
        placed = factors.join(
            assessments.select(_ASSESSMENT, assessment_id="id"), on=_ASSESSMENT, how="inner", maintain_order="left"
        )
        if lost := factors.height - placed.height:
            what = "factors of assessments that could not be read: left out"
            self._forgiven.append(Forgiveness(self._file, what, lost))
        self._keep(mapping.FACTORS, placed.with_columns(id=pl.concat_str("assessment_id", "factor", separator="/")))

    def _enquiries(self, episodes: pl.DataFrame) -> None:
        """Enquiries and conferences. The date of a conference given for both an enquiry and its episode is one."""
        enquiries = self._dated(mapping.ENQUIRIES, episodes, _ENQUIRY)
        dates = self._of_episode(mapping.CONFERENCES, episodes, _ENQUIRY)
        of_enquiries = dates.filter(pl.any_horizontal(pl.col("held_on", "target_on").is_not_null())).join(
            enquiries.select(_ENQUIRY, enquiry_id="id"), on=_ENQUIRY, how="left", maintain_order="left"
        )  # fmt: skip
        others = self._of_episode(mapping.OTHER_CONFERENCES, episodes).drop_nulls("held_on").join(
            of_enquiries, on=[_EPISODE, "held_on"], how="anti", maintain_order="left"
        )  # fmt: skip
        conferences = with_natural_ids(
            pl.concat([of_enquiries, others], how="diagonal"), mapping.CONFERENCES.kind, ["held_on"], numbered=False
        )
        # An enquiry's conference keeps its id from being booked to being held.
        of_enquiry = pl.concat_str("enquiry_id", pl.lit(mapping.CONFERENCES.kind), separator="/")
        self._keep(mapping.CONFERENCES, with_ordinals(conferences.with_columns(id=pl.coalesce(of_enquiry, "id"))))
