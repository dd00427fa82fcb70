"""Who may hold a child, at the boundaries; what children weigh; the forecast's sum."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lineofsight.core.caseload_policy import NumberAt, in_force

DAY = date(2026, 10, 5)
POLICY = in_force(DAY)


def worker(**given: Any) -> Any:
    from lineofsight.web.knowledge.staff import Worker

    known: dict[str, Any] = {
        "id": "W1", "name": "Ann Bee", "team": "T1", "role": "social_worker", "full_time": 1.0, "is_agency": False,
        "new_until": None, "is_new": False, "away_since": None, "registration": "SW1",
        "registered_until": date(2027, 1, 1),
    }  # fmt: skip
    return Worker(**{**known, **given})


@pytest.mark.parametrize("stage", ["section_47", "child_protection", "in_care"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"registration": ""}, "No registration"),
        ({"registration": "", "role": "early_help"}, "No registration"),
        ({"role": "team_manager"}, ""),
        ({"registered_until": DAY}, ""),
        ({"registered_until": DAY - timedelta(days=1)}, "valid until 4 October 2026"),
        ({"registered_until": None}, ""),
        ({"away_since": DAY}, "is away"),
        ({"away_since": DAY + timedelta(days=1)}, ""),
    ],
)
def test_a_child_at_risk_or_in_care_is_only_ever_held_by_a_registered_worker(
    service: Any, stage: str, given: dict[str, Any], said: str
) -> None:
    from lineofsight.web.allocation.rules import may_not_hold

    found = may_not_hold(stage, worker(**given), DAY)
    assert (said in found) if said else found == ""


def test_a_child_in_need_may_be_held_by_others_and_nobody_holds_for_a_list(service: Any) -> None:
    from lineofsight.web.allocation.rules import may_not_hold

    assert may_not_hold("child_in_need", worker(registration="", role="family_support"), DAY) == ""
    assert "no such worker in post" in may_not_hold("contact", None, DAY)


@pytest.mark.parametrize(
    ("given", "after", "why", "is_head", "said"),
    [
        ({}, 18, "", False, ""),
        ({}, 19, "", False, "Say why"),
        ({}, 19, "  ", True, "Say why"),
        ({}, 19, "Until Friday", False, ""),
        ({"is_new": True}, 12, "", False, ""),
        ({"is_new": True}, 13, "Until Friday", False, "Only a head of service"),
        ({"is_new": True}, 13, "Until Friday", True, ""),
        ({"is_new": True}, 13, "", True, "Say why"),
        ({"role": "family_support"}, 40, "", False, ""),
    ],
)
def test_above_the_limit_only_with_a_reason_and_in_the_first_year_by_a_head_of_service(
    service: Any, given: dict[str, Any], after: int, why: str, is_head: bool, said: str
) -> None:
    from lineofsight.web.allocation.rules import may_not_exceed

    found = may_not_exceed(worker(**given), after, 0.0, POLICY, why, is_head=is_head)
    assert (said in found) if said else found == ""


def test_the_authoritys_own_limit_is_the_one_that_refuses(service: Any) -> None:
    from lineofsight.web.allocation.rules import may_not_exceed

    own = in_force(DAY, (NumberAt("social_worker", 15, DAY),))
    assert "limit of 15" in may_not_exceed(worker(), 16, 0.0, own, "", is_head=False)


@pytest.mark.parametrize(
    ("given", "stages", "why", "is_head", "said"),
    [
        # full time: eighteen children in need weigh as many; one more of weight takes it beyond the room
        ({}, ["child_in_need"] * 18, "", False, ""),
        ({}, ["child_in_need"] * 17 + ["child_protection"], "", False, "weigh 0.5 more"),
        ({}, ["child_in_need"] * 17 + ["child_protection"], "Until Friday", False, ""),
        # half time: nine and no more, though the limit is eighteen
        ({"full_time": 0.5}, ["child_in_need"] * 9, "", False, ""),
        ({"full_time": 0.5}, ["child_in_need"] * 10, "", False, "weigh 1 more"),
        ({"full_time": 0.5}, ["child_protection"] * 18, "", True, "Say why"),
        ({"full_time": 0.5}, ["child_protection"] * 18, "Until Friday", False, ""),
        # in the first year beyond the room takes a reason; above the limit a head of service too
        ({"is_new": True}, ["child_protection"] * 9, "Until Friday", False, ""),
        ({"is_new": True}, ["child_protection"] * 9, "", False, "Say why"),
        ({"is_new": True}, ["child_in_need"] * 13, "Until Friday", False, "Only a head of service"),
        # whose share is not recorded counts as full time; whose work has no limit has no room to exceed
        ({"full_time": None}, ["child_in_need"] * 18, "", False, ""),
        ({"role": "family_support"}, ["child_protection"] * 40, "", False, ""),
    ],
)
def test_beyond_the_room_by_weight_and_hours_only_with_a_reason(
    service: Any, given: dict[str, Any], stages: list[str], why: str, is_head: bool, said: str
) -> None:
    from lineofsight.web.allocation.rules import may_not_exceed
    from lineofsight.web.allocation.weighing import Weighed, load_of, room

    somebody = worker(**given)
    load = load_of([Weighed(f"p{place}", stage) for place, stage in enumerate(stages)], POLICY)
    left = room(load, somebody.limit(POLICY), somebody.full_time)
    found = may_not_exceed(somebody, load.children, left, POLICY, why, is_head=is_head)
    assert (said in found) if said else found == ""


def test_a_change_of_worker_is_given_with_a_reason_and_the_third_says_so(service: Any) -> None:
    from lineofsight.web.allocation.rules import may_not_change

    assert may_not_change(None, "W2", 5, "") == ""
    assert may_not_change("W1", "W2", 0, "MANAGE") == ""
    assert "third worker" not in may_not_change("W1", "W2", 0, "")
    assert "third worker" in may_not_change("W1", "W2", 1, "")
    assert "already" in may_not_change("W1", "W1", 0, "MANAGE")


def test_cover_has_a_last_day_that_can_be(service: Any) -> None:
    from lineofsight.web.allocation.rules import LONGEST_COVER, may_not_cover

    assert may_not_cover(None, DAY) == ""
    assert may_not_cover(DAY, DAY) == ""
    assert may_not_cover(DAY + LONGEST_COVER, DAY) == ""
    assert may_not_cover(DAY - timedelta(days=1), DAY)
    assert may_not_cover(DAY + LONGEST_COVER + timedelta(days=1), DAY)


def test_a_handover_is_answered_once_by_the_receiving_team_and_never_by_whoever_sent_it(service: Any) -> None:
    from lineofsight.web.allocation.rules import may_not_answer, may_not_give_to, may_not_hand_over

    assert may_not_answer("", "T2", ("T2",), 1, 2, everywhere=False) == ""
    assert "Only the receiving team" in may_not_answer("", "T2", ("T1",), 1, 2, everywhere=False)
    assert "yourself" in may_not_answer("", "T2", ("T1", "T2"), 1, 1, everywhere=False)
    assert "yourself" in may_not_answer("", "T2", (), 1, 1, everywhere=True)
    assert "already" in may_not_answer("declined", "T2", ("T2",), 1, 2, everywhere=True)
    assert "Hand the child over" in may_not_give_to("T2", ("T1",), everywhere=False)
    assert may_not_give_to("T2", (), everywhere=True) == ""
    assert may_not_hand_over("T1", "T2", False, "What to know") == ""
    assert may_not_hand_over("T1", "T1", False, "What to know")
    assert "Take that back" in may_not_hand_over("T1", "T2", True, "What to know")
    assert may_not_hand_over(None, "T2", False, " ")


def test_what_a_child_weighs_is_by_stage_court_and_distance(service: Any) -> None:
    from lineofsight.web.allocation.weighing import Weighed, weight_of

    assert weight_of(Weighed("p1", "child_in_need"), POLICY) == 1.0
    assert weight_of(Weighed("p1", "in_care", in_court=True, miles=20.1), POLICY) == pytest.approx(1.3 + 0.7 + 0.3)
    assert weight_of(Weighed("p1", "in_care", miles=20.0), POLICY) == 1.3
    assert weight_of(Weighed("p1", "closed"), POLICY) == 0.0


def test_of_brothers_and_sisters_held_together_the_heaviest_counts_whole(service: Any) -> None:
    from lineofsight.web.allocation.weighing import Load, Weighed, load_of, room

    together = [Weighed("p1", "child_protection", "F1"), Weighed("p2", "child_in_need", "F1")]
    apart = [replace(each, family=each.reference) for each in together]
    assert load_of(together, POLICY) == Load(2, 2.1)
    assert load_of(apart, POLICY) == Load(2, 2.5)
    assert load_of([replace(each, family="") for each in together], POLICY) == Load(2, 2.5)
    assert load_of([], POLICY) == Load(0, 0)
    assert room(Load(2, 2.1), 18, 0.5) == 6.9
    assert room(Load(2, 2.1), 18, None) == 15.9
    assert room(Load(2, 2.1), None, 1.0) is None


def test_candidates_with_a_brother_or_sister_come_first_and_the_refused_last(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation.candidates import candidates
    from lineofsight.web.allocation.weighing import Weighed

    people = [worker(id="W1", name="A", registration=""), worker(id="W2", name="B"), worker(id="W3", name="C")]
    sister = ChildNow(reference="p2", child_id="2", stage="in_care")
    child = Weighed("p1", "in_care", "F1")
    found = candidates(people, {"W3": [sister]}, {"p2": Weighed("p2", "in_care", "F1")}, child, ["p2"], POLICY, DAY)
    assert [each.name for each in found] == ["C", "B", "A"]
    assert (found[0].before.children, found[0].after.children, found[0].after.weight) == (1, 2, "2.1")
    assert found[0].notes == ("Holds a brother or sister",)
    assert found[2].refused


def test_the_forecast_is_a_sum_of_what_is_open(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation.forecast import AHEAD, forecasts

    def child(number: int, **given: Any) -> ChildNow:
        return ChildNow(reference=f"p{number}", child_id=str(number), team_id="T1", team_name="One",
                        opened_on=date(2025, 1, 1), stage="child_in_need", **given)  # fmt: skip

    listed = [
        child(1), child(2), child(3), child(4),
    ]  # fmt: skip
    listed[0].opened_on = DAY
    listed[1].stage = "assessment"
    listed[2].stage, listed[2].born_on = "in_care", date(2008, 11, 2)
    listed[3].stage, listed[3].born_on = "in_care", date(2008, 11, 3)
    ending = {"p2": DAY + AHEAD, "p1": DAY + AHEAD}
    (found,) = forecasts(listed, ending, {"T1": [worker(), worker(id="W2", away_since=DAY)]}, {"W1": 18, "W2": 18}, DAY)
    assert found.words == "4 + 1 − 1 − 1 = 3"
    assert (found.limits, found.away, found.is_above) == (18, 1, False)
