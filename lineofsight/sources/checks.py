"""What no single cell shows: one id for two people, a visit before birth."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lineofsight.core.table import Table
from lineofsight.core.tables import table_named
from lineofsight.sources.parsing import quoted
from lineofsight.sources.reading import Forgiveness, Reject, join_rejects, rejects_frame
from lineofsight.sources.shelf import Shelf

# A child is unborn for at most this long; help, plans and visits to the family may begin in that time.
_UNBORN_DAYS = 301

# What shows that the service knew of a child before birth: a row of these, dated before it.
_BEFORE_BIRTH: Mapping[str, str] = {
    "referrals": "received_on", "assessments": "started_on", "section_47_enquiries": "started_on",
    "child_protection_plans": "started_on",
}  # fmt: skip


def one_row_an_id(frame: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame, tuple[Forgiveness, ...]]:
    """The first row of each id, the rejects for rows that differ from it, and how often a row stood twice.

    Ids name rows within a source. Where two children have one id, the first is kept and the second is a reject:
    nothing tells to which of them other rows belong.
    """
    ids = frame["id"]
    if frame.is_empty() or ids.n_unique() == ids.len():
        return frame, rejects_frame(()), ()
    later = ~frame.select(pl.col("id").is_first_distinct()).to_series()
    told_apart = [c.name for c in table.columns] + [table.holder_column]
    same = frame.select(told_apart).is_duplicated() if told_apart else later
    repeated = frame.filter(later).with_columns(same=same.filter(later))
    what = "people" if table.name == "people" else "rows"
    rejects, forgiven = [], []
    for row in repeated.filter(~pl.col("same")).select("id", "file", "line").iter_rows(named=True):
        reason = f"Two {what} have the id {quoted(row['id'])}; the first is kept."
        remedy = "Give each its own id in the source, or remove the row that is wrong."
        rejects.append(Reject(table.name, row["file"] or "", row["line"], "", row["id"], reason, remedy))
    twice = int(repeated["same"].sum())
    if twice:
        forgiven.append(Forgiveness(frame["file"][0] or "", f"{table.name}: the same row twice", twice))
    return frame.filter(~later), rejects_frame(rejects), tuple(forgiven)


def after_birth(tables: Mapping[str, pl.DataFrame]) -> tuple[Shelf, pl.DataFrame]:
    """The tables without visits to a child not yet born, and the rejects for those.

    A family may be visited while a child is expected: where the service knew of the child before birth (an expected
    date, a referral, an assessment, a plan), visits in the 301 days before are taken. Otherwise a child seen before
    birth cannot be, nor any visit earlier than that. Where the date of birth is blank nothing is rejected.
    """
    people, visits = tables.get("people"), tables.get("visits")
    if people is None or visits is None or people.is_empty() or visits.is_empty():
        return Shelf(tables), rejects_frame(())
    born = people.select(child_id="id", born_on="born_on").drop_nulls().unique("child_id")
    before = visits.select("child_id", "visited_on", "child_seen").join(
        born, on="child_id", how="left", maintain_order="left"
    )
    expected = _known_before_birth(tables, born)
    days_before = (pl.col("born_on") - pl.col("visited_on")).dt.total_days()
    impossible = before.select(
        ((days_before > 0) & pl.col("child_seen").fill_null(False) & ~pl.col("child_id").is_in(expected))
        | (days_before > _UNBORN_DAYS)
    ).to_series().fill_null(False)  # fmt: skip
    if not impossible.any():
        return Shelf(tables), rejects_frame(())
    rejects = [
        Reject(
            "visits",
            row["file"] or "",
            row["line"],
            "",
            row["visited_on"].isoformat(),
            "The visit is before the child's date of birth.",
            "Correct the date of the visit, or the child's date of birth, in the source.",
        )
        for row in visits.filter(impossible).select("file", "line", "visited_on").iter_rows(named=True)
    ]
    return Shelf(tables).replaced("visits", visits.filter(~impossible)), rejects_frame(rejects)


def _known_before_birth(tables: Mapping[str, pl.DataFrame], born: pl.DataFrame) -> list[str]:
    found = [tables["people"].filter(pl.col("expected_on").is_not_null()).select(child_id="id")]
    for name, column in _BEFORE_BIRTH.items():
        if name in tables:
            dated = tables[name].select("child_id", at=column).join(born, on="child_id")
            found.append(dated.filter(pl.col("at") < pl.col("born_on")).select("child_id"))
    return pl.concat(found)["child_id"].unique().to_list()


def whole(tables: Mapping[str, pl.DataFrame]) -> tuple[Shelf, pl.DataFrame, tuple[Forgiveness, ...]]:
    """All checks over the tables of one reading: the rows that stand, the rejects, what was forgiven."""
    kept = Shelf(tables)
    rejects: list[pl.DataFrame] = []
    forgiven: list[Forgiveness] = []
    for name in tables:
        if kept.column(name, "id").is_unique().all():
            continue
        frame, refused, pardoned = one_row_an_id(kept[name], table_named(name))
        kept = kept.replaced(name, frame)
        rejects.append(refused)
        forgiven += pardoned
    kept, refused = after_birth(kept)
    return kept, join_rejects([*rejects, refused]), tuple(forgiven)
