"""`check_tables`: a return's tables in, what is wrong with them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

import polars as pl

from lineofsight.core.periods import collection_year
from lineofsight.returns.checking.checked import NOT_CHECKED, PARTLY, Checked
from lineofsight.returns.checking.engine import breaches_of
from lineofsight.returns.checking.needs import CONSTANTS, PROVIDERS, needs_of
from lineofsight.returns.checking.preparing import prepared
from lineofsight.returns.checking.views import Data
from lineofsight.returns.checking.years import census_year, dates_of
from lineofsight.returns.rulebooks.books import Book, book_of
from lineofsight.returns.rulebooks.rule import Rule
from lineofsight.sources.rule_values import as_day

NO_PROVIDERS: Final = "no provider list"
_LACKING: Final = {PROVIDERS: NO_PROVIDERS}
_NO_POSTCODES: Final = "no postcode directory"


def check_tables(
    collection: str, year: str, tables: Mapping[str, pl.DataFrame], *, rules: Iterable[str] | None = None,
    context: Mapping[str, Any] | None = None,
) -> Checked:  # fmt: skip
    """Check a return, `ssda903` or `cin`, of a collection year such as `2025-26`.

    `tables` are frames by the names of the return's modules (those of last year's ending `_last`) or, of the census,
    its blocks. Cells may be text, dates, numbers or booleans; an absent column counts as blank; inputs are not
    changed. `rules` are official codes, default all in force that year. `context`: `collection_start`,
    `collection_end`, `localAuthority`, `collectionYear`, `file_format`, `provider_info` (a frame), `postcodes`
    (a `PostcodeDirectory`). Without a context the collection's dates are those of the year; in one, a key that is
    missing leaves out the rules that need it, and only those.

    Raises ValueError for a collection, year or code there is none of, RuleFailed where a rule fails inside.
    """
    book = book_of(collection)
    wanted_year = collection_year(year)
    asked, unasked = _asked(book, wanted_year, rules)
    frames, shown = prepared(collection, tables, context or {})
    constants = _constants(collection, wanted_year, context, frames)
    present = {name for name, frame in frames.items()} | {
        f"context:{key}" for name, key in CONSTANTS.items() if constants.get(name) is not None
    }
    present |= {f"column:{name}.{column}" for name, frame in frames.items() for column in frame.columns}
    able: list[Rule] = []
    reasons = list(unasked)
    for rule in asked:
        needed = needs_of(rule, wanted_year, book.tables)
        lacking = sorted(need for need in needed - present if not {need, _owner(need)} & rule.also_reads)
        partly = sorted((needed | rule.also_reads) - present - set(lacking))
        told = {f"column:{need}." for need in (*lacking, *partly)}
        partly = [need for need in partly if not any(need.startswith(owner) for owner in told)]
        if lacking:
            reasons.append((rule.code, _reason(lacking, collection, frames)))
        else:
            able.append(rule)
            reasons += [(rule.code, PARTLY + _reason(partly, collection, frames))] if partly else []
    data = Data(book.tables, frames, wanted_year, constants, shown)
    return Checked(breaches_of(able, data), pl.DataFrame(reasons, schema=NOT_CHECKED, orient="row"))


def _asked(book: Book, year: str, codes: Iterable[str] | None) -> tuple[Sequence[Rule], list[tuple[str, str]]]:
    """The rules to evaluate, and those asked for that are not in force."""
    if codes is None:
        return book.in_force(year), []
    wanted = list(dict.fromkeys(codes))
    known = {*book.rules, *book.never_active}
    for code in wanted:
        if code not in known:
            near = get_close_matches(code, known, n=3)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {len(known)} rules."
            raise ValueError(f"{book.collection} has no rule {code!r}. {hint}")
    out = [code for code in wanted if code in book.never_active or year not in book.rules[code].years]
    reasons = [
        (code, "in force in no year" if code in book.never_active else f"not in force in {year}") for code in out
    ]
    return [book.rules[code] for code in wanted if code not in out], reasons


def _constants(
    collection: str, year: str, context: Mapping[str, Any] | None, frames: Mapping[str, pl.DataFrame]
) -> dict[str, Any]:
    """The days and words every rule may read; blank where they are not told."""
    said = context or {}
    start, end = dates_of(year)
    if collection == "cin":
        days = census_year(frames.get("Header"))
    elif context is None:
        days = (start, end)
    else:
        days = (as_day(said.get("collection_start")), as_day(said.get("collection_end")))
    words = {"local_authority": _word(said.get("localAuthority")), "file_format": _word(said.get("file_format"))}
    return {
        "year_start": days[0], "year_end": days[1], "known_start": days[0], "known_end": days[1],
        "told_end": end if context is None else as_day(said.get("collection_end")), **words,
    }  # fmt: skip


def _word(value: object) -> str | None:
    return None if value is None else str(value).removesuffix(".0")


def _of_column(need: str) -> str:
    suffix = "_last" if need.startswith("column:Header_last.") else ""
    return f"no UASC{suffix}" if need.endswith(".UASC") else _NO_POSTCODES


def _owner(need: str) -> str:
    return need.removeprefix("column:").partition(".")[0] if need.startswith("column:") else need


def _reason(lacking: Iterable[str], collection: str, frames: Mapping[str, pl.DataFrame]) -> str:
    """In words, each thing once. The census's days stand in its own header."""
    named = []
    for need in lacking:
        if need.startswith("column:"):
            named.append(_of_column(need))
        elif collection == "cin" and need.startswith("context:collection_"):
            named.append("no ReferenceDate" if "Header" in frames else "no Header")
        else:
            named.append(_LACKING.get(need, f"no {need.removeprefix('context:')}"))
    return ", ".join(dict.fromkeys(named))
