"""Themes and grades of audits, as the code sets have them: what they are called, and which grades are below good."""

from __future__ import annotations

from lineofsight.core.code_sets import code_set
from lineofsight.evaluation.improvement.audits import GOOD

GRADES = {code.code: code.meaning for code in code_set("lineofsight:grade")}
"""The four grades of inspections, best first."""
BELOW_GOOD = tuple(code for code in GRADES if code not in GOOD)
THEMES = {code.code: code.meaning for code in code_set("lineofsight:audit_theme")}
"""What an audit may be above all about, as audits made here are given it."""


def theme_words(code: str) -> str:
    """What a theme is called; one that only a file has goes by its own name."""
    return THEMES.get(code) or code.replace("_", " ").capitalize()


__all__ = ["BELOW_GOOD", "GOOD", "GRADES", "THEMES", "theme_words"]
