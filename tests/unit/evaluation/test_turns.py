"""Populations are counted in turn: each once, and nothing is let go that a later one reads."""

from __future__ import annotations

from datetime import date

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.indicators import Duties
from lineofsight.core.table import Table
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.indicators.columns import columns_read
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.indicators.turns import turns
from lineofsight.evaluation.record import Record
from lineofsight.simulation import simulate

EACH = [[indicator] for indicator in INDICATORS.values()]


def test_each_population_has_one_turn() -> None:
    given = [code for turn in turns(EACH) for code in (indicator.code for indicator in turn.indicators)]
    assert sorted(given) == sorted(INDICATORS)
    assert turns([]) == []


def test_what_is_let_go_is_let_go_once_and_read_by_none_after() -> None:
    ordered = turns(EACH)
    gone: set[str] = set()
    for turn in ordered:
        assert not gone & set(columns_read(turn.indicators))
        assert not gone & turn.rows
        gone |= turn.rows
    assert gone == set(columns_read(INDICATORS.values()))
    (duties_end,) = (place for place, turn in enumerate(ordered) if turn.duties)
    (frames_end,) = (place for place, turn in enumerate(ordered) if turn.frames)
    counting = [place for place, turn in enumerate(ordered) if isinstance(turn.indicators[0].population, Duties)]
    assert max(counting) == duties_end <= frames_end
    after = columns_read([indicator for turn in ordered[frames_end + 1 :] for indicator in turn.indicators])
    assert all(isinstance(source, Table) for source, _ in after.values())


def test_figures_are_the_same_where_nothing_is_let_go() -> None:
    known = date(2026, 9, 30)
    record = Record.of(simulate(500, 1, seed=3, ends_on=known), known)
    some = list(INDICATORS.values())[::6]
    assert figures(some, record).equals(figures(some, record, workspace=open_workspace(record)))
