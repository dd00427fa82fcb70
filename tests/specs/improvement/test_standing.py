"""Where a line stands, by its evidence alone: every boundary from the first action to the check after a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.evaluation.improvement import (
    AuditsAsked,
    Direction,
    Doing,
    Status,
    judge,
    lacking,
    may_not_sign_off,
    standing,
)
from tests.specs.improvement.lines import (
    DEFINED,
    OTHER,
    OTHERWISE,
    OWNER,
    audits,
    check,
    figures,
    good_audits,
    line,
    months,
    visits,
)

POOR = (60, 61, 60, 62, 61, 60)  # January to June 2024
GOOD = (92, 93, 91, 94, 92, 93)  # July to December 2024
STAYED = months("2024-01", *POOR, *GOOD, 92, 93, 94, 92, 91, 93, 92, 92, 91, 93, 94, 92)  # to December 2025


def test_nothing_has_begun_until_an_action_has_and_a_line_past_its_day_has_slipped_whatever_has() -> None:
    poor = visits(months("2024-01", *POOR, *POOR, *POOR))
    later = Doing("Visit children", OWNER, date(2024, 3, 1), date(2024, 6, 1))
    check(line(poor, actions=(later,)), """
        on         | status      | because
        2024-02-29 | not_started | No action has begun
        2024-03-01 | under_way   | at least 90% is asked
        2024-06-01 | under_way   |
        2024-06-02 | slipped     | Not said to be done by 1 June 2024: Visit children
    """)  # fmt: skip
    check(line(poor, actions=()), """
        on         | status      | because
        2024-12-31 | not_started | No action says what will be done
        2025-01-01 | slipped     | It was due by 31 December 2024
    """)  # fmt: skip


def test_saying_that_an_action_is_done_moves_no_line() -> None:
    poor = visits(months("2024-01", *POOR))
    said = Doing("Visit children", OWNER, date(2024, 3, 1), date(2024, 6, 1), date(2024, 4, 1))
    check(line(poor, actions=(said,)), """
        on         | status    | because
        2024-06-30 | under_way | Visits in time: 60% in the period to 30 June 2024
    """)  # fmt: skip


def test_six_points_in_a_row_at_target_show_that_it_stays_and_five_do_not() -> None:
    check(line(visits(months("2024-01", *POOR, *GOOD))), """
        on         | status       | because
        2024-11-30 | under_way    | at target for 5 in a row; 6 in a row
        2024-12-30 | under_way    | at target for 5 in a row
        2024-12-31 | evidence_met | Nobody has signed it off
    """)  # fmt: skip


def test_a_point_at_the_target_itself_is_at_target_on_either_side() -> None:
    at = months("2024-01", 60, 60, 60, 60, 90, 90, 90, 90, 90, 90)
    check(line(visits(at)), """
        on         | status
        2024-10-31 | evidence_met
    """)  # fmt: skip
    most = replace(visits(months("2024-01", 9, 9, 9, 9, 5, 5, 5, 5, 5, 5), target=5), direction=Direction.AT_MOST)
    check(line(most), """
        on         | status
        2024-10-31 | evidence_met
    """)  # fmt: skip
    over = replace(visits(months("2024-01", 9, 9, 9, 9, 5, 5, 5, 5, 5, 6), target=5), direction=Direction.AT_MOST)
    check(line(over), """
        on         | status    | because
        2024-10-31 | under_way | at most 5% is asked
    """)  # fmt: skip


def test_fewer_than_ten_points_tell_nothing_however_good() -> None:
    check(line(visits(months("2024-01", *GOOD, 92, 93, 94))), """
        on         | status    | because
        2024-09-30 | under_way | 9 points in all; 10 are needed
    """)  # fmt: skip
    check(line(visits(months("2024-01", *GOOD, 92, 93, 94, 92))), """
        on         | status
        2024-10-31 | evidence_met
    """)  # fmt: skip


def test_what_is_open_at_month_ends_must_stay_twice_as_long() -> None:
    stock = visits(STAYED, stock=True)
    check(line(stock, due_on=date(2025, 12, 31)), """
        on         | status       | because
        2025-05-31 | under_way    | at target for 11 in a row; 12 in a row
        2025-06-30 | evidence_met |
    """)  # fmt: skip


def test_every_measure_must_be_at_target_and_a_line_without_one_is_never_put_right() -> None:
    good, poor = visits(STAYED), replace(visits(months("2024-01", *POOR, *POOR)), title="Seen alone")
    check(line(good, poor), """
        on         | status    | because
        2024-12-31 | under_way | Seen alone: 60%
    """)  # fmt: skip
    check(line(), """
        on         | status    | because
        2024-12-31 | under_way | No measure shows whether it is put right
    """)  # fmt: skip


def test_unknown_is_never_fine() -> None:
    unknown = figures("""
        month   | value | reason
        2024-01 | 95    |
        2024-02 |       | not covered: no visits
    """)
    check(line(visits(unknown)), """
        on         | status    | because
        2024-02-29 | under_way | not known. not covered: no visits
    """)  # fmt: skip
    check(line(visits(())), """
        on         | status    | because
        2024-02-29 | under_way | There is no figure
    """)  # fmt: skip
    # Nobody to count in a month is neither good nor bad: the months beside it tell.
    blank = months("2024-01", *POOR, *GOOD[:5], None, 92)
    check(line(visits(blank), due_on=date(2025, 3, 1)), """
        on         | status
        2025-01-31 | evidence_met
    """)  # fmt: skip


def test_figures_that_stopped_a_quarter_ago_say_nothing_of_today() -> None:
    stopped = line(visits(months("2024-01", *POOR, *GOOD)), due_on=date(2025, 12, 31))
    assert standing(stopped, date(2025, 4, 10)).status is Status.EVIDENCE_MET  # 100 days after 31 December
    check(stopped, """
        on         | status    | because
        2025-04-11 | under_way | The last figure is of 31 December 2024
    """)  # fmt: skip


def test_a_measure_defined_otherwise_than_at_its_baseline_is_not_comparable_and_never_met() -> None:
    check(line(visits(STAYED, defined_now=OTHERWISE)), """
        on         | status    | because
        2024-12-31 | under_way | not comparable. It is defined otherwise
    """)  # fmt: skip
    # Signed off before it changed: nobody can say whether it still holds.
    check(line(visits(STAYED, defined_now=OTHERWISE), signed=("2024-12-31",)), """
        on         | status    | because
        2025-01-31 | not_known | whether it still holds cannot be told
    """)  # fmt: skip
    assert DEFINED != OTHERWISE


def test_audits_must_be_enough_and_at_grade_in_the_six_months_before() -> None:
    asked = AuditsAsked(4, 75, "visits")
    seen = audits("""
        on         | grade
        2024-06-30 | good
        2024-07-01 | good
        2024-08-01 | outstanding
        2024-09-01 | requires_improvement
        2024-12-31 | good
    """)
    it = line(visits(months("2024-01", *POOR, *GOOD)), asked=asked, audits=seen)
    # Six months before 31 December begin after 30 June.
    check(it, """
        on         | status
        2024-12-31 | evidence_met
    """)  # fmt: skip
    check(replace(it, asked=AuditsAsked(5, 75, "visits")), """
        on         | status    | because
        2024-12-31 | under_way | Too few audits of visits: 4 audits of visits since 30 June 2024, and at least 5
    """)  # fmt: skip
    check(replace(it, asked=AuditsAsked(4, 76, "visits")), """
        on         | status    | because
        2024-12-31 | under_way | 3 of 4 audits of visits since 30 June 2024 good or better, and 76 in a hundred
    """)  # fmt: skip


def test_a_line_is_signed_off_by_somebody_else_and_only_on_whole_evidence() -> None:
    it = line(visits(months("2024-01", *POOR, *GOOD)))
    whole, short = date(2024, 12, 31), date(2024, 11, 30)
    assert may_not_sign_off(it, whole, (OTHER,)) == ()
    assert [each.words for each in may_not_sign_off(it, whole, (OWNER,))] == [
        "You own this line, or owned it. Somebody else must sign it off.",
        "An action of this line is yours. Somebody else must sign it off.",
    ]
    assert may_not_sign_off(it, short, (OTHER,)) == lacking(it, short) != ()
    # Handing a line on does not let one sign it off.
    handed = replace(it, owners=(OWNER, "3"), actions=())
    assert len(may_not_sign_off(handed, whole, (OWNER,))) == 1
    signed = replace(it, signed=line(signed=("2024-12-31",)).signed)
    assert [each.words for each in may_not_sign_off(signed, whole, (OTHER,))] == ["It is signed off."]


def test_what_was_put_right_is_looked_at_again_after_three_six_and_twelve_months() -> None:
    it = line(visits(STAYED), signed=("2024-12-31",))
    check(it, """
        on         | status  | because
        2024-12-31 | done    | Looked at again on 31 March 2025
        2025-03-30 | done    |
        2025-03-31 | holding | Looked at again on 30 June 2025
        2025-06-30 | holding | Looked at again on 31 December 2025
        2025-12-31 | holding |
    """)  # fmt: skip
    held = [standing(it, day).holds_months for day in (date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31))]
    assert held == [3, 6, 12]
    outcomes = [each.outcome.value for each in standing(it, date(2025, 7, 1)).checks]
    assert outcomes == ["holds", "holds", "to_come"]


def test_a_check_without_a_figure_from_just_before_it_cannot_be_told() -> None:
    it = line(visits(months("2024-01", *POOR, *GOOD)), signed=("2024-12-31",))
    check(it, """
        on         | status    | because
        2025-03-31 | not_known | has no figure from just before then
    """)  # fmt: skip


def test_one_poor_month_is_no_relapse_and_is_said() -> None:
    it = line(visits(months("2024-01", *POOR, *GOOD, 80, 92, 93)), signed=("2024-12-31",))
    check(it, """
        on         | status
        2025-01-31 | done
        2025-02-28 | done
    """)  # fmt: skip
    assert "Visits in time is off target: 1 point in a row. Three reopen it." in standing(it, date(2025, 1, 31)).watch
    assert not standing(it, date(2025, 2, 28)).watch


def test_three_points_off_target_in_a_row_reopen_a_line_by_themselves() -> None:
    it = line(visits(months("2024-01", *POOR, *GOOD, 89, 89, 89)), signed=("2024-12-31",))
    check(it, """
        on         | status   | because
        2025-02-28 | done     |
        2025-03-30 | done     |
        2025-03-31 | relapsed | fell back off target (at least 90%) by 31 March 2025
    """)  # fmt: skip
    found = standing(it, date(2025, 4, 1))
    assert (found.relapsed_on, found.ended) == (date(2025, 3, 31), (date(2025, 3, 31),))
    assert [each.outcome.value for each in found.checks] == ["relapsed", "relapsed", "relapsed"]


def test_two_points_further_off_than_chance_would_take_them_reopen_it_and_nearer_ones_do_not() -> None:
    def after(text: str) -> object:
        points = (*months("2024-01", *POOR, *GOOD), *figures(text))
        return standing(line(visits(points), signed=("2024-12-31",)), date(2025, 2, 28)).status

    far = "month | value | lower | upper \n 2025-01 | 80 | 72 | 89.9 \n 2025-02 | 80 | 72 | 89.9"
    near = "month | value | lower | upper \n 2025-01 | 80 | 72 | 90 \n 2025-02 | 80 | 72 | 89.9"
    assert after(far) is Status.RELAPSED
    assert after(near) is Status.DONE


def test_coming_back_to_target_does_not_close_what_relapsed_but_another_sign_off_does() -> None:
    points = months("2024-01", *POOR, *GOOD, 80, 80, 80, *GOOD, 92, 93)
    it = line(visits(points), signed=("2024-12-31",), audits=good_audits("2025-07-01", "2025-08-01"))
    check(it, """
        on         | status   | because
        2025-09-30 | relapsed | Signed off on 31 December 2024, and reopened
    """)  # fmt: skip
    assert may_not_sign_off(it, date(2025, 9, 30), (OTHER,)) == ()
    assert may_not_sign_off(it, date(2025, 8, 31), (OTHER,)) != ()
    again = replace(it, signed=line(signed=("2024-12-31", "2025-09-30")).signed)
    check(again, """
        on         | status
        2025-09-30 | done
    """)  # fmt: skip
    assert standing(again, date(2025, 9, 30)).ended == (date(2025, 3, 31), None)


def test_audits_below_grade_after_sign_off_reopen_a_line() -> None:
    after = audits("""
        on         | grade
        2024-11-01 | good
        2024-12-01 | good
        2025-01-05 | inadequate
        2025-02-05 | good
    """)
    it = line(visits(STAYED), signed=("2024-12-31",), audits=after)
    check(it, """
        on         | status   | because
        2025-02-04 | done     |
        2025-02-05 | relapsed | Audits were below grade by 5 February 2025
    """)  # fmt: skip


def test_a_trend_to_the_wrong_side_is_said_while_still_at_target() -> None:
    falling = visits(months("2024-01", *POOR, 99, 98, 97, 96, 95, 94))
    assert judge(falling, date(2024, 12, 31)).moving_away
    assert "Visits in time has moved the wrong way, point after point." in standing(
        line(falling), date(2024, 12, 31)
    ).watch  # fmt: skip
    assert not judge(replace(falling, direction=Direction.AT_MOST), date(2024, 12, 31)).moving_away


def test_nothing_heard_from_children_is_said() -> None:
    silent = standing(line(visits(STAYED), heard_on=(date(2025, 1, 1),)), date(2024, 12, 31))
    assert silent.watch == ("Nothing is written of what children and families say.",)


def test_later_papers_and_figures_do_not_change_how_it_stood() -> None:
    whole = line(visits(STAYED), signed=("2024-12-31", "2025-09-30"))
    before = line(visits(months("2024-01", *POOR, *GOOD[:3])))
    for day in (date(2024, 6, 30), date(2024, 9, 30)):
        assert standing(whole, day).status is standing(before, day).status


@pytest.mark.parametrize(("least", "share"), [(0, 75), (1, 0), (1, 101)])
def test_nothing_asked_of_audits_is_refused(least: int, share: int) -> None:
    with pytest.raises(ValueError, match="Ask for one audit"):
        AuditsAsked(least, share)


def test_reasons_for_those_who_see_no_children_have_no_figure() -> None:
    found = standing(line(visits(months("2024-01", *POOR)), asked=AuditsAsked(3, 75)), date(2024, 6, 30))
    assert all(not any(sign.isdigit() for sign in each.public) for each in found.reasons)
    assert any("60%" in each.words for each in found.reasons)
