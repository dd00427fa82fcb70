"""A report of a small record drawn as tables, covered as an inspection's lists cover it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import polars as pl

from lineofsight.cli.reporting import Gathered, facts_from
from lineofsight.core.periods import add_months
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.coverage import Extent, TableCoverage, with_columns_held
from lineofsight.evaluation.policy import NO_POLICY, Policy
from lineofsight.evaluation.record import Record
from lineofsight.reports.document import Block, Report
from lineofsight.reports.facts.build import build
from lineofsight.reports.facts.data_problems import Problems
from lineofsight.sources.reading import rejects_frame
from tests.support.homes import frame_of

T = TypeVar("T", bound=Block)
AS_AT = date(2026, 9, 30)


def made(
    *,
    latest: tuple[str, ...] = (),
    rejects: pl.DataFrame | None = None,
    as_at: date = AS_AT,
    policy: Policy = NO_POLICY,
    **tables: str,
) -> Report:
    """The report of drawn tables; each is covered whole for six months, but for those of the latest only."""
    frames = {name: frame_of(name, text) for name, text in tables.items()}
    whole, last = TableCoverage(Extent.COMPLETE, add_months(as_at, -6), as_at), TableCoverage(Extent.LATEST_ONLY)
    coverage = {name: last if name in latest else whole for name in frames}
    held = with_columns_held(coverage, {name: frame.lazy() for name, frame in frames.items()})
    problems = Problems(rejects_frame(()) if rejects is None else rejects)
    gathered = Gathered(Record.of(frames, as_at, held), resolved_catalogue(policy), problems, "", "a small record")
    return build(facts_from(gathered, as_at=None, authority="Exampleton", today=as_at))


def blocks(report: Report, code: str, kind: type[T]) -> list[T]:
    """The blocks of a kind on a page."""
    (page,) = [page for page in report.pages if page.code == code]
    return [block for block in page.blocks if isinstance(block, kind)]
