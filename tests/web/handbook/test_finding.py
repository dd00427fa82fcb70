"""Finding in the handbook: by beginnings, past misspellings, best first, and whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="module")
def held(service: Any) -> Any:
    from lineofsight.web.handbook.index import index
    from lineofsight.web.knowledge.definitions import definitions

    return index(definitions())


def first(held: Any, text: str) -> Any:
    from lineofsight.web.handbook.finding import find

    return find(held, text).hits[0].document


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("cp_visit", "standard", "cp_visit"),
        ("visits", "table", "visits"),
        ("child protection visit every 10 working days", "standard", "cp_visit"),
        ("pathway plan reviewed", "standard", "pathway_review"),
        ("legal status", "table", "legal_statuses"),
        ("immunisations up to date", "codes", "ssda903:IMMUNISATIONS"),
    ],
)
def test_what_is_looked_for_comes_first(held: Any, text: str, kind: str, code: str) -> None:
    found = first(held, text)
    assert (found.kind, found.code) == (kind, code)


def test_a_beginning_is_enough(held: Any) -> None:
    from lineofsight.web.handbook.finding import find

    assert {hit.document.code for hit in find(held, "superv").hits} >= {"supervision_monthly", "supervisions"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("asessment", "assessment"), ("strategey", "strategy"), ("saftey", "safety"), ("visti", "visit")],
)
def test_a_misspelling_is_forgiven_and_said(held: Any, typed: str, meant: str) -> None:
    from lineofsight.web.handbook.finding import find
    from lineofsight.web.handbook.index import stem

    found = find(held, typed)
    assert found.hits
    assert [word for word, _ in found.instead] == [typed]
    assert stem(meant) in {stem(word) for word in found.instead[0][1]}


def test_pages_with_every_word_go_before_those_with_some(held: Any) -> None:
    from lineofsight.web.handbook.finding import find

    assert not find(held, "visit plan").some_words_only
    assert find(held, "supervision immunisations").some_words_only


@pytest.mark.parametrize(
    "text", ["", "   ", "the of and", "\x00", "!!! ???", "é" * 300, "a" * 10_000_000, "x " * 100_000]
)
def test_whatever_is_typed_is_safe(held: Any, text: str) -> None:
    from lineofsight.web.handbook.finding import LONGEST_QUERY, find

    found = find(held, text)
    assert len(found.asked) <= LONGEST_QUERY
    assert found.total >= len(found.hits)


def test_a_kind_keeps_the_counts_of_the_others(held: Any) -> None:
    from lineofsight.web.handbook.finding import find

    every, tables = find(held, "visit"), find(held, "visit", "table")
    assert every.counts == tables.counts
    assert tables.total == every.counts["table"]
    assert {hit.document.kind for hit in tables.hits} == {"table"}


def test_what_was_looked_for_is_marked_and_the_text_is_whole() -> None:
    from lineofsight.web.handbook.finding import marked

    pieces = marked("A “visit”, then visits.", ["visit"])
    assert "".join(text for text, _ in pieces) == "A “visit”, then visits."
    assert [text for text, is_one in pieces if is_one] == ["visit", "visits"]


@pytest.mark.parametrize(
    ("one", "other"), [("visits", "visited"), ("planned", "plan"), ("reviews", "reviewing"), ("policies", "policy")]
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    from lineofsight.web.handbook.index import stem

    assert stem(one) == stem(other)


def test_short_words_keep_their_letters() -> None:
    from lineofsight.web.handbook.index import stem

    assert [stem(word) for word in ("bus", "need", "less", "v3")] == ["bus", "need", "less", "v3"]
