"""Values as they are found, with their places, and the reasons for those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lineofsight.core.local_authorities import LocalAuthority
from lineofsight.inspections.authorities import plain_name
from lineofsight.inspections.shapes import Inspection, Place, Problem

SINGLE = ("la", "la_code", "inspection_start", "inspection_end", "published_printed", "lead_inspector")


class Notes:
    """What one reading has found so far."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._places: dict[str, tuple[Place, str]] = {}
        self._problems: list[Problem] = []

    @property
    def values(self) -> Mapping[str, Any]:
        """The single values found, by field."""
        return dict(self._values)

    def set(self, field: str, value: date | str, place: Place, printed: str) -> None:
        """A value, where it stands, and the words it was read from."""
        self._values[field] = value
        self.place(field, place, printed)

    def place(self, field: str, place: Place, printed: str) -> None:
        """Where a value stands."""
        self._places[field] = (place, printed)

    def blank(self, field: str, reason: str) -> None:
        """A value that is not there or could not be read, and why."""
        self._problems.append(Problem(field, reason))

    doubt = blank

    def authority(self, authority: LocalAuthority | None, otherwise: str) -> None:
        """The authority and its code, or why there is none."""
        if authority is None:
            self.blank("la", otherwise)
            self.blank("la_code", otherwise)
        else:
            self._values |= {"la": plain_name(authority), "la_code": authority.la_code}

    def inspection(self, **given: Any) -> Inspection:
        """The object, of what was found and what is given."""
        told = {problem.field for problem in self._problems}
        for field in SINGLE:
            if field not in self._values and field not in told:
                self.blank(field, "it was not found")
        return Inspection(
            sha256=None, **self._values, **given, problems=tuple(self._problems), places=dict(self._places)
        )
