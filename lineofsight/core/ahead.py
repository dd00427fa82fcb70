"""The next thing made ready while this one is in use: one processor works while another, or a database, does."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def made_ahead(make: Callable[[Item], Made], items: Iterable[Item], *, at_once: int = 1) -> Iterator[Made]:
    """`make` of each item, in order, the next begun before this one is given; never more than `at_once` ahead.

    `make` runs in `at_once` threads of its own, so it must not use a database connection: those belong to their
    threads. What it raises is raised here, when its item's turn comes. What was given is not kept.
    """
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(at_once) as workers:
        for item in items:
            waiting.append(workers.submit(make, item))
            if len(waiting) > at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
