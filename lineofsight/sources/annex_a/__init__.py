"""Annex A: the workbook of eleven child-level lists an authority makes for an inspection."""

from __future__ import annotations

from lineofsight.sources.annex_a.reading import SOURCE, read, recognises
from lineofsight.sources.reader import Reader

READER = Reader(SOURCE, "an Annex A workbook", recognises, read)

__all__ = ["READER"]
