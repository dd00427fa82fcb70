"""Values of a pack in words, and the teams of a measure suppressed together."""

from __future__ import annotations

from collections.abc import Mapping

from lineofsight.evaluation.disclosure import SUPPRESSED, public_table
from lineofsight.web.knowledge.public_figures import PublicCell, shown_share

_COUNTED, _NOT = "counted", "not counted"


def change_told(moved: str) -> str:
    """What the run chart by its own periods says at its end: it has more points than are shown here."""
    return f"More than chance: {moved[:1].lower()}{moved[1:]}" if moved else "No change beyond what chance gives."


def value_told(cell: PublicCell) -> str:
    """A value as a board reads it."""
    return "Not shown (c)" if cell.value == SUPPRESSED else cell.value


def missing_told(cell: PublicCell) -> str:
    """How many could not be told."""
    return "1 to 5" if cell.missing == SUPPRESSED else f"About {cell.missing}"


def shown_by_team(numbers: Mapping[str, tuple[int, int]]) -> dict[str, float | None]:
    """Each team's percentage as shown, the teams suppressed together; None where it is not shown."""
    counts = {(_COUNTED, team): above for team, (above, _) in numbers.items()}
    counts |= {(_NOT, team): of - above for team, (above, of) in numbers.items()}
    table = public_table(counts, [_COUNTED, _NOT], list(numbers))
    found: dict[str, float | None] = {}
    for team, (above, of) in numbers.items():
        hidden = SUPPRESSED in (table.cells[_COUNTED, team], table.cells[_NOT, team])
        found[team] = None if hidden else shown_share(above, of)
    return found
