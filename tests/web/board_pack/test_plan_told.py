"""What a board pack tells of audits: each line's, of which theme, and no column of themes where no line names one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lineofsight.reports.document import TableBlock


@pytest.fixture
def plan(service: Any) -> Any:
    """The demonstration's plan, made where there is none, as it is read."""
    from lineofsight.web.day import today
    from lineofsight.web.improvement.demonstration import make_improvement
    from lineofsight.web.improvement.reading import plan_as_at
    from lineofsight.web.served import served_home

    make_improvement(served_home(), today())
    return plan_as_at()


def audits_told(plan: Any) -> TableBlock:
    from lineofsight.web.board_pack.plan_told import plan_pages

    blocks = [block for page in plan_pages(plan) for block in page.blocks if isinstance(block, TableBlock)]
    return next(block for block in blocks if block.caption == "What audits say of them")


def test_every_line_has_its_audits_and_the_demonstrations_lines_say_of_which_theme(plan: Any) -> None:
    told = audits_told(plan)
    assert told.columns == ("Line", "Audits of", "Last six months")
    assert [row[0] for row in told.rows] == [str(line.number) for line in plan.lines]
    themes = {row[1] for row in told.rows}
    assert "All audits" in themes
    assert len(themes) > 2
    assert all(row[1] for row in told.rows)


def test_where_no_line_names_a_theme_there_is_no_column_of_them(plan: Any) -> None:
    bare = replace(plan, lines=tuple(
        replace(line, audits=replace(line.audits, theme="", theme_title="All audits")) for line in plan.lines
    ))  # fmt: skip
    told = audits_told(bare)
    assert told.columns == ("Line", "Last six months")
    assert {len(row) for row in told.rows} == {2}
    assert audits_told(replace(plan, lines=())).rows == ()
