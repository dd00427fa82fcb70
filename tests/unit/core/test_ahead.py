"""One thing made ready ahead of the one in use: in order, no more ahead than asked, failures in their turn."""

from __future__ import annotations

from threading import Event, get_ident
from weakref import ref

import pytest

from lineofsight.core.ahead import made_ahead


class Made:
    """Something that can be let go of."""

    def __init__(self, number: int) -> None:
        self.number = number


@pytest.mark.parametrize("at_once", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_everything_is_given_in_order(count: int, at_once: int) -> None:
    given = made_ahead(lambda number: number * 2, range(count), at_once=at_once)
    assert list(given) == [number * 2 for number in range(count)]


def test_one_that_takes_long_keeps_its_place() -> None:
    later = Event()

    def make(number: int) -> int:
        if number == 0:
            assert later.wait(30)
        else:
            later.set()
        return number

    assert list(made_ahead(make, range(4), at_once=2)) == [0, 1, 2, 3]


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_more_are_made_ahead_than_asked_and_in_other_threads(at_once: int) -> None:
    begun: list[int] = []

    def make(number: int) -> int:
        begun.append(number)
        return get_ident()

    for place, thread in enumerate(made_ahead(make, range(6), at_once=at_once)):
        assert len(begun) <= place + 1 + at_once
        assert thread != get_ident()
    assert sorted(begun) == list(range(6))


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
