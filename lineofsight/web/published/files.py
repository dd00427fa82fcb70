"""The files of a public scorecard: the body of its page, its CSV, and the digest of both."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.template.loader import render_to_string

from lineofsight.web.knowledge.public_lines import PublicLine, picture_of

HEADINGS = (
    "question", "measure", "code", "period", "value", "out_of", "could_not_be_told", "england", "england_period",
    "known_on", "snapshot", "definition",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def body_of(lines: Sequence[PublicLine], intro: str, known_on: date, snapshot: str) -> str:
    """The page's body: every measure with its chart, its table and what it counts."""
    shown = [(line, picture_of(line)) for line in lines]
    given = {"shown": shown, "intro": intro, "known_on": known_on, "snapshot": snapshot}
    return render_to_string("published/body.html", given)


def csv_of(lines: Sequence[PublicLine], known_on: date, snapshot: str) -> str:
    """The same values, a line for each measure and period, as they are shown: rounded, `c` where hidden."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in lines:
        for cell in line.cells:
            writer.writerow([_plain(each) for each in (
                line.question, line.title, line.code, cell.period, cell.value, cell.out_of, cell.missing, line.england,
                line.england_period, known_on.isoformat(), snapshot, line.definition,
            )])  # fmt: skip
    return out.getvalue()


def digest_of(body: str, written: str) -> str:
    """What names the two files: a change of one letter gives another."""
    return sha256(body.encode() + b"\0" + written.encode()).hexdigest()


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
