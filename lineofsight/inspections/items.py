"""Lists as printed: bullets or numbers, their sub-lists, and headings between them, each item with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.shapes import Place
from lineofsight.inspections.wording import joined, printed

# Bullets of every year: squares and rounds, and the private-use letters that Word's symbol fonts come out as.
BULLETS = "◼■▪▫●•◦○∙‣◆♦➢➤✓❖\u25fe\u25fd\u2b1b\u00b7\ue000-\uf02c\uf02e-\uf8ff"
DASHES = "−–—-‒‑\u0336\u02d7\uf02d"
_BULLET = re.compile(f"(?P<bullet>[{BULLETS}])\\s*|(?P<dash>[{re.escape(DASHES)}])(?:\\s+|$)|(?P<round>o)\\s+(?=[a-z])")
# "25. Some" and, where the space was lost, "25.Some"; never "2.1" or "3.5%".
DOTTED = re.compile(r"(?P<number>\d{1,3})[.)](?:\s+|$|(?=[A-Z‘“'\"(]))")
# A mark with nothing behind it.
ALONE = re.compile(rf"[{BULLETS}{re.escape(DASHES)}]|\d{{1,3}}[.)]|o")
_BARE = re.compile(r"(?P<number>\d{1,3})\s+(?=[A-Z])")
_SENTENCE_ENDS = re.compile(r"[.;:!?][’”'\")]?\d?$")
LONGEST_HEADING = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: the number printed, the sub-heading it stands under, and its words."""

    number: str | None
    theme: str | None
    text: str
    place: Place
    lines: tuple[Line, ...]


def marker(line: Line) -> tuple[str, str] | None:
    """The mark a line begins with and what follows: ("•", ...), ("–", ...) or ("24", ...)."""
    if found := _BULLET.match(line.text):
        kind = "–" if found["dash"] or found["round"] else found.group().strip()
        return kind, line.text[found.end() :]
    if found := DOTTED.match(line.text):
        return found["number"], line.text[found.end() :]
    return None


def read_items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """The points of a list whose lines these are. Lines above the first point are no point's.

    The first mark says what marks a point: any other mark begins a sub-point, kept in the point's text and led by
    " – " or " • ". A short line between two points, after a sentence's end, is a sub-heading.
    """
    starts = list(_starts(lines)) or _undotted(lines)
    items: list[Item] = []
    theme = None
    first = starts[0] if starts else len(lines)
    before = [line for line in lines[:first] if _may_head(line)]
    if before and before[-1] is lines[first - 1]:
        theme = _as_theme([before[-1]])
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        own = _as_far_as_it_goes(lines[start:end])
        following = None
        if at + 1 < len(starts) and (above := _heading_below(own)):
            following = _as_theme(own[-above:])
            own = own[:-above]
        found = marker(own[0])
        bare = None if found else _BARE.match(own[0].text)
        number = found[0] if found and found[0].isdigit() else bare["number"] if bare else None
        text = _text(own)[bare.end() :] if bare else _text(own)
        items.append(Item(number, theme, text, span(own), tuple(own)))
        theme = following or theme
    return tuple(items)


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    top: str | None = None
    last = 0
    for at, line in enumerate(lines):
        found = marker(line)
        if found is None:
            continue
        mark = found[0]
        if mark.isdigit():
            number = int(mark)
            if top in (None, "1") and (top is None or last <= number <= last + 2):
                top, last = "1", number
                yield at
        elif top is None or mark == top:
            top = mark
            yield at


def _undotted(lines: Sequence[Line]) -> list[int]:
    """Where a list without any mark has numbers without a point: "1 Ensure", "2 Review", and at least two of them."""
    starts: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        found = _BARE.match(line.text)
        if found and (not starts or int(found["number"]) == last + 1):
            last = int(found["number"])
            starts.append(at)
    return starts if len(starts) > 1 else []


def _as_far_as_it_goes(lines: Sequence[Line]) -> list[Line]:
    """A point's own lines: prose after a gap, its last sentence ended, is not part of it."""
    for at in range(1, len(lines)):
        line = lines[at]
        if (
            line.after_gap
            and not marker(line)
            and line.text[:1].isupper()
            and lines[at - 1].text.endswith((".", "!", "?"))
        ):
            return list(lines[:at])
    return list(lines)


def _heading_below(own: Sequence[Line]) -> int:
    """How many of a point's last lines are rather the heading of what follows it: none, one or two."""
    for count in (1, 2):
        above, last = own[: len(own) - count], own[len(own) - count :]
        if not above or any(marker(line) or line.text.endswith((".", ",", ";")) for line in last):
            return 0
        ended = _SENTENCE_ENDS.search(above[-1].text) or last[-1].text.endswith(":")
        if ended and _may_head(last[0]) and sum(len(line.text) for line in last) < LONGEST_HEADING:
            return count
    return 0


def _may_head(line: Line) -> bool:
    text = printed(line.text)
    return (
        marker(line) is None
        and len(text) < LONGEST_HEADING
        and text[:1].isupper()
        and not text.endswith((".", ",", ";"))
    )


def _as_theme(lines: Sequence[Line]) -> str:
    return joined(line.text for line in lines).rstrip(":").strip()


def _text(lines: Sequence[Line]) -> str:
    parts: list[str] = []
    for at, line in enumerate(lines):
        found = marker(line)
        if at == 0 and found:
            parts.append(found[1])
        elif found and not found[0].isdigit():
            parts.append(("– " if found[0] == "–" else "• ") + found[1])
        else:
            parts.append(line.text)
    return joined(parts)
