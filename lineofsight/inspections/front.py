"""What a report's cover says: title, dates, lead inspector, publication. Labels are known however they are spaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.shapes import Place
from lineofsight.inspections.wording import joined, loose, printed
from lineofsight.sources.printed_dates import PrintedDates, read_printed_dates

DATES = (
    "inspection dates", "inspection date(s)", "inspection date", "dates of inspection", "date of inspection",
    "dates of the inspection", "dates of review", "review dates", "review date",
)  # fmt: skip
PUBLISHED = ("report published on", "report published", "published on", "published", "publication date",
             "date of publication", "date published")  # fmt: skip
LEAD = (
    "lead inspectors on site", "lead inspector on site", "lead inspectors", "lead inspector(s)", "lead inspector",
    "reporting inspectors", "reporting inspector",
)  # fmt: skip
RANK = (
    r"(?:senior\s+)?(?:her|his)\s+majesty['’]?s?(?:\s+inspectors?)?(?:\s*\(HMI\))?|(?:senior\s+)?HMIs?\b"
    r"|(?:lead|ofsted|regulatory|social\s+care|senior)\s+inspectors?|(?:national|regional|assistant\s+regional)\s+director"
)
MOST_TITLE_LINES = 12
MOST_DATE_LINES = 4
_RANK = re.compile(rf"(?:\s*[,(–-]?\s*|^)(?:{RANK})(?:\s*[,)]|(?=\W|$))", re.IGNORECASE)
_RANK_FIRST = re.compile(rf"\s*[,(]?\s*(?:{RANK})", re.IGNORECASE)
_RANK_ALONE = re.compile(rf"(?:{RANK})(?:\s*[,(–-]\s*[\w\s]+\)?)?[.,]?", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[,&;]|\band|\b(?:her|his)|majesty['’]s)$", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|/)\s*")
_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Professor)\.?\s+)?[^\W\d_][\w.'’ʼ-]*(?:\s+[^\W\d_][\w.'’ʼ-]*){1,4}")
_ONLY_DATES = re.compile(
    r"(?:[\d\s,;:&./()\-‐-―−─\ufffe\x02]|st|nd|rd|th|and|to|from|until|on"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label, over its lines."""

    at: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class DatesFound:
    """The days behind a label; `days` is None where they could not be read, `text` being what is printed."""

    days: PrintedDates | None
    text: str
    place: Place


def labelled(lines: Sequence[Line], labels: Sequence[str]) -> Labelled | None:
    """The rest of the first line that begins with one of the labels."""
    for at, line in enumerate(lines):
        if rest := _after(line, labels):
            text, start = rest
            return Labelled(at, text, Place(line.page, start, line.end))
    return None


def _after(line: Line, labels: Sequence[str]) -> tuple[str, int] | None:
    for label in labels:
        found = _label(label).match(line.text)
        if found:
            return line.text[found.end() :], line.start + found.end()
    return None


@cache
def _label(label: str) -> re.Pattern[str]:
    return re.compile(rf"\s*{loose(label).pattern}\s*\d?\s*(?::|(?<=\s)|$)\s*", re.IGNORECASE)


def dates_behind(lines: Sequence[Line], labels: Sequence[str]) -> DatesFound | None:
    """The days printed behind a label, on its line or below it, as far as the lines hold nothing but dates."""
    found = labelled(lines, labels)
    if found is None:
        return None
    taken, parts = [lines[found.at]], [found.text]
    for line in lines[found.at + 1 : found.at + MOST_DATE_LINES]:
        if not _ONLY_DATES.fullmatch(line.text) or not any(letter.isalpha() or letter in "/." for letter in line.text):
            break
        taken.append(line)
        parts.append(line.text)
    text = joined(parts)
    place = span(taken)
    return DatesFound(
        read_printed_dates(text), text, Place(place.page, found.place.start, max(place.end, found.place.start))
    )


def date_behind(lines: Sequence[Line], labels: Sequence[str]) -> tuple[date, str, Place] | None:
    """One day behind a label."""
    found = dates_behind(lines, labels)
    return (found.days.first, found.text, found.place) if found and found.days else None


def lead_of(lines: Sequence[Line]) -> tuple[str, str, Place] | None:
    """The lead inspector's name, or names joined by "; ", as printed and where: never a deputy, rank left out."""
    for at in range(len(lines)):
        found = labelled(lines[at : at + 1], LEAD)
        if found is None:
            continue
        taken, parts = [lines[at]], [found.text]
        for line in lines[at + 1 : at + 3]:
            so_far = joined(parts)
            unfinished = not so_far or _UNFINISHED.search(so_far) or _RANK_FIRST.match(line.text)
            if not unfinished:
                break
            taken.append(line)
            parts.append(line.text)
        text = joined(parts)
        names = names_in(text)
        if names:
            place = span(taken)
            return "; ".join(names), text, Place(place.page, found.place.start, place.end)
    return None


def names_in(text: str) -> tuple[str, ...]:
    """The people named in "Ann Example, His Majesty's Inspector, and Bo Example HMI", without their ranks."""
    bare = _RANK.sub(" , ", printed(text))
    parts = (part.strip(" .,;:()–-") for part in _BETWEEN_NAMES.split(bare))
    return tuple(part for part in parts if _NAME.fullmatch(part) and part[0].isupper())


def rank_alone(text: str) -> bool:
    """Whether a line is a rank and nothing else, as stands below a signature."""
    return bool(_RANK_ALONE.fullmatch(printed(text)))


def title_of(lines: Sequence[Line]) -> tuple[str, Place] | None:
    """What stands above the first label of the cover."""
    title = []
    for line in lines[:MOST_TITLE_LINES]:
        if _after(line, (*DATES, *PUBLISHED, *LEAD)) or loose("judgement grade").match(line.text):
            break
        title.append(line)
    return (joined(line.text for line in title), span(title)) if title else None
