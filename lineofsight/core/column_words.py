"""A column in words a manager would use: “the day it was held” rather than `held_on`, from the column's own meaning."""

from __future__ import annotations

import re

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.derived import Derived, LatestAsAt, Previous, Source, holder_table

# Meanings of dates that are no clause, and how each is said of `it`.
_WHOLE_MEANINGS = {
    "When": "the day {it} happened", "From when": "the day {it} began", "Until when": "the day {it} ended",
    "By when": "the day by which {it} is to be done", "As at": "the day {it} is as at", "Ended": "the day {it} ended",
    "Until when it holds": "the day until which it holds", "From when in this state": "the day this state began",
    "Until when in this state": "the day this state ended",
}  # fmt: skip
_INTRANSITIVE = {"ended", "began", "begun", "ceased", "started", "closed", "opened", "died", "left", "joined"}
_IRREGULAR = {"held", "told", "set", "made", "sent", "given", "kept", "known", "taken", "written", "met", "put", "born"}
_VERBS = re.compile(r"\b(is|are|was|were|has|have|had|can|could|may|must|should|will|would)\b")
# Other verbs that make a flag's meaning a sentence, where it has none of those above.
_CLAUSE = re.compile(
    r"\b(appears|applies|attended|began|continues|covers|declined|ended|found|follows|got|holds|knows|lives|moved|moves|"
    r"says|shows|took|visited|went)\b"
)
_NAMES_A_DAY = re.compile(
    r"^(The .*\b(day|date)\b|First day|Last day|Date of |Expected date|Due date|Next date|Census date)"
)


def lower_first(words: str) -> str:
    """The words with a small first letter, unless they begin with an abbreviation."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def table_words(source: Source) -> str:
    """A table's title, or a derived table's name, as words."""
    return source.name.replace("_", " ") if isinstance(source, Derived) else lower_first(source.title)


def column_of(name: str, source: Source) -> Column:
    """The column of a condition: of the source, or of its holder's table where the name says `child.` or `worker.`."""
    _, dot, rest = name.partition(".")
    table = holder_table(source) if dot else None
    return source.column(name) if table is None else table.column(rest)


def subject_of(name: str) -> str:
    """Whom a column's words are about: `it`, or the child or worker where the name says so."""
    prefix, dot, _ = name.partition(".")
    return f"the {prefix}" if dot else "it"


def taken_from(name: str, source: Source) -> tuple[Source, str, str] | None:
    """Where a derived table first took a column from, the column's name there, and words to say so; else None."""
    found: tuple[Source, str, str] | None = None
    while isinstance(source, Derived):
        old = dict(source.takes).get(name) if isinstance(source, LatestAsAt | Previous) else None
        if old and isinstance(source, LatestAsAt):
            found = (source.latest, old, f"in “{table_words(source.latest)}” as it then stood")
        elif old:
            found = (source.of, old, "in the entry before")
        source, name = (found[0], found[1]) if old and found else (source.of, name)
    return found


def day_words(name: str, source: Source) -> str:
    """A date column as a noun: `the day it was held`, `the first day of the plan`."""
    if taken := taken_from(name, source):
        return f"{day_words(taken[1], taken[0])} {taken[2]}"
    column, it = column_of(name, source), subject_of(name)
    meaning, comma, tail = column.meaning.partition(", ")
    rest = comma + tail
    if meaning in _WHOLE_MEANINGS:
        return _WHOLE_MEANINGS[meaning].format(it=it) + rest
    when, _, said = meaning.partition(" ")
    first = said.split(" ")[0]
    if when == "When" and first in _INTRANSITIVE:
        return f"the day {it} {said.replace('begun', 'began')}{rest}"
    if when == "When" and (first.endswith("ed") or first in _IRREGULAR):
        return f"the day {it} was {said}{rest}"
    if when == "When":
        return f"the day {said}{rest}"
    if _NAMES_A_DAY.match(meaning):
        words = lower_first(meaning)
        return (words if words.startswith("the ") else f"the {words}") + rest
    if when.isdigit():
        return f"{meaning}{rest}"
    if when == "The":
        return f"the day of {lower_first(meaning)}{rest}"
    return f"the day of “{lower_first(meaning)}”{rest}"


def flag_words(name: str, source: Source, *, yes: bool) -> str:
    """A yes-or-no column as what is so: `the child was seen`, `the child was not seen`."""
    if taken := taken_from(name, source):
        return f"{taken[2]}, {flag_words(taken[1], taken[0], yes=yes)}"
    column, it = column_of(name, source), subject_of(name)
    meaning = column.meaning
    if not meaning.startswith("Whether "):
        return f"“{lower_first(meaning)}” is {'yes' if yes else 'no'}"
    said = meaning.removeprefix("Whether ")
    if _VERBS.search(said):
        return said if yes else _VERBS.sub(lambda found: f"{found[0]} not", said, count=1)
    if _CLAUSE.search(said):
        return said if yes else f"it is not so that {said}"
    return f"{it} is {'' if yes else 'not '}{said}"


def column_words(name: str, source: Source) -> str:
    """Any column as a noun, for `... is recorded` or `... is at least 3`."""
    column, it = column_of(name, source), subject_of(name)
    if column.type is ColumnType.DATE:
        return day_words(name, source)
    if column.type is ColumnType.BOOLEAN:
        return lower_first(column.meaning)
    if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        return f"“{name.replace('_', ' ') if isinstance(source, Derived) else lower_first(column.meaning)}”"
    own = name.partition(".")[2] or name
    words = own.removesuffix("_id").removesuffix("_code").replace("_", " ")
    return f"the {words}" if it == "it" else f"{it}'s {words}"


def value_words(name: str, value: object, source: Source) -> str:
    """A code's meaning: quoted where the code is ours, with the code itself where it is a national one."""
    column = column_of(name, source)
    if column.code_set is None:
        return str(value).replace("_", " ")
    national = not column.code_set.startswith("lineofsight:")
    try:
        meaning = code_set(column.code_set).meaning(str(value))
    except ValueError:
        meaning = ""
    if national:
        return f"{meaning} ({value})" if meaning else str(value)
    return f"“{lower_first(meaning or str(value).replace('_', ' '))}”"
