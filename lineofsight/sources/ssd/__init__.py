"""The Standard Safeguarding Dataset: a folder of its tables, or a database that holds them."""

from __future__ import annotations

from lineofsight.sources.reader import Reader
from lineofsight.sources.ssd.reading import SOURCE, read, recognises

READER = Reader(SOURCE, "a Standard Safeguarding Dataset folder", recognises, read, whole_folder=True)
