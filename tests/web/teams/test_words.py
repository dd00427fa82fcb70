"""What pages of teams say: against a limit, of supervision, of who is away; and never in order of a figure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lineofsight.core.caseload_policy import in_force

DAY = date(2026, 9, 30)


def worker(**given: Any) -> Any:
    from lineofsight.web.knowledge.staff import Worker

    known: dict[str, Any] = {
        "id": "W1", "name": "Ann Bee", "team": "T1", "role": "social_worker", "full_time": 1.0, "is_agency": False,
        "new_until": None, "is_new": False, "away_since": None,
    }  # fmt: skip
    return Worker(**{**known, **given})


def duty(**given: Any) -> Any:
    from lineofsight.record.service.models import OpenDuty

    return OpenDuty(**{"standard": "supervision_monthly", "holder_kind": "worker", "holder": "W1", "known": True,
                       "opened_on": date(2026, 8, 1), **given})  # fmt: skip


@pytest.mark.parametrize(
    ("held", "limit", "said"),
    [(17, 18, "1 below 18"), (18, 18, "At the limit of 18"), (19, 18, "1 above 18"), (0, 12, "12 below 12"),
     (40, None, "No limit set for this work")],
)  # fmt: skip
def test_children_held_are_said_against_the_limit(held: int, limit: int | None, said: str) -> None:
    from lineofsight.web.teams.workers import against_words

    assert against_words(held, limit) == said


@pytest.mark.parametrize(
    ("given", "limit"),
    [
        ({}, 18),
        ({"is_new": True}, 12),
        ({"role": "newly_qualified", "is_new": True}, 12),
        ({"role": "team_manager"}, None),
    ],
)
def test_the_limit_is_for_the_work_done(given: dict[str, Any], limit: int | None) -> None:
    assert worker(**given).limit(in_force(DAY)) == limit


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (DAY - timedelta(days=1), "29 September 2026, 1 day overdue", "overdue"),
        (DAY, "30 September 2026, due today", "soon"),
        (DAY + timedelta(days=6), "6 October 2026, due in 6 days", "soon"),
        (DAY + timedelta(days=7), "7 October 2026, due in 7 days", "plain"),
    ],
)
def test_supervision_is_said_from_the_day(due: date, words: str, tone: str) -> None:
    from lineofsight.web.teams.workers import supervision

    shown = supervision([duty(due_on=due), duty(due_on=due + timedelta(days=30))], DAY)
    assert (shown.words, shown.tone) == (words, tone)


def test_supervision_no_file_can_tell_of_is_not_known_and_never_fine() -> None:
    from lineofsight.web.teams.workers import supervision

    assert supervision([duty(due_on=DAY, known=False)], DAY).tone == "unknown"
    assert supervision([duty(due_on=None)], DAY).words == "Not known"


def test_workers_are_listed_by_name_whatever_they_hold(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.knowledge.staff import Staff, Team
    from lineofsight.web.teams.workers import worker_rows

    names = {"W9": "Zoe", "W1": "Ann", "W5": "Mia"}
    rows = worker_rows(
        Team("T1", "One", "", "", ""), Staff({}, {}, {}), ChildNow.objects.none(), names, [], DAY, in_force(DAY)
    )
    assert [row.name for row in rows] == ["Ann", "Mia", "Zoe"]


def test_who_is_not_known_as_in_post_has_no_limit_and_it_is_said() -> None:
    from lineofsight.web.teams.counting import Held
    from lineofsight.web.teams.workers import worker_row

    row = worker_row("T1", "W1", "Ann", None, Held({"in_care": 30}), [], DAY, in_force(DAY))
    assert (row.limit, row.is_above, row.full_time) == (None, False, "Not known")
    assert row.role == "Not in post in what was loaded"


def test_why_somebody_is_away_is_not_told() -> None:
    from lineofsight.web.teams.counting import NOTHING
    from lineofsight.web.teams.workers import worker_row

    row = worker_row("T1", "W1", "Ann", worker(away_since=date(2026, 9, 1)), NOTHING, [], DAY, in_force(DAY))
    assert row.away == "Since 1 September 2026"


def test_posts_that_are_not_loaded_are_not_known() -> None:
    from lineofsight.web.knowledge.staff import Posts, Staff, Team
    from lineofsight.web.teams.team import staffing

    team = Team("T1", "One", "", "", "")
    assert "not known" in staffing(team, Staff({}, {"W1": worker()}, {}))[1]
    assert staffing(team, Staff({}, {"W1": worker()}, {"T1": Posts(4.0, 1.5, 0.5)})) == (
        "1 worker in post, nobody recorded as away.",
        "1.5 of 4 full-time posts vacant, 0.5 of them covered by agency workers.",
    )


def test_every_stage_is_drawn_once() -> None:
    from lineofsight.record.service.now import Stage
    from lineofsight.web.teams.counting import STAGES, Held

    drawn = [stage for _, stages in STAGES for stage in stages]
    assert sorted(drawn) == sorted(stage for stage in Stage if stage is not Stage.CLOSED)
    assert Held({"contact": 2, "in_care": 3}).parts == (2, 0, 0, 0, 3, 0)


def test_a_team_is_different_only_outside_what_chance_would_give() -> None:
    from lineofsight.catalogue.indicators import INDICATORS
    from lineofsight.web.teams.series import _outside

    def at(*counted: float) -> dict[str, dict[str, float]]:
        return {f"T{n}": {"numerator": each, "denominator": 200.0} for n, each in enumerate(counted)}

    item, some = INDICATORS["cp_visits_timely"], ["T0", "T1", "T2"]
    assert _outside(item, "2026-09-30", some, at(150, 155, 145), 1.0) == {}
    found = _outside(item, "2026-09-30", some, at(150, 155, 60), 1.0)
    assert "T2" in found
    assert found["T2"].words == "Lower than chance would give: different from similar teams."
    # Of families of ten seen together, a difference has to be larger.
    assert "T1" not in _outside(item, "2026-09-30", some, at(150, 155, 125), 0.1)


def test_a_handful_is_never_called_different() -> None:
    from lineofsight.catalogue.indicators import INDICATORS
    from lineofsight.web.teams.series import SMALL, _outside

    at = {"T0": {"numerator": 400.0, "denominator": 400.0}, "T1": {"numerator": 400.0, "denominator": 400.0},
          "T2": {"numerator": 0.0, "denominator": float(SMALL - 1)}}  # fmt: skip
    assert "T2" not in _outside(INDICATORS["cp_visits_timely"], "2026-09-30", ["T0", "T1", "T2"], at, 1.0)


def test_before_anything_is_loaded_there_are_no_teams_and_no_fault(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.knowledge.staff import staff
    from lineofsight.web.teams.overview import overview
    from lineofsight.web.teams.series import charts, different, is_compared

    assert staff(None).of("T1") == []
    assert overview(None, ChildNow.objects.none(), lambda _: True, in_force(DAY)).teams == 0
    assert charts(None, "T1", "safeguarding", "One") == ()
    assert different(None, "T1") == []
    assert not is_compared(None, "T1")
