"""What a pack is made from besides its snapshot: which measures, what earlier packs hid, and up to which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from lineofsight.inspections.preparing import board_measures
from lineofsight.web.board_pack.models import BoardPack, PackStage


@dataclass(frozen=True, slots=True)
class Basis:
    """The measures as (question, code), the periods earlier packs did not give by measure, and the day.

    `on`: up to which day what people wrote counts. `kept_back`: digests of what they wrote that names a child.
    """

    measures: tuple[tuple[str, str], ...]
    hidden: Mapping[str, tuple[str, ...]]
    on: date
    kept_back: tuple[str, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "measures": [list(pair) for pair in self.measures], "on": self.on.isoformat(),
            "hidden": {code: list(periods) for code, periods in self.hidden.items()},
            "kept_back": list(self.kept_back),
        }  # fmt: skip


def basis_from(row: Mapping[str, Any]) -> Basis:
    """A basis as it was kept."""
    return Basis(
        tuple((asks, code) for asks, code in row["measures"]),
        {code: tuple(periods) for code, periods in row["hidden"].items()}, date.fromisoformat(row["on"]),
        tuple(row.get("kept_back", ())),
    )  # fmt: skip


def basis_for(snapshot: str, known_on: date, policy: Path | None = None) -> Basis:
    """The basis a pack of a snapshot has: the one kept where it was made before, else a new one. Raises PolicyProblem.

    What an earlier pack hid is hidden in later ones too, so that one is never subtracted from the other.
    """
    kept = BoardPack.objects.filter(snapshot=snapshot).first()
    if kept is not None:
        return basis_from(kept.basis)
    hidden: dict[str, tuple[str, ...]] = {}
    for earlier in BoardPack.objects.filter(stage=PackStage.DONE, known_on__lte=known_on).order_by("known_on", "pk"):
        for code, periods in earlier.hidden.items():
            hidden[code] = tuple(dict.fromkeys((*hidden.get(code, ()), *periods)))
    asks = dict(default_measures())
    own = board_measures(policy)
    wanted = tuple((asks.get(code, ""), code) for code in own) if own else tuple(
        (question, code) for code, question in default_measures()
    )  # fmt: skip
    return Basis(wanted, hidden, known_on)


@cache
def default_measures() -> Sequence[tuple[str, str]]:
    """The measures that ship with the program: code and the question asked."""
    text = resources.files("lineofsight.web.board_pack").joinpath("measures.yaml").read_text(encoding="utf-8")
    return tuple((each["code"], each["asks"]) for each in yaml.safe_load(text))
