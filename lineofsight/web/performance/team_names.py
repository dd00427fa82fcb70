"""The teams a snapshot knows: their names, and which do like work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lineofsight.core.code_sets import code_set
from lineofsight.core.tables.workforce import teams as teams_table
from lineofsight.evaluation.breakdowns import NOT_RECORDED
from lineofsight.web.knowledge.snapshots import Known, known

NO_TEAM = "No team recorded"


@dataclass(frozen=True)
class Teams:
    """Names and kinds of work by team id."""

    names: dict[str, str]
    kinds: dict[str, str]

    def has(self, team: str) -> bool:
        """Whether there is such a team."""
        return team in self.names

    def name(self, team: str) -> str:
        """The team's name; its id where the record gives it none."""
        return NO_TEAM if team == NOT_RECORDED else self.names.get(team) or team

    def alike(self) -> dict[str, list[str]]:
        """The teams of each kind of work that has two or more, by name; those whose kind is not known are in none."""
        found: dict[str, list[str]] = {}
        for team in sorted(self.kinds, key=self.name):
            if self.kinds[team]:
                found.setdefault(self.kinds[team], []).append(team)
        return {kind: teams for kind, teams in found.items() if len(teams) > 1}


def teams_of(held: Known) -> Teams:
    """The teams of a snapshot."""
    return _teams_of(held.info.snapshot)


def kind_words(kind: str) -> str:
    """A kind of work in words."""
    return {item.code: item.meaning for item in code_set("lineofsight:team_kind").codes}.get(kind, kind)


@lru_cache(maxsize=8)
def _teams_of(name: str) -> Teams:
    held = known(name)
    assert held is not None  # a name was given
    frame = held.snapshot.record.lazy(teams_table).select("id", "name", "kind").collect()
    rows = [(str(key), name or str(key), kind or "") for key, name, kind in frame.iter_rows() if key]
    return Teams({key: name for key, name, _ in rows}, {key: kind for key, _, kind in rows})
