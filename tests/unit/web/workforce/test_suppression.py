"""What of a survey's numbers may be kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as drawn

from lineofsight.web.workforce.suppression import FEWEST, keepable


def _of(**sizes: int) -> dict[tuple[str, str], dict[str, int]]:
    return {("" if team == "none" else team, "q"): {"yes": size - 1, "no": 1} for team, size in sizes.items() if size}


def test_a_group_of_nine_is_not_kept_and_of_ten_is() -> None:
    kept = keepable(_of(a=10, b=20, c=30, d=9, e=9))
    assert {team for team, _ in kept} == {"", "a", "b", "c"}
    assert kept["", "q"] == {"yes": 73, "no": 5}


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    """Nine left over would be theirs: so the smallest team kept is kept no more."""
    kept = keepable(_of(a=12, b=20, c=9))
    assert {team for team, _ in kept} == {"", "b"}


def test_nobody_left_over_gives_nobody_away() -> None:
    assert {team for team, _ in keepable(_of(a=10, b=11))} == {"", "a", "b"}


def test_those_of_no_team_count_in_the_service_and_are_guarded_too() -> None:
    assert {team for team, _ in keepable(_of(a=10, b=11, none=3))} == {"", "b"}
    assert {team for team, _ in keepable(_of(a=10, none=10))} == {"", "a"}


def test_a_question_few_answered_has_nothing() -> None:
    assert keepable(_of(a=9)) == {}
    assert keepable(_of(a=5, b=4)) == {}
    assert set(keepable(_of(a=5, b=5))) == {("", "q")}


def test_each_question_stands_by_itself() -> None:
    kept = keepable({("a", "one"): {"yes": 12}, ("a", "two"): {"yes": 9}, ("b", "two"): {"yes": 11}})
    assert set(kept) == {("", "one"), ("a", "one"), ("", "two")}


@given(drawn.dictionaries(drawn.sampled_from(["a", "b", "c", "d", "none"]), drawn.integers(1, 25), min_size=1))
def test_nothing_small_can_be_had_by_subtraction(sizes: dict[str, int]) -> None:
    kept = {team: sum(answers.values()) for (team, _), answers in keepable(_of(**sizes)).items()}
    whole = sum(sizes.values())
    assert all(size >= FEWEST for size in kept.values())
    if kept:
        rest = whole - sum(size for team, size in kept.items() if team)
        assert kept[""] == whole
        assert rest == 0 or rest >= FEWEST
