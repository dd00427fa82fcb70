"""Checking a return by the rules of its year."""

from lineofsight.returns.checking.check import check_tables
from lineofsight.returns.checking.checked import Checked, RuleFailed

__all__ = ["Checked", "RuleFailed", "check_tables"]
