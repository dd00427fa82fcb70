"""One file to one Inspection, in this process. For untrusted files use `read`, which does this in a child process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lineofsight.inspections.articles import read_article
from lineofsight.inspections.document_types import LETTERS, NOT_A_REPORT, NOTICE, known_otherwise, type_of
from lineofsight.inspections.extraction.texts import Unreadable, pages_of
from lineofsight.inspections.letters import read_letter
from lineofsight.inspections.notes import SINGLE
from lineofsight.inspections.notices import read_notice
from lineofsight.inspections.pages import Page, lines_of
from lineofsight.inspections.reports import read_report
from lineofsight.inspections.shapes import Inspection, Problem

BLANK = ("document_type", *SINGLE, "judgements", "recommendations", "findings", "claims")
BYTES_AT_A_TIME = 1 << 20


def read_here(path: Path) -> Inspection:
    """Read a file. A file that gives no text, or no report, is an Inspection whose problems say why.

    Raises OSError where the file cannot be opened.
    """
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while content := opened.read(BYTES_AT_A_TIME):
            digest.update(content)
    try:
        _, pages = pages_of(path)
    except Unreadable as problem:
        return unread(path.name, str(problem), digest.hexdigest())
    return replace(read_pages(path.name, pages), sha256=digest.hexdigest())


def read_pages(file: str, pages: Sequence[Page]) -> Inspection:
    """Read a document's text, by its kind."""
    lines = lines_of(pages)
    kind = type_of(lines)
    if kind is None:
        if other := known_otherwise(lines):
            return unread(file, f"a kind of document that is not read here: it calls itself {other[:100]!r}")
        article = read_article(file, lines)
        if article is not None:
            return article
        return unread(file, "the text is no inspection report, letter, notice or news of one")
    if kind.kind in LETTERS:
        return read_letter(file, lines, kind)
    if kind.kind == NOTICE:
        return read_notice(file, lines)
    return read_report(file, lines, kind)


def unread(file: str, reason: str, sha256: str | None = None) -> Inspection:
    """The object of a file that is not a report, every blank for the same reason."""
    return Inspection(file, sha256, NOT_A_REPORT, "none", problems=tuple(Problem(field, reason) for field in BLANK))
