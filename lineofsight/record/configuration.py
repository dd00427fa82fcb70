"""A home's own configuration file: where its record is kept, and which source is believed first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lineofsight.evaluation.policy_files import fault_in_words

# Where sources disagree, the one named first is believed.
APPLICATION = "application"
SOURCE_RANKS = (APPLICATION, "ssd", "annex_a", "cin", "ssda903", "comparators", "populations")
_KEYS = {"database", "sign_in", "source_ranks"}


class UnusableConfiguration(ValueError):
    """The configuration file cannot be used; the message names the file, the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """`database`: a PostgreSQL URL, or None for the embedded SQLite files. `source_ranks`: most believed first.

    `sign_in`: how people sign in, as written; the pages read it.
    """

    database: str | None = None
    source_ranks: tuple[str, ...] = SOURCE_RANKS
    sign_in: Mapping[str, Any] = field(default_factory=dict)

    def rank(self, source: str) -> int:
        """The place of a source, 0 the most believed; one that is not listed comes last."""
        return self.source_ranks.index(source) if source in self.source_ranks else len(self.source_ranks)


def read_configuration(path: Path) -> Configuration:
    """The configuration at `path`; the defaults where there is no such file. Raises UnusableConfiguration."""
    if not path.exists():
        return Configuration()
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise UnusableConfiguration(f"{path}{fault_in_words(error)}. Mend it, or remove it for the defaults.") from None
    if not isinstance(found, dict) or set(found) - _KEYS:
        unknown = sorted(set(found) - _KEYS) if isinstance(found, dict) else [type(found).__name__]
        raise UnusableConfiguration(
            f"{path}: {', '.join(map(str, unknown))} is not known. It may hold: {', '.join(sorted(_KEYS))}."
        )
    ranks, sign_in = _ranks(path, found.get("source_ranks")), _sign_in(path, found.get("sign_in"))
    return Configuration(_database(path, found.get("database")), ranks, sign_in)


def write_configuration(path: Path, configuration: Configuration) -> None:
    """Write it, readable by its owner alone: a URL may hold a password."""
    document: dict[str, Any] = {"source_ranks": list(configuration.source_ranks)}
    if configuration.sign_in:
        document["sign_in"] = dict(configuration.sign_in)
    if configuration.database:
        document["database"] = {"url": configuration.database}
    path.touch(mode=0o600)
    path.write_text(yaml.safe_dump(document, sort_keys=True, allow_unicode=True), encoding="utf-8")


def _database(path: Path, value: object) -> str | None:
    if value is None:
        return None
    url = value.get("url") if isinstance(value, dict) else value
    if not isinstance(url, str) or not url.startswith(("postgresql://", "postgres://")):
        raise UnusableConfiguration(
            f"{path}, database: write url: postgresql://user@host/name, or leave it out for the embedded database."
        )
    return url


def _sign_in(path: Path, value: object) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UnusableConfiguration(f"{path}, sign_in: write idle_minutes, longest_hours or openid_connect under it.")
    return value


def _ranks(path: Path, value: object) -> tuple[str, ...]:
    if value is None:
        return SOURCE_RANKS
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise UnusableConfiguration(f"{path}, source_ranks: write a list of sources, the most believed first.")
    if len(set(value)) != len(value):
        raise UnusableConfiguration(f"{path}, source_ranks: a source stands twice. Name each once.")
    return tuple(value)
