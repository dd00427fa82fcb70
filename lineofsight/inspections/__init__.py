"""Inspection reports, letters and articles: judgements, recommendations, findings and claims, each with its place.

`read` gives what one file holds; `read_many` reads several at once, in the order given. Files are untrusted: they are
read in child processes with limits on time and memory, and a file that cannot be read is an object that says why.
"""

from lineofsight.inspections.processes import read, read_many
from lineofsight.inspections.shapes import (
    Claim,
    Finding,
    Inspection,
    Judgement,
    Place,
    Problem,
    Recommendation,
)
from lineofsight.inspections.themes import Theme, all_themes

__all__ = [
    "Claim",
    "Finding",
    "Inspection",
    "Judgement",
    "Place",
    "Problem",
    "Recommendation",
    "Theme",
    "all_themes",
    "read",
    "read_many",
]
