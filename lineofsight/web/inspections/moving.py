"""What moved between two reports: the grade of each area through mergers and divisions, and which recommendations
were said again. Two are taken for the same where they share a theme and enough of their words; the words are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.core.area_histories import areas_after
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import Passage
from lineofsight.web.inspections.words import GRADES, area_title

ENOUGH_WITH_A_THEME, ENOUGH = 0.25, 0.5
FEWEST = 2
_ORDER = {"inadequate": 0, "adequate": 1, "requires_improvement": 1, "good": 2, "outstanding": 3}
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset([
    "ensure", "that", "improve", "improved", "quality", "children", "child", "young", "people", "with", "their",
    "they", "including", "which", "from", "this", "have", "local", "authority", "services", "service", "make",
    "made", "those", "sure", "more", "need", "needs", "work", "take", "action", "also", "well", "when", "where",
    "been", "these", "into", "them", "other", "effective", "effectively", "timely", "clear", "clearly", "within",
    "appropriate",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """An area before and after. `way`: up, down, same, or blank where either was not judged."""

    area: str
    before: str
    after: str
    way: str
    how: str = ""

    @property
    def words(self) -> str:
        """The way in words."""
        return {"up": "Better", "down": "Worse", "same": "The same"}.get(self.way, "Not to be compared")


@dataclass(frozen=True, slots=True)
class Pair:
    """A recommendation and the later one most like it, with the words they share."""

    before: Passage
    after: Passage
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Both reports' areas and recommendations set against each other."""

    areas: tuple[Move, ...]
    again: tuple[Pair, ...]
    gone: tuple[Passage, ...]
    new: tuple[Passage, ...]


def moved(before: Graded, after: Graded, said: Sequence[Passage], later: Sequence[Passage]) -> Moved:
    """What moved from one report to a later one."""
    again = pairs(said, later)
    kept, repeated = {pair.before.pk for pair in again}, {pair.after.pk for pair in again}
    return Moved(
        tuple(moves(before, after)), tuple(again), tuple(each for each in said if each.pk not in kept),
        tuple(each for each in later if each.pk not in repeated),
    )  # fmt: skip


def moves(before: Graded, after: Graded) -> list[Move]:
    """Each area of the earlier report with what it became; then areas that are new."""
    old, new = before.document.framework, after.document.framework
    codes, found, reached = frozenset(after.grades), [], set()
    for code, grade in before.grades.items():
        title = area_title(old, code)
        became = areas_after(old, code, new, codes)
        if not became:
            found.append(Move(title, GRADES[grade], "No longer judged apart", ""))
        for each in became:
            reached.add(each)
            other = area_title(new, each)
            found.append(Move(
                title, GRADES[grade], GRADES[after.grades[each]], _way(grade, after.grades[each]),
                "" if other == title else f"judged as: {other}",
            ))  # fmt: skip
    found += [Move(area_title(new, code), "Not judged", GRADES[after.grades[code]], "")
              for code in after.grades if code not in reached]  # fmt: skip
    return found


def pairs(said: Sequence[Passage], later: Sequence[Passage]) -> list[Pair]:
    """Each earlier recommendation with the later one most like it, where one is like enough."""
    found = []
    for before in said:
        best = max(((_alike(before, after), after) for after in later), key=lambda each: each[0][0], default=None)
        if best is not None and best[0][0] > 0:
            found.append(Pair(before, best[1], best[0][1]))
    return found


def _alike(before: Passage, after: Passage) -> tuple[float, tuple[str, ...]]:
    """How much of the shorter one's telling words the other has, where that is enough; else 0."""
    one, other = _telling(before.text), _telling(after.text)
    shared = tuple(one[stem] for stem in one if stem in other)
    share = len(shared) / max(min(len(one), len(other)), 1)
    theme = bool(set(before.themes.split()) & set(after.themes.split()))
    enough = (share >= ENOUGH and len(shared) >= FEWEST) or (theme and share >= ENOUGH_WITH_A_THEME)
    return (share if enough else 0.0), shared


def _telling(text: str) -> dict[str, str]:
    """The words that tell one recommendation from another, by their first letters."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.casefold()):
        if word not in _EMPTY:
            found.setdefault(word[:6], word)
    return found


def _way(before: str, after: str) -> str:
    if before not in _ORDER or after not in _ORDER:
        return ""
    difference = _ORDER[after] - _ORDER[before]
    return "up" if difference > 0 else "down" if difference < 0 else "same"
