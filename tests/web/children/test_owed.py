"""What is owed to a child, told: its state, its days, and the length that applies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lineofsight.core.duties import Duty, Status
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.plain.interpreter import DATE_ONLY
from lineofsight.evaluation.policy import NO_POLICY, policy_of
from lineofsight.evaluation.ticks import day_tick, minute_tick

DUE = date(2026, 6, 16)


@pytest.fixture(scope="module")
def standards(service: Any) -> Any:
    return resolved_catalogue(NO_POLICY).standards


def duty(**given: Any) -> Duty:
    first = {
        "standard": "cp_visit", "holder": "C1", "subject": "P1", "variant": "", "opened": day_tick(date(2026, 6, 2)),
        "due": day_tick(DUE), "met": None, "closed": None,
    }  # fmt: skip
    return Duty(**(first | given))


def told(standards: Any, day: date, **given: Any) -> Any:
    from lineofsight.web.children.owed import owed_ever

    return owed_ever([duty(**given)], standards, day)[0]


@pytest.mark.parametrize(
    ("day", "state", "away"),
    [
        (date(2026, 6, 15), "Due", "due tomorrow"), (date(2026, 6, 16), "Due", "due today"),
        (date(2026, 6, 17), "Overdue", "1 day overdue"), (date(2026, 6, 21), "Overdue", "5 days overdue"),
    ],
)  # fmt: skip
def test_the_due_day_itself_is_in_time(standards: Any, day: date, state: str, away: str) -> None:
    owed = told(standards, day)
    assert (owed.state.words, owed.away_words, owed.due_words) == (state, away, "16 June 2026")
    assert owed.tag_words == away.capitalize()


@pytest.mark.parametrize(
    ("met", "recorded", "state", "ended"),
    [
        (date(2026, 6, 16), date(2026, 6, 16), "Done in time", "Done 16 June 2026"),
        (date(2026, 6, 16), date(2026, 6, 17), "Done in time, recorded late",
         "Done 16 June 2026, recorded 17 June 2026"),
        (date(2026, 6, 17), date(2026, 6, 17), "Done late", "Done 17 June 2026, 1 day late"),
        (date(2026, 6, 16), None, "Done in time", "Done 16 June 2026"),
        (date(2026, 6, 16), date(2026, 6, 15), "Done in time", "Done 16 June 2026"),
    ],
)  # fmt: skip
def test_done_in_time_and_recorded_late_is_a_state_of_its_own(
    standards: Any, met: date, recorded: date | None, state: str, ended: str
) -> None:
    on = None if recorded is None else day_tick(recorded)
    owed = told(standards, date(2026, 7, 1), met=day_tick(met), recorded_on=on)
    assert (owed.state.words, owed.ended_words) == (state, ended)
    assert not owed.state.waits


def test_a_row_written_before_it_was_done_does_not_say_when_that_was_written(standards: Any) -> None:
    given = {"met": day_tick(DUE)}
    before, same = (told(standards, DUE, recorded_on=day_tick(DUE) + late, **given) for late in (-1, 0))
    assert (before.recorded_on, same.recorded_on) == (None, DUE)


def test_not_known_is_never_done_nor_overdue(standards: Any) -> None:
    owed = told(standards, date(2026, 7, 1), known=False)
    assert (owed.state.words, owed.away_words) == ("Not known", "")
    assert owed.state.waits
    assert told(standards, date(2026, 7, 1), due=None).due_words == "Not known when"


def test_an_hour_clock_says_its_time_in_london_unless_only_the_day_is_known(standards: Any) -> None:
    opened, due = datetime(2026, 6, 15, 9, 0, tzinfo=UTC), datetime(2026, 6, 16, 9, 0, tzinfo=UTC)
    given = {"in_hours": True, "opened": minute_tick(opened), "due": minute_tick(due)}
    assert told(standards, DUE, **given).due_words == "16 June 2026 at 10:00am"
    assert told(standards, DUE, **given).away_words == "overdue since earlier today"
    assert told(standards, DUE, basis=DATE_ONLY, **given).due_words == "16 June 2026"


def test_what_has_not_opened_is_not_told(standards: Any) -> None:
    from lineofsight.web.children.owed import owed_ever

    assert owed_ever([duty()], standards, date(2026, 6, 1)) == []


def test_the_title_has_the_length_that_applies(standards: Any) -> None:
    from lineofsight.core.clocks import Schedule
    from lineofsight.core.wording import title_of
    from lineofsight.web.children.owed import title_for

    several = [
        item for item in standards.values()
        if isinstance(item.due, Schedule) and "{due}" in item.title and len({v.steps for v in item.due.variants}) > 1
    ]  # fmt: skip
    assert several
    for item in several:
        option = item.due.variants[0]
        assert len(title_for(item, option.name, DUE)) < len(title_of(item))
        assert title_for(item, "", DUE) == title_for(item, "nothing of the kind", DUE) == title_of(item)


def test_the_title_has_the_length_of_the_day_its_own_clock_started(service: Any) -> None:
    changed = {"cp_visit": {"from": date(2026, 6, 9), "due": "15 working days"}}
    mine = resolved_catalogue(policy_of({"standards": changed})).titled(date(2026, 7, 1)).standards
    before, after = (told(mine, DUE, opened=day_tick(date(2026, 6, day))) for day in (8, 9))
    assert (before.title[-15:], after.title[-15:]) == ("10 working days", "15 working days")


def test_every_status_has_a_state() -> None:
    from lineofsight.web.children.owed import state_of

    assert {state_of(status, DUE, None).name for status in Status} == {status.name for status in Status}
