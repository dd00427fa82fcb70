"""Filters of a worklist: what exists is taken, what does not is said; each state is what its words say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict

DAY = date(2026, 9, 30)


def duty(**given: Any) -> Any:
    from lineofsight.record.service.models import OpenDuty

    known = {"standard": "cp_visit", "holder_kind": "child", "holder": "1", "subject": "p", "known": True,
             "opened_on": date(2026, 9, 1), "reference": "r"}  # fmt: skip
    return OpenDuty(**{**known, **given})


def test_a_filter_that_does_not_exist_is_left_out_and_said() -> None:
    from lineofsight.web.worklists.filters import read_filters

    filters = read_filters(QueryDict("state=overdue&force=perhaps&standard=nothing&by=moon"), {"cp_visit": None}, {})  # type: ignore[dict-item]
    assert filters.state == "overdue"
    assert filters.chosen == {"state": "overdue"}
    assert filters.by == "date"
    assert filters.unknown == ("by: moon", "standard: nothing", "force: perhaps")


def test_a_very_long_value_is_cut_before_it_is_looked_at() -> None:
    from lineofsight.web.worklists.filters import LONGEST_VALUE, read_filters

    filters = read_filters(QueryDict("state=" + "x" * 1_000_000), {}, {})
    assert len(filters.unknown[0]) == len("state: ") + LONGEST_VALUE


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (DAY - timedelta(days=1), "1 day overdue", "overdue"),
        (DAY, "due today", "soon"),
        (DAY + timedelta(days=1), "due tomorrow", "soon"),
        (DAY + timedelta(days=6), "due in 6 days", "soon"),
        (DAY + timedelta(days=7), "due in 7 days", "plain"),
    ],
)
def test_how_it_stands_is_said_from_the_day(due: date, words: str, tone: str) -> None:
    from lineofsight.web.worklists.presenters import standing

    assert standing(duty(due_on=due), DAY) == (words, tone)


def test_met_in_time_and_recorded_late_is_its_own_state() -> None:
    from lineofsight.web.worklists.presenters import standing

    late = duty(due_on=date(2026, 9, 10), met_on=date(2026, 9, 10), recorded_on=date(2026, 9, 12))
    assert standing(late, DAY) == ("Met in time on 10 September 2026, recorded 2 days after it fell due", "plain")


def test_what_no_file_can_tell_is_not_known_and_never_fine() -> None:
    from lineofsight.web.worklists.presenters import NOT_KNOWN, standing

    assert standing(duty(due_on=date(2026, 9, 10), known=False), DAY) == (NOT_KNOWN, "unknown")
    assert standing(duty(due_on=None), DAY) == (NOT_KNOWN, "unknown")


def everything() -> Any:
    from lineofsight.record.service.counting.kept import held_for
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.day import today

    return held_for(OpenDuty.objects.db, today()).everything()


def test_every_open_thing_is_in_exactly_one_state(service: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.day import today
    from lineofsight.web.worklists.filters import State, state_of

    day = today()
    counts = {state: OpenDuty.objects.filter(state_of(state, day)).count() for state in State}
    whole = OpenDuty.objects.open_on(day).count()
    assert counts[State.OVERDUE] + counts[State.SOON] + counts[State.LATER] + counts[State.NOT_KNOWN] == whole
    assert counts[State.LONG_OVERDUE] <= counts[State.OVERDUE]
    without_long = OpenDuty.objects.filter(state_of("", day)).count()
    assert without_long == whole - counts[State.NOT_KNOWN] - counts[State.LONG_OVERDUE]


def test_the_numbers_beside_a_list_are_the_lengths_of_its_lists(service: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.record.service.open_duty import NEVER_LISTED
    from lineofsight.web.day import today
    from lineofsight.web.worklists.filters import State, counts, state_of

    found = counts(everything(), today())
    listed = OpenDuty.objects.exclude(standard__in=NEVER_LISTED)
    assert found == {state: listed.filter(state_of(state, today())).count() for state in ("", *State)}


def test_counts_by_standard_are_those_of_the_rows(service: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.day import today
    from lineofsight.web.worklists.filters import State, counts_by_standard, state_of

    found = counts_by_standard(everything(), today())
    assert found
    for standard, counted in found.items():
        rows = OpenDuty.objects.filter(standard=standard)
        states = (State.OVERDUE, State.SOON, State.NOT_KNOWN)
        assert [counted[state] for state in states] == [
            rows.filter(state_of(state, today())).count() for state in states
        ]
        overdue = rows.filter(state_of(State.OVERDUE, today())).order_by("due_on").first()
        assert counted["oldest"] == (overdue.due_on if overdue else None)
