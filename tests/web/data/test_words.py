"""What the pages of data say, without any page: names kept safe, sizes, coverage, values hidden, steps on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

ASKED = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)


def run(kind: str, stage: str, **given: Any) -> Any:
    from lineofsight.web.data.models import Run

    return Run(key=uuid4(), kind=kind, stage=stage, asked_at=ASKED, asked_by="analyst", files=[["a.csv", 5]], **given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ssd_person.csv", "ssd_person.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\ssd_person.csv", "ssd_person.csv"),
        ("/elsewhere/x.csv", "x.csv"),
        ("..", ""),
        (".hidden.csv", "hidden.csv"),
        (".csv", "csv"),
        ("~$annex.xlsx", "annex.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("e\u0301t\u00e9.csv", "\u00e9t\u00e9.csv"),
        ("x" * 500 + ".csv", "x" * 120 + ".csv"),
    ],
)
def test_a_name_is_kept_without_what_could_lead_elsewhere(given: str, kept: str) -> None:
    from lineofsight.web.data.receiving import safe_name

    assert safe_name(given) == kept


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KB"), (4 << 30, "4 GB"), (1 << 20, "1 MB")]
)
def test_sizes_are_said_in_their_unit(number: int, said: str) -> None:
    from lineofsight.web.data.receiving import size

    assert size(number) == said


def test_coverage_says_which_days_and_not_known_where_there_is_no_table() -> None:
    from lineofsight.evaluation.coverage import NOTHING, Extent, TableCoverage
    from lineofsight.web.data.sources import covered_of

    nothing = covered_of("people", NOTHING)
    assert (nothing.extent, nothing.tone, nothing.span) == ("Nothing", "unknown", "")
    whole = covered_of("people", TableCoverage(Extent.COMPLETE, date(2020, 4, 1), date(2026, 3, 31)))
    assert (whole.extent, whole.span) == ("Everything", "from 1 April 2020 to 31 March 2026")
    latest = covered_of("people", TableCoverage(Extent.LATEST_ONLY))
    assert (latest.extent, latest.span) == ("The latest only", "from the beginning to the last day known")


@pytest.mark.parametrize(
    ("reason", "value"),
    [
        ("'Ann' is not a date.", "Ann"),
        ('"O\'Neill" is not a number.', "O'Neill"),
        ("'O\\'N\"x' is not a number.", "O'N\"x"),
        ("The line reads Ann and no more.", "Ann"),
    ],
)
def test_a_reason_never_quotes_a_value_to_those_who_may_not_see_it(reason: str, value: str) -> None:
    from lineofsight.record.books import Reject
    from lineofsight.web.data.rejects import row_of

    held = Reject(file="f.csv", reason=reason, value=value)
    hidden = row_of(held, with_values=False)
    assert value not in hidden.reason
    assert "Ann" not in hidden.reason
    assert hidden.value == "(not shown)"
    assert row_of(held, with_values=True).reason == reason


def test_a_cell_of_csv_is_no_formula() -> None:
    from lineofsight.web.data.downloads import plain

    assert [plain(each) for each in ("=1+1", "-2", "@x", "a", 5, None)] == ["'=1+1", "'-2", "'@x", "a", 5, None]


def test_waiting_says_for_whom_and_when_it_takes_too_long() -> None:
    from lineofsight.web.data.progress import progress_of

    waiting = run("load", "waiting")
    assert "2 others are before it" in progress_of(waiting, 2, ASKED).said
    assert "1 other is before it" in progress_of(waiting, 1, ASKED).said
    assert "a few seconds" in progress_of(waiting, 0, ASKED + timedelta(seconds=30)).said
    assert "background process" in progress_of(waiting, 0, ASKED + timedelta(seconds=31)).said


@pytest.mark.parametrize(
    ("kind", "stage", "given", "states"),
    [
        ("load", "waiting", {}, ["now", "later", "later", "later", "later"]),
        ("load", "loading", {"step": 2, "steps": 9}, ["done", "done", "now", "later", "later"]),
        ("load", "stopped", {"steps": 9}, ["done", "done", "off", "off", "off"]),
        ("load", "stopped", {"load_number": 4}, ["done", "done", "done", "off", "off"]),
        ("load", "busy", {"load_number": 4}, ["done", "done", "done", "now", "later"]),
        ("load", "done", {"load_number": 4}, ["done"] * 5),
        ("undo", "undoing", {"load_number": 4}, ["done", "now", "later", "later"]),
        ("snapshot", "preparing", {}, ["done", "done", "now"]),
    ],
)
def test_steps_stand_where_the_work_is(kind: str, stage: str, given: dict[str, Any], states: list[str]) -> None:
    from lineofsight.web.data.progress import progress_of

    progress = progress_of(run(kind, stage, **given), 0, ASKED)
    assert [step.state for step in progress.steps] == states


@pytest.mark.parametrize(
    ("kind", "stage", "given", "choices"),
    [
        ("load", "waiting", {}, ["cancel"]),
        ("load", "loading", {}, ["cancel"]),
        ("load", "loading", {"cancel_asked": True}, []),
        ("load", "snapshot", {"load_number": 4}, []),
        ("load", "drop", {}, ["accept", "cancel"]),
        ("load", "stopped", {}, ["again", "cancel"]),
        ("load", "failed", {"load_number": 4}, ["again", "cancel"]),
        ("load", "refused", {}, []),
        ("load", "done", {"load_number": 4}, []),
        ("undo", "undoing", {"load_number": 4}, []),
        ("undo", "stopped", {"load_number": 4}, ["again", "cancel"]),
    ],
)
def test_what_one_may_choose_is_what_can_still_be_done(
    kind: str, stage: str, given: dict[str, Any], choices: list[str]
) -> None:  # fmt: skip
    from lineofsight.web.data.progress import progress_of

    assert [choice.name for choice in progress_of(run(kind, stage, **given), 0, ASKED).choices] == choices
