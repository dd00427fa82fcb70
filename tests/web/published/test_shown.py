"""What the public may see: nothing that gives a child away, by one table or by two; files that are what they were."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.web.knowledge.public_figures import (
    NOT_KNOWN,
    NOT_SHOWN,
    PublicCell,
    cells_of,
    shown_alone,
    shown_share,
)

PERCENT, COUNT = INDICATORS["cp_visits_timely"], INDICATORS["cpp_count"]
RATE, AVERAGE = INDICATORS["exploitation_at_risk"], INDICATORS["wf_caseload_avg"]
HIDDEN = ("c", NOT_SHOWN)


@dataclass(frozen=True)
class Figure:
    above: float | None
    below: float | None
    missing: int = 0

    @property
    def value(self) -> float | None:
        return None if self.above is None or not self.below else 100 * self.above / self.below


def shares(*pairs: tuple[int, int], hidden: tuple[str, ...] = ()) -> tuple[PublicCell, ...]:
    return cells_of(PERCENT, [(str(n), Figure(*pair)) for n, pair in enumerate(pairs)], "%", hidden)


def test_one_small_number_hides_a_second_with_it() -> None:
    assert [cell.value in HIDDEN for cell in shares((3, 40), (20, 40), (30, 60))] == [True, True, False]


@pytest.mark.parametrize(("not_counted", "shown"), [(0, True), (1, False), (5, False), (6, True)])
def test_the_few_who_are_not_counted_are_small_too(not_counted: int, shown: bool) -> None:
    first = shares((60 - not_counted, 60), (30, 60), (30, 60))[0]
    assert (first.number is not None) is shown
    assert first.is_hidden is not shown


@pytest.mark.parametrize(
    ("indicator", "above", "below", "said"),
    [(RATE, 3, 60_000, "Not shown: small numbers"), (RATE, 6, 60_000, "1"), (RATE, 30, 60_000, "5"),
     (COUNT, 5, 5, "Not shown: small numbers"), (COUNT, 6, 6, "5"), (AVERAGE, 300, 19, NOT_SHOWN),
     (AVERAGE, 316, 20, "16"), (PERCENT, 30, 60, "50%"), (PERCENT, 57, 60, "Not shown: small numbers")],
)  # fmt: skip
def test_one_figure_alone_is_hidden_by_those_who_are_counted(
    indicator: Any, above: float, below: float, said: str
) -> None:
    times = {RATE.code: 10_000, PERCENT.code: 100}.get(indicator.code, 1)
    value = above if indicator is COUNT else times * above / below
    found = shown_alone(indicator, "a", SimpleNamespace(above=above, below=below, missing=0, value=value))
    assert found.said == said
    assert (found.number is None) is found.is_hidden


@pytest.mark.parametrize(("above", "below", "share"), [(12, 40, 25), (3, 40, None), (37, 40, None), (12, 17, None),
                                                       (0, 40, 0), (None, 40, None)])  # fmt: skip
def test_a_share_is_of_rounded_counts(above: int | None, below: int, share: float | None) -> None:
    assert shown_share(above, below) == share


def test_what_an_earlier_table_hid_a_later_one_hides() -> None:
    assert [cell.number for cell in shares((20, 40), (30, 60), (25, 50))] == [50, 50, 50]
    again = shares((20, 40), (30, 60), (25, 50), hidden=("1",))
    assert again[1].is_hidden
    # One alone could be had from a total of the periods.
    assert sum(cell.is_hidden for cell in again) >= 2


def test_a_chart_is_of_what_is_shown() -> None:
    (cell,) = shares((42, 103))
    assert (cell.value, cell.number, cell.out_of) == ("38%", 38, "about 40 of 105")
    (count,) = cells_of(COUNT, [("a", Figure(42, 42))])
    assert (count.value, count.number) == ("40", 40)
    (unknown,) = cells_of(COUNT, [("a", None)])
    assert (unknown.value, unknown.number, unknown.is_hidden) == (NOT_KNOWN, None, False)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_nothing_shown_gives_a_small_number_away(pairs: list[tuple[int, int]]) -> None:
    cells = shares(*[(counted, counted + others) for counted, others in pairs])
    for (counted, others), cell in zip(pairs, cells, strict=True):
        if cell.number is None:
            assert cell.out_of == ""
            continue
        assert counted + others >= 18  # rounded to twenty
        assert not 0 < counted < 6
        assert not 0 < others < 6
    # In each line of the table either nothing is hidden or more than one is, where there is another to hide.
    if 1 < len(cells) == sum(cell.number is not None or cell.value == "c" for cell in cells):
        assert sum(cell.value == "c" for cell in cells) != 1


def test_files_are_what_their_digest_says_and_no_cell_is_a_formula(service: Any) -> None:
    from lineofsight.web.published.files import _plain, digest_of

    assert digest_of("a", "bc") != digest_of("ab", "c")
    assert digest_of("a", "b") == digest_of("a", "b")
    assert [_plain(text) for text in ("=1", "+1", "-1", "@x", "12%")] == ["'=1", "'+1", "'-1", "'@x", "12%"]


@pytest.mark.parametrize(
    ("made_by", "who", "stage", "said"),
    [
        (1, 2, {}, ""), (1, 1, {}, "second person"), (1, 2, {"published": True}, "is published"),
        (1, 2, {"refused": True}, "sent back"), (1, 2, {"withdrawn": True, "published": True}, "withdrawn"),
    ],
)  # fmt: skip
def test_nobody_publishes_their_own(made_by: int, who: int, stage: dict[str, Any], said: str) -> None:
    from lineofsight.web.published.rules import may_not_publish

    given = {"published": False, "refused": False, "withdrawn": False, **stage}
    refused = may_not_publish(made_by, who, **given)
    assert said in refused
    assert bool(refused) is bool(said)


def test_what_is_sent_back_or_withdrawn_stays_so() -> None:
    from lineofsight.web.published import rules

    assert rules.may_not_send_back(1, 2, published=False, refused=False) == ""
    assert "Somebody else" in rules.may_not_send_back(1, 1, published=False, refused=False)
    assert "Withdraw" in rules.may_not_send_back(1, 2, published=True, refused=False)
    assert rules.may_not_withdraw(published=True, withdrawn=False) == ""
    assert rules.may_not_withdraw(published=False, withdrawn=False)
    assert rules.may_not_withdraw(published=True, withdrawn=True)
    assert rules.may_not_make(0, 0)
    assert rules.may_not_make(2, 0)
    assert rules.may_not_make(2, 1) == ""
