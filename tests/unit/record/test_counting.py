"""What is held in memory is counted as the database counts, whatever the condition, and read again when it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any

import pytest
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.record.home import Home
from lineofsight.record.open_duties import rebuild_for
from lineofsight.record.service.counting.conditions import taken
from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.counting.kept import held_for, tell_made_again
from lineofsight.record.service.emptying import empty
from lineofsight.record.service.models import ChildNow, OpenDuty, Prepared

DAY = date(2026, 9, 30)
DAYS = [None, *(DAY + timedelta(days=away) for away in (-400, -1, 0, 1, 8))]
MOMENTS = [None, *(datetime(2026, 9, 30, hour, tzinfo=UTC) for hour in (9, 23))]
WORDS = [None, "a", "B", "é"]
VALUES: dict[str, list[Any]] = {
    **dict.fromkeys(("opened_on", "due_on", "met_on", "recorded_on", "ended_on"), DAYS), "due_at": MOMENTS,
    "known": [True, False], "worker": WORDS, "team": WORDS, "reference": ["r1", "r2", "r3", None],
    "holder_kind": ["child", "worker"], "standard": ["cp_visit", "cla_visit"],
}  # fmt: skip


def rows() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})
    return st.lists(row, max_size=12)


def conditions() -> st.SearchStrategy[Q]:
    dated = ("opened_on", "due_on", "met_on", "ended_on")
    compared = st.builds(
        lambda name, lookup, value: Q(**{f"{name}__{lookup}": value}),
        st.sampled_from(dated), st.sampled_from(["exact", "lt", "lte", "gt", "gte"]), st.sampled_from(DAYS[1:]),
    )  # fmt: skip
    each = st.one_of(
        compared,
        st.builds(lambda name, none: Q(**{f"{name}__isnull": none}), st.sampled_from([*dated, "team"]), st.booleans()),
        st.builds(lambda name, lookup: Q(**{f"{name}__{lookup}": F("due_on")}), st.sampled_from(["met_on", "ended_on"]),
                  st.sampled_from(["lt", "lte", "gt"])),
        st.builds(lambda value: Q(team=value), st.sampled_from(WORDS)),
        st.builds(lambda values: Q(team__in=values), st.lists(st.sampled_from(WORDS[1:]))),
        st.builds(lambda value: Q(known=value), st.booleans()),
        st.builds(lambda value: Q(due_at__lt=value), st.sampled_from(MOMENTS[1:])),
        st.just(Q(pk__in=())), st.just(Q()),
    )  # fmt: skip
    joined = st.lists(each, min_size=1, max_size=3)
    both = st.one_of(
        joined.map(lambda parts: reduce(Q.__and__, parts)), joined.map(lambda parts: reduce(Q.__or__, parts))
    )
    return st.one_of(both, both.map(lambda whole: ~whole))


def held(home: Home, listed: list[dict[str, Any]], children: int = 0) -> Counted:
    """Rows put in the home's tables, and what is then held of them."""
    empty(home)
    alias = home.aliases.service
    OpenDuty.objects.using(alias).bulk_create(OpenDuty(holder="C1", subject="s", **row) for row in listed)
    ChildNow.objects.using(alias).bulk_create(
        ChildNow(reference=f"r{number}", child_id=f"C{number}", is_open=True, reasons=[]) for number in range(children)
    )
    Prepared.objects.using(alias).create(
        snapshot="one", as_at=date(2000, 1, 1), made_at=datetime.now(UTC), catalogue="", children=0, duties=0, keys=0,
        seconds=0,
    )  # fmt: skip
    return held_for(alias, DAY).everything()


@given(listed=rows(), condition=conditions())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_condition_takes_the_same_rows_here_and_there(any_home: Home, listed: Any, condition: Q) -> None:
    part = held(any_home, listed).owed(condition)
    there = OpenDuty.objects.using(any_home.aliases.service).filter(condition)
    assert sorted(part.keys(0, part.number)) == sorted(there.values_list("key", flat=True))
    assert part.number == there.count()
    assert part.children_owed == there.exclude(reference=None).values("reference").distinct().count()
    per_team = {team: there.filter(team=team).count() for team in WORDS[1:] if there.filter(team=team).exists()}
    assert part.numbers_by("team") == per_team


def test_a_condition_nobody_foresaw_is_refused_and_never_put_in_part(home: Home) -> None:
    columns = held(home, []).held.duties.columns
    for condition, refused in (
        (Q(team__startswith="a"), KeyError), (Q(due_on__icontains="1"), ValueError), (Q(team__lt="a"), ValueError),
        (Q(known=True) ^ Q(known=False), ValueError), (Q(no_such_column=1), KeyError),
    ):  # fmt: skip
        with pytest.raises(refused):
            taken(condition, columns, 0)


def test_what_was_written_about_one_child_is_read_again_and_nothing_else(any_home: Home) -> None:
    alias = any_home.aliases.service
    row = {"standard": "cp_visit", "holder_kind": "child", "known": True, "opened_on": DAY, "due_on": DAY}
    before = held(any_home, [{**row, "reference": "r1"}] * 2, children=3)
    assert held_for(alias, DAY) is before.held
    other = {**row, "holder": "C2", "subject": "s", "reference": "r2"}
    rebuild_for(any_home, "child", "C2", [other], DAY)
    after = held_for(alias, DAY).everything()
    assert (before.number, after.number) == (2, 3)
    assert after.of_children(Q(reference="r2")).owed_to_them().number == 1
    ChildNow.objects.using(alias).filter(child_id="C1").update(is_open=False)
    tell_made_again(alias, "child", "C1")
    assert held_for(alias, DAY).everything().how_many_children(Q(is_open=True)) == 2
    ChildNow.objects.using(alias).filter(child_id="C2").delete()
    rebuild_for(any_home, "child", "C2", [], DAY)
    assert held_for(alias, DAY).everything().number == 2
    assert held_for(alias, DAY).everything().number_of_children == 2


def test_everything_is_read_again_after_a_load(home: Home) -> None:
    row = {"standard": "cp_visit", "holder_kind": "child", "known": True, "opened_on": DAY, "due_on": DAY}
    assert held(home, [row]).number == 1
    assert held(home, [row] * 2).number == 2
    empty(home)
    assert held_for(home.aliases.service, DAY).everything().number == 0


def test_an_earlier_day_than_was_read_for_is_read_for(home: Home) -> None:
    ended = {
        "standard": "cp_visit", "holder_kind": "child", "known": True, "opened_on": DAY - timedelta(days=9),
        "due_on": DAY, "ended_on": DAY,
    }  # fmt: skip
    held(home, [ended])
    alias = home.aliases.service
    Prepared.objects.using(alias).update(as_at=DAY, made_at=datetime.now(UTC))
    assert held_for(alias, DAY).everything().number == 0
    assert held_for(alias, DAY - timedelta(days=1)).everything().number == 1
    assert held_for(alias, DAY).everything().number == 1
