"""The table of judgements, whatever order its cells come out in.

A cell may break over lines, and a grade may stand above, beside, below or within its area's name. So the lines are
taken apart letter by letter into area names and pieces of grades: every line of a table is nothing else. Grades then
belong to areas in the order both come. The table ends before the first line that is neither, so no word of the summary
under it is ever a grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lineofsight.inspections.grades import CODES, FRAGMENTS, GRADE, NUMBERED
from lineofsight.inspections.pages import Line
from lineofsight.inspections.shapes import Judgement, Place
from lineofsight.inspections.wording import joined

SHORTEST_BEGINNING = 6
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The judgements of a table, the lines it takes up, and the areas whose grade could not be told."""

    judgements: tuple[Judgement, ...]
    first: int
    last: int
    doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Letters:
    """A line's letters and figures, small, each with its place in the page."""

    text: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    area: str | None
    text: str
    line: int
    start: int
    end: int


def read_table(lines: Sequence[Line], areas: Mapping[str, str]) -> Table | None:
    """The first table in `lines` of at least two of the areas: `areas` maps a printed name, as a key, to its code."""
    letters = _Lettered(lines)
    # A row may leave out its article.
    areas = {**areas, **{name.removeprefix("the"): code for name, code in areas.items() if name.startswith("the")}}
    for first in range(len(lines)):
        pieces = _pieces(letters, areas, first)
        if len({piece.area for piece in pieces if piece.area}) < 2:
            continue
        # A grade's words may stand above the first area's name; so may the end of a sentence that is no part of it.
        named = next(piece.line for piece in pieces if piece.area)
        for at in (named, *range(named - 1, first - 1, -1)):
            table = _table(_pieces(letters, areas, at), lines, areas, at)
            if not table.doubtful:
                return table
        return _table(_pieces(letters, areas, named), lines, areas, named)
    return None


def _pieces(letters: Sequence[_Letters], areas: Mapping[str, str], first: int) -> tuple[_Piece, ...]:
    reading = _Reading(letters, areas)
    reading.read(first)
    return reading.best


class _Reading:
    """A search for the longest run of lines made of areas and grades only."""

    def __init__(self, letters: Sequence[_Letters], areas: Mapping[str, str]) -> None:
        self.letters = letters
        self.areas = areas
        self.best: tuple[_Piece, ...] = ()
        self._seen: set[tuple[int, int, str | None, int, frozenset[str]]] = set()

    def read(self, first: int) -> None:
        """Find the longest from a line on."""
        self._end = min(len(self.letters), first + MOST_LINES)
        self._step(first, 0, None, 0, frozenset(), ())

    def _step(
        self, line: int, at: int, area: str | None, told: int, used: frozenset[str], pieces: tuple[_Piece, ...]
    ) -> None:
        state = (line, at, area, told, used)
        if state in self._seen:
            return
        self._seen.add(state)
        whole = area is None or told == len(area)
        if at == 0 and area is not None and whole and (not self.best or line > self.best[-1].line + 1):
            self.best = pieces
        if line == self._end:
            return
        text = self.letters[line].text
        if at == len(text):
            if at:
                self._step(line + 1, 0, area, told, used, pieces)
            return
        if area is not None and not whole and (length := _alike(area[told:], text[at:])):
            piece = self._piece(self.areas[area], line, at, at + length)
            self._step(line, at + length, area, told + length, used, (*pieces, piece))
        for fragment in FRAGMENTS if area is not None or at == 0 else ():
            if text.startswith(fragment, at):
                piece = self._piece(None, line, at, at + len(fragment))
                self._step(line, at + len(fragment), area, told, used, (*pieces, piece))
        if whole:
            self._begin(line, at, used, pieces)

    def _begin(self, line: int, at: int, used: frozenset[str], pieces: tuple[_Piece, ...]) -> None:
        text = self.letters[line].text
        beginning = at
        while beginning < len(text) and text[beginning].isdigit():
            beginning += 1
        for area, code in self.areas.items():
            length = _alike(area, text[beginning:])
            enough = length >= min(SHORTEST_BEGINNING, len(area)) or (length and beginning + length == len(text))
            if code not in used and enough:
                piece = self._piece(code, line, at, beginning + length)
                self._step(line, beginning + length, area, length, used | {code}, (*pieces, piece))

    def _piece(self, area: str | None, line: int, start: int, end: int) -> _Piece:
        letters = self.letters[line]
        return _Piece(area, letters.text[start:end], line, letters.at[start], letters.at[end - 1] + 1)


def _alike(area: str, text: str) -> int:
    length = 0
    for one, other in zip(area, text, strict=False):
        if one != other:
            break
        length += 1
    return length


class _Lettered(Sequence[_Letters]):
    """The letters of lines, each taken when it is first asked for: most of a document stands below its table."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._taken: dict[int, _Letters] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: Any) -> Any:
        if at not in self._taken:
            self._taken[at] = _letters(self._lines[at])
        return self._taken[at]


def _letters(line: Line) -> _Letters:
    if line.text.isascii():  # a letter's small form is then one letter
        kept = [(letter, offset) for offset, letter in enumerate(line.text.lower(), line.start) if letter.isalnum()]
        return _Letters("".join(letter for letter, _ in kept), tuple(offset for _, offset in kept))
    text, at = [], []
    for offset, letter in enumerate(line.text):
        for small in letter.casefold():
            if small.isalnum():
                text.append(small)
                at.append(line.start + offset)
    return _Letters("".join(text), tuple(at))


def _table(pieces: Sequence[_Piece], lines: Sequence[Line], areas: Mapping[str, str], first: int) -> Table:
    names: dict[str, list[_Piece]] = {}
    for piece in pieces:
        if piece.area:
            names.setdefault(piece.area, []).append(piece)
    grades = _grades([piece for piece in pieces if piece.area is None])
    paired = dict(zip(names, grades, strict=True)) if len(names) == len(grades) else _beside(names, grades)
    judgements = []
    for code, parts in names.items():
        grade = paired.get(code)
        shown = grade or parts
        judgements.append(
            Judgement(
                area_code=code,
                area_as_printed=_as_printed(parts, lines),
                grade=CODES[NUMBERED.sub("", "".join(piece.text for piece in grade))] if grade else None,
                grade_as_printed=_as_printed(grade, lines) if grade else None,
                place=Place(
                    lines[shown[0].line].page,
                    shown[0].start,
                    [piece for piece in shown if lines[piece.line].sheet == lines[shown[0].line].sheet][-1].end,
                ),
            )
        )
    doubtful = tuple(judgement.area_code for judgement in judgements if judgement.grade is None)
    return Table(tuple(judgements), first, pieces[-1].line, doubtful)


def _grades(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces of each grade: a grade is whole when its pieces spell one and the next does not lengthen it."""
    text = "".join(piece.text for piece in pieces)
    found, ends, at = [], [], 0
    for piece in pieces:
        at += len(piece.text)
        ends.append(at)
    for grade in GRADE.finditer(text):
        start, end = grade.span()
        number = NUMBERED.match(text, end)
        end = number.end() if number else end
        found.append([p for p, last in zip(pieces, ends, strict=True) if start < last <= end])
    return [each for each in found if each]


def _beside(names: Mapping[str, Sequence[_Piece]], grades: Sequence[Sequence[_Piece]]) -> dict[str, Sequence[_Piece]]:
    """Where some cell is blank: a grade belongs to the area that ends last before it, and only one may."""
    beside: dict[str, list[Sequence[_Piece]]] = {}
    for grade in grades:
        before = [
            code for code, parts in names.items() if (parts[-1].line, parts[-1].end) <= (grade[0].line, grade[0].start)
        ]
        if before:
            beside.setdefault(before[-1], []).append(grade)
    return {code: found[0] for code, found in beside.items() if len(found) == 1}


def _as_printed(pieces: Sequence[_Piece], lines: Sequence[Line]) -> str:
    return joined(
        lines[piece.line].text[piece.start - lines[piece.line].start : piece.end - lines[piece.line].start]
        for piece in pieces
    )
