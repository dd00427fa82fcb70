"""Drawing in columns: days, counts, repeated events and working days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from lineofsight.core.working_days import add_working_days
from lineofsight.core.working_days import working_days_between as between
from lineofsight.simulation.calendar import after_working_days, working_days_between
from lineofsight.simulation.draw import ABSENT, choose, day_number, expand, later, pick, repeat_events, working
from lineofsight.simulation.stories import STORIES, Story
from lineofsight.simulation.world import world_of

ENDS_ON = date(2026, 9, 30)


def test_an_absent_day_stays_absent_however_it_is_moved() -> None:
    days = np.array([10, ABSENT])
    assert later(days, 5).tolist() == [15, ABSENT]
    assert working(np.array([8, 9, 10, ABSENT])).tolist() == [8, 11, 11, ABSENT]  # day 8 was a Friday
    assert after_working_days(np.array([ABSENT]), 3).tolist() == [ABSENT]


def test_counts_expand_to_rows_and_places() -> None:
    rows, place = expand(np.array([2, 0, 3]))
    assert rows.tolist() == [0, 0, 2, 2, 2]
    assert place.tolist() == [0, 1, 0, 1, 2]


def test_a_negative_position_picks_a_blank() -> None:
    assert pick(["a", "b"], np.array([1, -1, 0])).to_list() == ["b", None, "a"]
    assert pick([], np.array([-1])).to_list() == [None]
    assert pick(["a"], np.array([], dtype=np.int64)).to_list() == []


def test_choices_follow_their_weights() -> None:
    found = np.bincount(choose(np.random.default_rng(1), (3, 0, 1), 40_000), minlength=3) / 40_000
    assert found == pytest.approx([0.75, 0.0, 0.25], abs=0.01)


def test_repeated_events_fall_in_order_inside_their_span_at_about_their_gap() -> None:
    starts, ends = np.full(200, 0), np.full(200, 1000)
    rows, days = repeat_events(np.random.default_rng(1), starts, ends, 20.0, 0.4)
    assert days.min() > 0
    assert days.max() < 1000
    assert (np.diff(days)[np.diff(rows) == 0] > 0).all()
    assert len(days) / 200 == pytest.approx(1000 / 20, rel=0.05)


def test_a_span_that_ends_as_it_starts_has_no_events() -> None:
    rows, days = repeat_events(np.random.default_rng(1), np.array([5]), np.array([5]), 2.0, 0.1)
    assert len(rows) == len(days) == 0


def test_working_days_are_those_of_the_calendar() -> None:
    starts = [date(2024, 12, 20) + timedelta(days=step) for step in range(40)]
    numbers = np.array([day_number(day) for day in starts])
    moved = after_working_days(numbers, 7)
    assert moved.tolist() == [day_number(add_working_days(day, 7)) for day in starts]
    assert working_days_between(numbers, moved).tolist() == [between(day, add_working_days(day, 7)) for day in starts]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"population": 10}, "population"),
        ({"years": 0}, "years"),
        ({"seed": -1}, "seed"),
        ({"story": "triumph"}, "triumph"),
    ],
)
def test_an_argument_that_cannot_be_used_is_named(given: dict[str, object], named: str) -> None:
    asked: dict[str, object] = {"population": 1000, "years": 2, "seed": 1, "story": "steady"} | given
    with pytest.raises(ValueError, match=named):
        world_of(**asked, ends_on=ENDS_ON)  # type: ignore[arg-type]


def test_a_story_runs_from_start_to_end_between_nothing_and_everything() -> None:
    with pytest.raises(ValueError, match="from share 0.0 to 1.0"):
        Story("half", "Half told", ((0.0, 0.5), (0.5, 0.5)))
    with pytest.raises(ValueError, match="between 0 and 1"):
        Story("beyond", "Too good", ((0.0, 0.5), (1.0, 1.5)))


def test_practice_follows_the_story() -> None:
    world = world_of(1000, 10, 1, "improvement", ENDS_ON)
    levels = world.level(
        np.array([world.first_day, world.at_share(0.25), world.at_share(0.7), world.at_share(0.74), world.last_day])
    )
    assert levels[0] > levels[1]  # worse first
    assert levels[2] > levels[3]  # one relapse
    assert levels[4] == max(levels)
    assert set(STORIES) == {"improvement", "well_recorded", "steady", "decline"}
