"""Headings of each framework's reports, known by their letters, over as many lines as they take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from lineofsight.core.areas import all_inspection_areas
from lineofsight.inspections.grades import CODES, IN_WORDS
from lineofsight.inspections.pages import Line
from lineofsight.inspections.wording import joined, key, printed

MOST_LINES = 4
LONGEST_LINE = 110
SHORTEST_BEGINNING = 3  # letters by which most lines are told to be no heading
# How a single-framework report heads the body of each area; the table's own names never head it.
SIF_BODY: Mapping[str, str | None] = {
    "executivesummary": "overall",
    "summaryofkeyfindings": "overall",
    "theexperiencesandprogressofchildrenwhoneedhelpandprotection": "help_and_protection",
    "theexperiencesandprogressofchildrenlookedafterandachievingpermanence": "looked_after_and_permanence",
    "thegradedjudgementforadoptionperformance": "adoption",
    "thegradedjudgementabouttheexperienceandprogressofcareleavers": "care_leavers",
    "thegradedjudgementabouttheexperiencesandprogressofcareleavers": "care_leavers",
    "thegradedjudgementfortheexperiencesandprogressofcareleavers": "care_leavers",
    "thegradedjudgementfortheexperienceandprogressofcareleavers": "care_leavers",
    "leadershipmanagementandgovernance": "leadership",
    "thelocalsafeguardingchildrenboard": "lscb",
    "thelocalsafeguardingchildrenboardlscb": "lscb",
    "theeffectivenessofthelocalsafeguardingchildrenboard": "lscb",
    "theeffectivenessofthelocalsafeguardingchildrenboardlscb": "lscb",
    "theeffectivenesslocalsafeguardingchildrenboard": "lscb",
    "theeffectivenessofthelscb": "lscb",
    "inspectionfindingsthelocalsafeguardingchildrenboard": "lscb",
}
LAC_2013_BODY: Mapping[str, str | None] = {
    "overalleffectivenessofservicesforlookedafterchildrenandyoungpeople": "overall",
    "capacitytoimprove": "capacity_to_improve",
    "outcomesforlookedafterchildrenandyoungpeople": "outcomes",
    "qualityofprovision": "quality_of_provision",
    "leadershipandmanagement": "leadership",
}
_GRADE_AFTER = re.compile(
    rf"(?:is|are)?(?:thatit|that)?(?:is|are)?(?:judgedtobe)?(?P<grade>grade[1-4])?(?:{'|'.join(CODES)})?"
)
_LAST_GRADE = re.compile(rf"(?:{'|'.join(CODES)})$")
_NUMBERED = re.compile(r"^(?:section(?:\d+|one|two))?\d*")
_LAST_WORDS = re.compile(rf"({IN_WORDS})[\s.)\d]*$", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"[\s.…]\d{1,3}$")
_FOOTNOTE_MARK = re.compile(r"(?<=[A-Za-z)?:.])\d$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: the lines `first` up to `end`, and the area it opens."""

    first: int
    end: int
    area_code: str | None


@cache
def table_names(framework: str) -> Mapping[str, str]:
    """The names a framework's table of judgements prints, as keys, and the code of each; overall where it has a row."""
    return {key(area.title): area.code for area in all_inspection_areas() if area.framework == framework}


@cache
def body_names(framework: str) -> Mapping[str, str | None]:
    """The headings that open an area's findings."""
    if framework == "sif":
        return SIF_BODY
    if framework == "lac_2013":
        return LAC_2013_BODY
    return {name: code for name, code in table_names(framework).items() if code != "overall"}


def is_contents(line: Line) -> bool:
    """Whether a line is one of a table of contents: it ends with a page's number."""
    return _is_contents(line.text)


def heading_key(line: Line) -> str:
    """The letters of a line that may be a heading, without the marker of a footnote, "judgment" spelt one way.

    None where the line begins otherwise than a heading does: with a bullet, a bracket or a small letter.
    """
    return _letters_of(line.text) if line.text[0].isupper() or line.text[0].isdigit() else ""


def letters_of(line: Line) -> str:
    """The letters of any line, as `heading_key` gives them: a heading's second line may begin small."""
    return _letters_of(line.text)


@lru_cache(maxsize=4096)
def _is_contents(text: str) -> bool:
    return bool(_CONTENTS_LINE.search(printed(text)))


@lru_cache(maxsize=4096)
def _letters_of(text: str) -> str:
    return key(_FOOTNOTE_MARK.sub("", printed(text))).replace("judgment", "judgement")


@lru_cache(maxsize=64)
def _beginnings(names: tuple[str, ...]) -> frozenset[str]:
    """The first letters of each name, with its article and without: what begins otherwise heads no area."""
    bare = tuple(name.removeprefix("the") for name in names)
    return frozenset(name[:SHORTEST_BEGINNING] for name in (*names, *bare))


def area_heading(lines: Sequence[Line], at: int, names: Mapping[str, str | None]) -> Heading | None:
    """The area's heading that begins on that line, alone or with its grade behind it, if one does."""
    text = ""
    best: Heading | None = None
    opening = _opening_key(lines[at])
    told = len(opening) >= SHORTEST_BEGINNING
    if not opening or (told and opening[:SHORTEST_BEGINNING] not in _beginnings(tuple(names))):
        return None
    # "Experiences and progress of ...": a heading may leave out its article.
    full = "the" + opening
    article = "the" if any(name.startswith(full) or full.startswith(name) for name in names) else ""
    for end in range(at, min(len(lines), at + MOST_LINES)):
        if len(lines[end].text) > LONGEST_LINE or (end > at and lines[end].sheet != lines[at].sheet):
            break
        if is_contents(lines[end]):
            break
        text += article + _opening_key(lines[end]) if end == at else letters_of(lines[end])
        for name, code in names.items():
            if text.startswith(name) and _GRADE_AFTER.fullmatch(text, len(name)):
                best = Heading(at, end + 1, code)
        if not any(name.startswith(text) or text.startswith(name) for name in names):
            break
    return best


def _opening_key(line: Line) -> str:
    return _opening(line.text)


@lru_cache(maxsize=4096)
def _opening(text: str) -> str:
    return _NUMBERED.sub("", _letters_of(text)) if text[0].isupper() or text[0].isdigit() else ""


def grade_in_heading(lines: Sequence[Line]) -> str | None:
    """The code of the grade a heading ends with, if it gives one."""
    found = _LAST_GRADE.search("".join(letters_of(line) for line in lines))
    return CODES[found.group()] if found else None


def grade_as_printed(lines: Sequence[Line]) -> str | None:
    """The words of the grade a heading ends with."""
    found = _LAST_WORDS.search(joined(line.text for line in lines))
    return found[1] if found else None
