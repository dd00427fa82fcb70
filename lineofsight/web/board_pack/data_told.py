"""What a pack says of the data it is made from: what is not loaded, what could not be told, by which definitions."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import missing_tables
from lineofsight.evaluation.disclosure import SUPPRESSED
from lineofsight.reports.document import Block, Note, Page, TableBlock, Tone
from lineofsight.web.knowledge.public_figures import NOT_SHOWN
from lineofsight.web.knowledge.public_lines import PublicLine
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.layout.dates import in_full

_SHORT = 12
_TOO_FEW = "Too few to show"


def _why(value: str) -> str:
    return _TOO_FEW if value in (SUPPRESSED, NOT_SHOWN) else value


def data_page(held: Known, lines: Sequence[PublicLine]) -> Page:
    """How far what is said here can be trusted."""
    info, coverage = held.info, held.snapshot.record.coverage
    lacking = missing_tables(coverage, list(TABLES))
    published = held.whole
    unknown = published.filter(pl.col("reason").is_not_null())["indicator"].n_unique()
    rows = (
        ("Known until", in_full(info.as_known_on)), ("Snapshot", info.snapshot),
        ("Definitions", f"{info.catalogue[:_SHORT]} (first figures of the digest)"),
        ("Measures of the service with some period not known", f"{unknown} of {published['indicator'].n_unique()}"),
        ("Kinds of record of which nothing is loaded", f"{len(lacking)} of {len(TABLES)}"),
    )  # fmt: skip
    blocks: list[Block] = [TableBlock("What this pack is made of", ("", "What"), rows)]
    missing = tuple(
        (line.question, line.latest.period, "1 to 5" if line.latest.missing == SUPPRESSED else line.latest.missing)
        for line in lines if line.latest.missing
    )  # fmt: skip
    blocks.append(TableBlock("Could not be told, last period", ("Asked", "For", "How many"), missing, frozenset({2}),
                             "Everything counted in the last period could be told."))  # fmt: skip
    not_known = tuple((line.question, _why(line.latest.value)) for line in lines if line.latest.number is None)
    blocks.append(TableBlock("Not shown or not known, last period", ("Asked", "Why"), not_known,
                             empty="Every measure of this pack has a figure."))  # fmt: skip
    if lacking:
        names = ", ".join(sorted(TABLES[name].title for name in lacking))
        blocks.append(Note(f"Nothing loaded tells of: {names}.", Tone.UNKNOWN))
    return Page("data", "How good the data is", "Unknown is never fine: what is not known is said here.",
                tuple(blocks))  # fmt: skip
