"""The rules of the children in need census, by subject."""

from lineofsight.returns.rulebooks.cin import assessments, cases, children, plans, protection
from lineofsight.returns.rulebooks.cin.tables import TABLES

MODULES = (children, cases, assessments, protection, plans)

__all__ = ["MODULES", "TABLES"]
