"""The published facts of each rule: its code, wording, tables, fields and the years it is in force.

Carried from the Department for Education's published checks (Open Government Licence v3.0) as the rules' own data:
`data/ssda903_rules.csv`, `data/cin_rules.csv`. The Department's lists of rules are the authority. Rules of ours, for
what it has published names for and no rules yet, stand apart in `data/cin_own_rules.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

FILES: Final = {"ssda903": ("ssda903_rules.csv",), "cin": ("cin_rules.csv", "cin_own_rules.csv")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is published of a rule.

    `wordings` are dated: the year from which each holds, blank for the first, oldest first. `fields` are columns, in
    the census as `Table.Column`. `kind` is `standard`, `social_worker`, `internal`: that a return's own files agree,
    which is no rule of the Department's; or `own`: ours, until it publishes its own. `severity` is `error` or
    `query`, blank where it is not published.
    """

    code: str
    wordings: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    fields: tuple[str, ...]
    years: tuple[str, ...]
    kind: str
    severity: str

    def wording(self, year: str) -> str:
        """The wording in force in a collection year such as `2025-26`."""
        return next(text for since, text in reversed(self.wordings) if since <= year)


@cache
def facts_of(collection: str) -> Mapping[str, Facts]:
    """Every published rule of a return by code, in the order published."""
    folder = resources.files(__package__).joinpath("data")
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in FILES[collection]]
    rows = [row for text in texts for row in csv.DictReader(text.splitlines())]
    return MappingProxyType({row["code"]: _facts(row) for row in rows})


def _facts(row: Mapping[str, str]) -> Facts:
    years = tuple(row["years"].split())
    return Facts(
        code=row["code"],
        wordings=_wordings(row["wording"], row["earlier_wording"], row["changed"]),
        tables=tuple(filter(None, row["tables"].split(";"))),
        fields=tuple(filter(None, row["fields"].split(";"))),
        years=years,
        kind=row["kind"],
        severity=row["severity"],
    )


def _wordings(latest: str, earlier: str, changed: str) -> tuple[tuple[str, str], ...]:
    """Each wording with the year it holds from: the earlier ones say theirs, the latest holds from the next change."""
    if not earlier:
        return (("", latest),)
    known = [part.strip().split(": ", 1) for part in earlier.split("||")]
    starts = [year for year in changed.split() if year > known[-1][0]]
    older = [("" if place == 0 else year, text) for place, (year, text) in enumerate(known)]
    return (*older, (min(starts), latest))
