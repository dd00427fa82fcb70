"""Grades given in a sentence: the overall judgement of a single-framework report, and its safeguarding board's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lineofsight.inspections.grades import IN_WORDS, grade_of
from lineofsight.inspections.pages import Line
from lineofsight.inspections.shapes import Judgement, Place
from lineofsight.inspections.wording import printed

_IS = r"(?:is|are)?\s*(?:that\s+)?(?:it\s+)?(?:is\s+)?(?:judged\s+(?:to\s+be\s+)?)?"
_OVERALL = re.compile(
    rf"(?:overall\s+judge?ment\s+is\s*:?\s*(?:that\s+(?:the\s+)?(?:.{{0,90}}?\s)?)?{_IS}"
    rf"|(?:children['’]?s['’]?\s+(?:social\s+care\s+)?services|services\s+for\s+children)\b[^.]{{0,90}}?\s{_IS})"
    rf"(?P<grade>{IN_WORDS})(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_LSCB = re.compile(
    rf"(?:safeguarding\s+children['’]?s?\s+board|\bLSCB)(?:\s*\(\w+\))?\s*\d?\s*(?:\bin\s+[^.]{{1,60}}?\s)?{_IS}"
    rf"(?P<grade>{IN_WORDS})(?=\s*[.\d]{{0,2}}\s*(?:\n(?!(?-i:[a-z]))|$))",
    re.IGNORECASE,
)
LINES_OF_A_SENTENCE = 4


def overall_in(lines: Sequence[Line]) -> Judgement | None:
    """The overall judgement among the lines of a cover that stand above its table."""
    return _first(lines, _OVERALL, "overall", r"(?:the\s+)?overall\s|children|services|the\s+local")


def lscb_in(lines: Sequence[Line]) -> Judgement | None:
    """The board's judgement: a sentence of its own that ends with the grade, not a definition of what a grade means."""
    return _first(
        lines, _LSCB, "lscb", r"(?:the\s+)?(?:effectiveness|graded|judge?ment|overall|LSCB|.{0,40}\bsafeguarding|local)"
    )


def _first(lines: Sequence[Line], pattern: re.Pattern[str], code: str, begins: str) -> Judgement | None:
    beginning = re.compile(begins, re.IGNORECASE)
    for at, line in enumerate(lines):
        if not beginning.match(line.text):
            continue
        own = [each for each in lines[at : at + LINES_OF_A_SENTENCE] if each.sheet == line.sheet]
        text, starts = "", []
        for each in own:
            starts.append((len(text), each.start))
            text += each.text + "\n"
        found = pattern.search(text)
        if found is None or found.start() > len(line.text):
            continue
        as_printed = printed(found["grade"])
        return Judgement(
            area_code=code, area_as_printed=printed(text[: found.start("grade")]), grade=grade_of(as_printed),
            grade_as_printed=as_printed,
            place=Place(line.page, _offset(starts, found.start("grade")), _offset(starts, found.end("grade"))),
        )  # fmt: skip
    return None


def _offset(starts: Sequence[tuple[int, int]], at: int) -> int:
    own, start = next((own, start) for own, start in reversed(starts) if own <= at)
    return start + at - own
