"""Text of a file to a value: dates, moments, codes, yes and no, numbers, blanks. Nowhere else are these parsed.

Nothing is guessed. A value that is not plainly one thing raises `Unreadable`, saying why and what to do; a date is
never moved to a nearby one that exists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo

from lineofsight.core.code_sets import code_set

LONDON = ZoneInfo("Europe/London")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_NO_VALUE = frozenset({"", "null", "none", "nan", "nat", "n/a", "#n/a", "(blank)"})
_NO_TEXT = frozenset({"", "NULL"})
_YES = frozenset({"y", "yes", "true", "t", "1", "1.0"})
_NO = frozenset({"n", "no", "false", "f", "0", "0.0"})
_UNKNOWN = frozenset({"u", "unknown", "not known", "na"})

_TIME = r"(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME)
_UK = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})" + _TIME)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_LETTERED = re.compile(r"^[a-z]\d?\)\s*", re.IGNORECASE)
_CODE_AND_MEANING = re.compile(r"^([A-Za-z0-9][A-Za-z0-9 ]{0,29}?)\s*(?::|=|[-–—]\s)")

# Workbooks count days from here (1 = 1 January 1900, with a 29 February 1900 that never was).
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a wall clock, not a moment)


_LONGEST_QUOTED = 60


def quoted(text: str) -> str:
    """A value as a message quotes it: a page of text is cut."""
    return repr(text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…")


class Unreadable(ValueError):
    """A value that cannot be taken: the reason, and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason} {remedy}")


def is_blank(text: str | None, set_name: str | None = None) -> bool:
    """Whether a cell of a date, code, number or flag holds nothing (also written NULL, None, NaN, N/A).

    A word for nothing that is a code of the cell's own set, as NONE is among disabilities, is that code.
    """
    folded = (text or "").strip().casefold()
    return folded in _NO_VALUE and not (folded and set_name is not None and folded in _spellings(set_name)[0])


def read_text(text: str | None) -> str | None:
    """Text without outer spaces; blank where it is empty or the word NULL, as database exports write it."""
    stripped = (text or "").strip()
    return None if stripped in _NO_TEXT else stripped


def _wall_clock(text: str) -> tuple[date, time | None, timezone | None]:
    """The date, the time of day if any, and the offset if any. Raises Unreadable."""
    stripped = text.strip()
    if found := _ISO.fullmatch(stripped):
        year, month, day_of_month = (int(found[n]) for n in (1, 2, 3))
    elif found := _UK.fullmatch(stripped):
        day_of_month, month, year = (int(found[n]) for n in (1, 2, 3))
    elif serial := _SERIAL.fullmatch(stripped):
        moment = _SERIAL_ZERO + timedelta(days=int(serial[1]), seconds=round(float(serial[2] or 0) * 86400))
        _require_year(moment.year)
        return moment.date(), moment.time(), None
    else:
        raise Unreadable(f"{quoted(stripped)} is not a date.", "Write dates as YYYY-MM-DD or DD/MM/YYYY.")
    _require_year(year)
    try:
        day = date(year, month, day_of_month)
        clock = _clock(found.group(4), found.group(5), found.group(6), found.group(7))
        offset = _offset(found.group(8))
    except ValueError:
        raise Unreadable(
            f"There is no such date or time as {stripped!r}.",
            "Correct it in the source; dates are read day first, as DD/MM/YYYY, or as YYYY-MM-DD.",
        ) from None
    return day, clock, offset


def _require_year(year: int) -> None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable(
            f"The year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}.", "Correct the year in the source."
        )


def _clock(hour: str | None, minute: str | None, second: str | None, fraction: str | None) -> time | None:
    if hour is None or minute is None:
        return None
    return time(int(hour), int(minute), int(second or 0), int((fraction or "")[:6].ljust(6, "0")))


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    gap = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(gap if text[0] == "+" else -gap)


def read_day(text: str) -> date:
    """The calendar day, in London. Raises Unreadable for what is no date, such as 31/02/2020.

    Read are YYYY-MM-DD and DD/MM/YYYY, each with a time or without, and a workbook's day numbers.
    """
    day, clock, offset = _wall_clock(text)
    if offset is not None and clock is not None:
        return datetime.combine(day, clock, offset).astimezone(LONDON).date()
    return day


def read_moment(text: str) -> datetime | None:
    """The moment in UTC, or None where the text holds no time; 00:00:00 exactly is no time.

    A clock time without offset is London's. In the hour that happens twice in autumn the first is meant, as nothing
    tells. Raises Unreadable for the hour that never happens in spring, and for what is no date.
    """
    day, clock, offset = _wall_clock(text)
    if clock is None or (clock == time() and offset is None):
        return None
    if offset is not None:
        return datetime.combine(day, clock, offset).astimezone(UTC)
    moment = datetime.combine(day, clock, LONDON).astimezone(UTC)
    if moment.astimezone(LONDON).time() != clock:
        raise Unreadable(
            f"The clocks went forward on {day.isoformat()}: there was no {clock.isoformat('minutes')}.",
            "Correct the time in the source. The date is taken without a time.",
        )
    return moment


def read_flag(text: str) -> bool | None:
    """Yes or no; None where the source says it does not know. Raises Unreadable for anything else.

    Read are Y/N, yes/no, true/false, 1/0, each also with a list letter: "a) Yes".
    """
    value = _LETTERED.sub("", text.strip()).casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    if value in _UNKNOWN:
        return None
    raise Unreadable(f"{quoted(text.strip())} is neither yes nor no.", "Write Y or N.")


def read_number(text: str) -> float:
    """A finite number; commas between thousands are allowed. Raises Unreadable."""
    value = text.strip()
    if re.fullmatch(r"[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d+)?|\.\d+)([eE][+-]?\d+)?", value):
        number = float(value.replace(",", ""))
        if abs(number) < float("inf"):
            return number
    raise Unreadable(f"{quoted(value)} is not a number.", "Write digits only, with a point before decimals.")


def read_whole(text: str) -> int:
    """A whole number, `7` or `7.0`. Raises Unreadable."""
    number = read_number(text)
    if number != int(number) or abs(number) >= 2**63:
        raise Unreadable(f"{quoted(text.strip())} is not a whole number.", "Write a whole number.")
    return int(number)


def read_code(text: str, set_name: str | None = None, aliases: Mapping[str, str] | None = None) -> str:
    """The code as its set spells it. Raises Unreadable, with near matches, where the set has no such code.

    Capitals and spaces do not matter; a code may stand with its meaning ("N1 - Abuse or neglect", "a) 1A: Individual")
    or be given by its meaning alone ("Neglect"). `aliases` maps a source's own words, in lower case, to codes. Without
    a set, the trimmed text is the code.
    """
    value = text.strip()
    named = aliases or {}
    if set_name is None:
        return named.get(value.casefold(), value)
    known, codes = _spellings(set_name)
    without_letter = _LETTERED.sub("", value)
    before_meaning = _CODE_AND_MEANING.match(without_letter)
    candidates: list[str] = [value, without_letter, before_meaning[1] if before_meaning else ""]
    candidates += [c[:-2] for c in candidates if c.endswith(".0")]
    for candidate in filter(None, candidates):
        folded = " ".join(candidate.casefold().split())
        if folded in named:
            return named[folded]
        if folded in known:
            return known[folded]
        if code_set(set_name).contains(candidate):  # sets that allow any run of digits
            return candidate
    short = len(value) <= _LONGEST_QUOTED  # a page of text is like no code, and long to compare
    near = get_close_matches(value.casefold(), [code.casefold() for code in codes], n=3) if short else []
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise Unreadable(
        f"{set_name} has no code {quoted(value)}.",
        f"{hint}Correct it in the source, or map it to one of its {len(codes)} codes.",
    )


@cache
def _spellings(set_name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """What may be written for each code, in lower case, and the codes. What fits two codes fits neither."""
    members = tuple(code_set(set_name))
    spellings: dict[str, str] = {}
    for words in ([m.meaning for m in members], [m.code for m in members]):
        folded = [" ".join(word.casefold().split()) for word in words]
        for word, member in zip(folded, members, strict=True):
            if word and folded.count(word) == 1:
                spellings[word] = member.code
            elif word and member.last_year == "":
                spellings[word] = member.code  # of codes with one meaning, the one still in force
    return spellings, tuple(m.code for m in members)
