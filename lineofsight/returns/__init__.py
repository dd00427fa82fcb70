"""The record as official files, and the rules those files must keep."""

from lineofsight.returns.checking import Checked, check_tables

__all__ = ["Checked", "check_tables"]
