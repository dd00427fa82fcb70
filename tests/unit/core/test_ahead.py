"""One thing made ready ahead of the one in use: in order, no more than one ahead, failures in their turn."""

from __future__ import annotations

from threading import get_ident
from weakref import ref

import pytest

from lineofsight.core.ahead import made_ahead


class Made:
    """Something that can be let go of."""

    def __init__(self, number: int) -> None:
        self.number = number


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_everything_is_given_in_order(count: int) -> None:
    assert list(made_ahead(lambda number: number * 2, range(count))) == [number * 2 for number in range(count)]


def test_no_more_than_one_is_made_ahead_and_in_another_thread() -> None:
    begun: list[int] = []

    def make(number: int) -> int:
        begun.append(number)
        return get_ident()

    for place, thread in enumerate(made_ahead(make, range(6))):
        assert len(begun) <= place + 2
        assert thread != get_ident()
    assert begun == list(range(6))


def test_what_was_given_is_not_kept() -> None:
    given = made_ahead(Made, range(3))
    first = next(given)
    watched = ref(first)
    assert first.number == 0
    del first
    assert watched() is None
    assert next(given).number == 1


def test_a_failure_is_raised_when_its_turn_comes() -> None:
    given = made_ahead(lambda number: 6 // number, [3, 0, 2])
    assert next(given) == 2
    with pytest.raises(ZeroDivisionError):
        next(given)
