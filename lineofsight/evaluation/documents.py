"""Definitions as plain data, and a catalogue with its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from lineofsight.core.derived import Derived
from lineofsight.core.indicators import of_standards
from lineofsight.core.standards import Standard
from lineofsight.core.table import Table


def document_of(thing: Any) -> Any:
    """Any definition as JSON-able data; tables by name, derived tables with what they are made of."""
    if isinstance(thing, Table):
        return {"table": thing.name}
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, date):
        return thing.isoformat()
    if is_dataclass(thing) and not isinstance(thing, type):
        kind = {"derived": type(thing).__name__} if isinstance(thing, Derived) else {}
        named = {f.name: getattr(thing, f.name) for f in fields(thing) if not f.name.startswith("_")}
        return {**kind, **{name: document_of(value) for name, value in named.items() if value not in (None, (), "")}}
    if isinstance(thing, Mapping):
        return {str(key): document_of(value) for key, value in thing.items()}
    if isinstance(thing, tuple | list):
        return [document_of(value) for value in thing]
    if isinstance(thing, str | int | float | bool) or thing is None:
        return thing
    return str(thing)


def hash_of(document: Any) -> str:
    """A SHA-256 of plain data, the same whatever the order of its keys."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class ResolvedCatalogue:
    """Every standard and indicator in force, local policy laid over, as one named thing."""

    version: str
    standards: Mapping[str, Standard]
    national: Mapping[str, Standard]
    indicators: Mapping[str, Any]
    policy: Mapping[str, Any]
    untitled: ResolvedCatalogue | None = None

    @cached_property
    def has_dated_titles(self) -> bool:
        """Whether local policy has a length that a title shows from a day on."""
        return any(item.has_dated_lengths for item in self.standards.values())

    def titled(self, on: date) -> ResolvedCatalogue:
        """The same definitions with titles to show on a day: with the lengths local policy has in force then.

        Words alone differ: its document, and so its hash, stay those of the definitions.
        """
        changed = {code: replace(item, titles_on=on) for code, item in self.standards.items() if item.has_dated_lengths}
        if not changed:
            return self
        measures = of_standards(changed.values())
        return replace(
            self, standards={**self.standards, **changed}, indicators={**self.indicators, **measures},
            untitled=self.untitled or self,
        )  # fmt: skip

    @property
    def document(self) -> dict[str, Any]:
        """The catalogue as plain data, for a snapshot's manifest."""
        if self.untitled is not None:
            return self.untitled.document
        return {
            "version": self.version, "standards": document_of(self.standards),
            "indicators": document_of(self.indicators), "policy": self.policy,
        }  # fmt: skip

    @property
    def sha256(self) -> str:
        """What names these definitions exactly."""
        return hash_of(self.document)
