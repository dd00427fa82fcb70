"""Groups that a figure is broken down by: one at a time, or a team and one other.

A group that is not recorded is a group, named so: it is never left out and never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl

from lineofsight.core.indicators import Breakdown
from lineofsight.core.table import Holder
from lineofsight.core.tables.people import disabilities
from lineofsight.evaluation.indicators.arrays import BLANK, Ints
from lineofsight.evaluation.indicators.holding import holding
from lineofsight.evaluation.indicators.members import Members
from lineofsight.evaluation.indicators.rows import Workspace, birthdays, places_among

NOT_RECORDED: Final = "not recorded"

# The groups of the 2021 census, as the official codes fall into them.
ETHNIC_GROUPS: Final = {
    "White": ("WBRI", "WIRI", "WOTH", "WIRT", "WROM"),
    "Mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "Asian": ("AIND", "APKN", "ABAN", "AOTH", "CHNE"),
    "Black": ("BCRB", "BAFR", "BOTH"),
    "Other": ("OOTH",),
}
SEXES: Final = {"Female": ("F", "2"), "Male": ("M", "1")}
AGES: Final = (0, 1, 5, 10, 16, 18)
AGE_BANDS: Final = ("Unborn", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and 17", "18 and over")

By = Breakdown | tuple[Breakdown, Breakdown]


@dataclass(frozen=True)
class Groups:
    """A group for each member, and what each group is called: JSON such as `{"team": "t1"}`."""

    of: Ints
    names: tuple[dict[str, str], ...]

    @property
    def labels(self) -> list[str]:
        """The groups as `figures` writes them."""
        return [_label(tuple(name.items())) for name in self.names]


@lru_cache(maxsize=4096)
def _label(parts: tuple[tuple[str, str], ...]) -> str:
    """A group as JSON: a thousand measures are broken down by the same teams."""
    return json.dumps(dict(parts))


def asked_for(by: Sequence[str | tuple[str, str]]) -> tuple[By, ...]:
    """The breakdowns asked for. Raises ValueError for one that is not, or a pair that is not a team and one other."""
    found: list[By] = []
    for wanted in by:
        parts = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        unknown = [part for part in parts if part not in list(Breakdown)]
        if unknown:
            raise ValueError(f"There is no breakdown {unknown[0]!r}. The breakdowns are {', '.join(Breakdown)}.")
        if len(parts) == 1:
            found.append(Breakdown(parts[0]))
        elif len(parts) == 2 and parts[0] == Breakdown.TEAM and parts[1] != Breakdown.TEAM:
            found.append((Breakdown.TEAM, Breakdown(parts[1])))
        else:
            raise ValueError("Breakdowns are given one at a time, or as a team and one other: ('team', 'sex').")
    return tuple(found)


def groups(by: By | None, members: Members, workspace: Workspace) -> Groups:
    """Each member's group; one group with no name where nothing is broken down."""
    if by is None:
        return Groups(np.zeros(len(members.row), dtype=np.int64), ({},))
    if members.of is not None:
        whole = groups(by, members.of, workspace)
        return Groups(whole.of[members.place], whole.names)
    if by not in members.groups:
        members.groups[by] = _grouped(by, members, workspace)
    found: Groups = members.groups[by]
    return found


def _grouped(by: By, members: Members, workspace: Workspace) -> Groups:
    if isinstance(by, tuple):
        return crossed(groups(by[0], members, workspace), groups(by[1], members, workspace))
    if by is Breakdown.TEAM:
        return _named(by, *team_of(members, workspace))
    if by is Breakdown.AGE_BAND:
        return _named(by, _age_band(members, workspace), list(AGE_BANDS))
    codes, names = workspace.kept(("breakdown", by), lambda: _of_children(by, workspace))
    return _named(by, codes[members.holder], names)


def crossed(one: Groups, other: Groups) -> Groups:
    """Every pair of groups that has members."""
    pairs, of = np.unique(one.of * len(other.names) + other.of, return_inverse=True)
    names = tuple(one.names[pair // len(other.names)] | other.names[pair % len(other.names)] for pair in pairs.tolist())
    return Groups(of.astype(np.int64), names)


def by_value(column: str, members: Members) -> Groups:
    """A group for each value of a column of the row."""
    texts = members.rows.series(column).cast(pl.String)
    values = texts.unique().drop_nulls().sort()
    codes = places_among(values, texts)[members.row]
    return Groups(np.where(codes < 0, len(values), codes), (*({column: value} for value in values), {column: ""}))


def team_of(members: Members, workspace: Workspace) -> tuple[Ints, list[str]]:
    """Each member's team (-1 for none) and the teams' ids: who held the child on the day, or the row's own."""
    rows = members.rows
    if rows.kind is Holder.CHILD:
        held = holding(workspace)
        at = held.stretch(members.holder, members.day)
        team = held.team[at] if len(held.team) else at
        return np.where(at < 0, -1, team), held.team_ids.to_list()
    if rows.kind is Holder.TEAM:
        return members.holder, rows.holders.ids.to_list()
    if "team_id" in rows.columns:
        own = rows.columns["team_id"]
    elif rows.kind is Holder.WORKER:
        own = rows.of_holder("team_id")
    else:
        return np.full(len(members.row), -1, dtype=np.int64), []
    ids = own.unique().drop_nulls().sort()
    return places_among(ids, own)[members.row], ids.to_list()


def _named(by: Breakdown, codes: Ints, names: list[str]) -> Groups:
    known = [*names, NOT_RECORDED]
    return Groups(np.where(codes < 0, len(names), codes), tuple({by.value: name} for name in known))


def _age_band(members: Members, workspace: Workspace) -> Ints:
    band = np.zeros(len(members.row), dtype=np.int64)
    born = workspace.kept(("birthday", 0), lambda: birthdays(members.rows.holders, 0))[members.holder]
    for years in AGES:
        on = workspace.kept(("birthday", years), lambda years=years: birthdays(members.rows.holders, years))  # type: ignore[misc]
        band += members.day >= on[members.holder]
    return np.where((born == BLANK) | (members.day == BLANK), -1, band)


def _of_children(by: Breakdown, workspace: Workspace) -> tuple[Ints, list[str]]:
    """Every child's group, and the blank one's at the end."""
    own = workspace.holders(Holder.CHILD).own
    if by is Breakdown.DISABILITY:
        return _disability(workspace), ["Disabled", "Not disabled"]
    if by is Breakdown.LOCALITY:
        names = own["locality"].unique().drop_nulls().sort()
        return places_among(names, own["locality"]), names.to_list()
    sets = ETHNIC_GROUPS if by is Breakdown.ETHNICITY else SEXES
    place = {code: number for number, codes in enumerate(sets.values()) for code in codes}
    column = own["ethnicity" if by is Breakdown.ETHNICITY else "sex"]
    found = column.replace_strict(list(place), list(place.values()), default=-1, return_dtype=pl.Int64)
    return found.fill_null(-1).to_numpy(), list(sets)


def _disability(workspace: Workspace) -> Ints:
    rows = workspace.rows(disabilities)
    found = np.full(len(workspace.holders(Holder.CHILD).ids) + 1, -1, dtype=np.int64)
    none = (rows.columns["disability"] == "NONE").fill_null(False).to_numpy()
    # A row without a code is a disability too: the lists of Annex A say that a child has one, and not of which kind.
    found[rows.holder[none & (rows.holder >= 0)]] = 1
    found[rows.holder[~none & (rows.holder >= 0)]] = 0
    return found
