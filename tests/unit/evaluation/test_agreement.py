"""Agreement beyond chance, against another way of working it out; and at its boundaries."""

from __future__ import annotations

import random
from itertools import product

import pytest

from lineofsight.evaluation.agreement import drift, weighted_kappa


def by_disagreement(pairs: list[tuple[int, int]], grades: int) -> float:
    """Kappa from squared distances: what they are, over what they would be if every first met every second."""
    apart = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    by_chance = sum((a - b) ** 2 for (a, _), (_, b) in product(pairs, pairs)) / len(pairs) ** 2
    return 1 - apart / by_chance


def jackknife(pairs: list[tuple[int, int]], grades: int) -> float:
    """The standard error, by leaving out each pair in turn."""
    left = [by_disagreement(pairs[:place] + pairs[place + 1 :], grades) for place in range(len(pairs))]
    middle = sum(left) / len(left)
    return float(((len(left) - 1) / len(left) * sum((each - middle) ** 2 for each in left)) ** 0.5)


def told(seed: int, size: int) -> list[tuple[int, int]]:
    drawn = random.Random(seed)
    firsts = [drawn.choice([0, 1, 1, 2, 2, 3]) for _ in range(size)]
    return [(first, min(3, max(0, first + drawn.choice([-1, 0, 0, 0, 1])))) for first in firsts]


@pytest.mark.parametrize("seed", range(6))
def test_kappa_is_that_of_squared_distances_and_its_interval_that_of_leaving_one_out(seed: int) -> None:
    pairs = told(seed, 150)
    got = weighted_kappa(pairs, 4)
    assert got.kappa == pytest.approx(by_disagreement(pairs, 4))
    assert got.lower is not None
    assert got.upper is not None
    assert (got.upper - got.lower) / 2 / 1.959964 == pytest.approx(jackknife(pairs, 4), rel=0.08)


def test_kappa_of_a_textbooks_two_by_two_table() -> None:
    pairs = [(0, 0)] * 20 + [(0, 1)] * 5 + [(1, 0)] * 10 + [(1, 1)] * 15
    got = weighted_kappa(pairs, 2)
    assert got.kappa == pytest.approx(0.4)
    assert got.exact == pytest.approx(70.0)
    assert got.pairs == 50
    assert got.words == "Agreement beyond chance lies between slight and substantial."


def test_graders_who_always_agree_and_who_always_differ() -> None:
    same = weighted_kappa([(grade, grade) for grade in (0, 1, 2, 3)] * 5, 4)
    assert (same.kappa, same.lower, same.upper, same.exact) == (1.0, 1.0, 1.0, 100.0)
    apart = weighted_kappa([(0, 3), (3, 0)] * 10, 4)
    assert apart.kappa == pytest.approx(-1.0)


def test_kappa_is_not_defined_without_pairs_or_with_one_grade_alone_and_says_so() -> None:
    assert weighted_kappa([], 4).kappa is None
    alone = weighted_kappa([(1, 1)] * 20, 4)
    assert (alone.kappa, alone.exact) == (None, 100.0)
    assert "nothing to tell" in alone.words
    assert "too few" in weighted_kappa([(0, 0), (1, 2), (2, 2)], 4).words
    with pytest.raises(ValueError, match="from 0 to 3"):
        weighted_kappa([(0, 4)], 4)


def test_drift_is_how_much_kinder_the_first_grade_was() -> None:
    assert drift([]).kinder is None
    few = drift([(1, 2), (1, 1)])
    assert (few.kinder, few.lower, few.pairs) == (0.5, None, 2)
    many = drift([(1, 2)] * 10 + [(1, 1)] * 10)
    assert many.lower is not None
    assert many.upper is not None
    assert many.lower < 0.5 < many.upper
    assert drift([(2, 1)]).kinder == -1.0
