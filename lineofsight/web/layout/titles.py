"""Titles of standards and measures by their code, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lineofsight.core.standards import Standard
from lineofsight.reports.facts.titles import short_title


def title_of_standard(code: str, standards: Mapping[str, Standard]) -> str:
    """The title; the code itself where this version has no such standard."""
    return short_title(standards[code]) if code in standards else code


def title_of_indicator(code: str, indicators: Mapping[str, Any]) -> str:
    """The title; the code itself where this version has no such measure."""
    return str(indicators[code].title) if code in indicators else code
