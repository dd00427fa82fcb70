"""The daily payload in parts: what the receiver holds after any parts is what it would hold had the whole been sent."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lineofsight.returns.dfe_api.changes import Changes
from tests.support.receiver import merged

DATES = st.sampled_from([None, "2026-01-01", "2026-01-02"])
CHANGES = Changes(b"k" * 16)


def listed(name: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    item = st.fixed_dictionaries({name: st.sampled_from(["A", "B", "C"]), "start_date": DATES, **more})
    return st.lists(item, max_size=3, unique_by=lambda one: one[name])


ONE = st.none() | st.fixed_dictionaries({"matched_date": DATES})
EPISODE = {
    "social_care_episode_id": st.sampled_from(["1", "2"]), "referral_date": DATES,
    "child_and_family_assessments": listed(
        "child_and_family_assessment_id", factors=st.lists(st.sampled_from(["1A", "2B"]), unique=True)
    ),
    "child_in_need_plans": listed("child_in_need_plan_id"), "adoption": ONE,
    "care_worker_details": st.lists(
        st.fixed_dictionaries({"worker_id": st.sampled_from([None, "SW1"]), "start_date": DATES}), max_size=2
    ),
}  # fmt: skip
CHILD = st.fixed_dictionaries(
    {
        "la_child_id": st.just("C1"), "mis_child_id": st.sampled_from([None, "M1"]),
        "child_details": st.fixed_dictionaries({"sex": st.sampled_from(["M", "F"]), "postcode": DATES}),
        "social_care_episodes": st.lists(
            st.fixed_dictionaries(EPISODE), max_size=2, unique_by=lambda one: one["social_care_episode_id"]
        ),
    },
    optional={
        "health_and_wellbeing": st.fixed_dictionaries({
            "sdq_assessments": st.lists(st.fixed_dictionaries({"date": DATES, "score": st.integers(0, 2)}), max_size=2)
        })
    },
)  # fmt: skip


@given(st.lists(CHILD, min_size=2, max_size=4))
def test_parts_come_to_the_whole(states: list[dict[str, Any]]) -> None:
    held = merged({}, states[0])
    for before, now in pairwise(states):
        digests = CHANGES.digests(before)
        assert isinstance(digests, dict)
        held = merged(held, CHANGES.part(now, digests))
        whole = merged({}, now)
        assert _told(held) == _told(whole)


@given(CHILD)
def test_an_unchanged_child_has_only_what_always_goes(child: dict[str, Any]) -> None:
    digests = CHANGES.digests(child)
    assert isinstance(digests, dict)
    assert set(CHANGES.part(child, digests)) == {"la_child_id", "mis_child_id", "child_details"}
    assert CHANGES.whole(child) == CHANGES.whole(dict(reversed(child.items())))


@given(CHILD, CHILD)
def test_digests_tell_two_children_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (CHANGES.whole(one) == CHANGES.whole(other)) == (one == other)
    assert Changes(b"z" * 16).whole(one) != CHANGES.whole(one)


def _told(value: Any) -> Any:
    """What a receiver holds, blank values being as good as none, items in any order."""
    if isinstance(value, dict):
        return {key: told for key, part in value.items() if (told := _told(part)) not in (None, {}, [])}
    if isinstance(value, list):
        items = [_told(item) for item in value]
        names = [key for key in (value[0] if value and isinstance(value[0], dict) else {}) if key.endswith("_id")]
        return sorted(items, key=lambda one: one[names[0]]) if names and names[0] != "worker_id" else items
    return value
