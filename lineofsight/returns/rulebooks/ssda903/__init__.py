"""The rules of the looked-after return (SSDA903), by subject."""

from lineofsight.returns.rulebooks.ssda903 import (
    adoption,
    agreement,
    episodes,
    identity,
    last_year,
    leaving_care,
    legal_status,
    missing,
    motherhood,
    outcomes,
    placements,
    places,
    workers,
)
from lineofsight.returns.rulebooks.ssda903.tables import TABLES

MODULES = (
    identity, motherhood, episodes, last_year, legal_status, placements, places, adoption, outcomes, leaving_care,
    missing, workers, agreement,
)  # fmt: skip

__all__ = ["MODULES", "TABLES"]
