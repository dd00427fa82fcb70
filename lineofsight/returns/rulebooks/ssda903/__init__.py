"""The rules of the looked-after return (SSDA903), by subject."""

from lineofsight.returns.rulebooks.ssda903 import episodes, identity, last_year, motherhood
from lineofsight.returns.rulebooks.ssda903.tables import TABLES

MODULES = (identity, motherhood, episodes, last_year)

__all__ = ["MODULES", "TABLES"]
