"""What figures and worklists read and give: the same whichever way duties come, and no more than is asked."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED, INDICATORS
from lineofsight.core.indicators import Duties
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.columnar.duties import duty_table
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.indicators.columns import Columns, columns_read
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.worklists import duties_as_at, split_by_standard
from tests.support.random_record import KNOWN, random_tables

OF_STANDARDS = sorted(code for code in INDICATORS if code not in DEFINED)
OF_DUTIES = sorted(
    code for code, item in DEFINED.items() if isinstance(item.population, Duties) and item.population.standards
)


def _record() -> Record:
    return Record.of(random_tables(3), KNOWN)


@pytest.mark.parametrize("codes", [OF_DUTIES, OF_STANDARDS[::37]], ids=["defined", "of standards"])
def test_figures_of_duties_are_the_same_from_the_kernel_as_from_a_table_of_them(codes: list[str]) -> None:
    record, chosen = _record(), [INDICATORS[code] for code in codes]
    named = {code for item in chosen if isinstance(item.population, Duties) for code in item.population.standards}
    table = split_by_standard(duty_table([STANDARDS[code] for code in sorted(named)], record))
    from_kernel = figures(chosen, record, by=("team",), standards=STANDARDS)
    assert_frame_equal(from_kernel, figures(chosen, record, by=("team",), standards=STANDARDS, duties=table))
    assert from_kernel["denominator"].fill_null(0).sum() > 0


def test_figures_of_many_indicators_at_once_are_those_of_each_alone_in_the_order_asked() -> None:
    record, chosen = _record(), [*DEFINED.values()][::12]
    together = figures(chosen, record, by=("sex",), standards=STANDARDS)
    kept = open_workspace(record)
    alone = [figures([item], record, by=("sex",), standards=STANDARDS, workspace=kept) for item in chosen]
    assert_frame_equal(together, pl.concat(alone))
    assert together["indicator"].unique(maintain_order=True).to_list() == [item.code for item in chosen]


def test_a_worklist_may_be_of_some_statuses_and_some_columns() -> None:
    record, catalogue = _record(), resolved_catalogue()
    codes = sorted(catalogue.standards)[::43]
    whole = duties_as_at(catalogue, record, KNOWN, standards=codes)
    late = whole.filter(pl.col("status").is_in(["overdue", "late"]))
    assert 0 < len(late) < len(whole)
    assert_frame_equal(duties_as_at(catalogue, record, KNOWN, standards=codes, status=("overdue", "late")), late)
    for columns in (["standard", "holder", "status"], ["subject", "worker", "team_name"]):
        assert_frame_equal(duties_as_at(catalogue, record, KNOWN, standards=codes, columns=columns), whole[columns])


def test_columns_that_nobody_asks_for_are_never_read() -> None:
    asked: list[list[str]] = []
    frame = pl.DataFrame({"id": ["a"], "started_on": ["b"], "wanted": ["c"], "never": ["d"]})

    def read(names: list[str]) -> pl.DataFrame:
        asked.append(names)
        return frame.select(names)

    columns = Columns(read, frozenset(frame.columns), frozenset({"id", "wanted"}))
    assert (columns["id"].to_list(), columns["wanted"].to_list()) == (["a"], ["c"])
    assert columns["started_on"].to_list() == ["b"]
    assert asked == [["id", "wanted"], ["started_on"]]
    with pytest.raises(KeyError):
        columns["nowhere"]


@pytest.mark.parametrize("code", sorted(c for c, item in DEFINED.items() if not isinstance(item.population, Duties)))
def test_an_indicator_says_which_columns_it_reads(code: str) -> None:
    read = columns_read([DEFINED[code]])
    source, columns = read[DEFINED[code].source.name]
    assert {"id", source.holder_column} < columns
    assert all(held.has(name) for held, names in read.values() for name in names)
