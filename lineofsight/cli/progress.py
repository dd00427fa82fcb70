"""Telling whoever waits what is being done: a spinner on a terminal, a plain line elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from lineofsight.cli.held import say


@contextmanager
def step(what: str) -> Iterator[Callable[[str], None]]:
    """Say what begins and, when it has ended, how long it took. The function given tells how far it has come.

    How far is shown on a terminal only, where it replaces itself.
    """
    began = perf_counter()
    if not sys.stderr.isatty():
        say(f"{what} ...")
        yield lambda detail: None
        say(f"  done in {perf_counter() - began:.0f} s")
        return
    from rich.console import Console  # local: only a terminal needs it

    console = Console(stderr=True, highlight=False, markup=False)
    with console.status(what) as status:
        yield lambda detail: status.update(f"{what}: {detail}")
    console.print(f"{what}: {perf_counter() - began:.0f} s")
