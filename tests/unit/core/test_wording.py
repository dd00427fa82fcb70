"""Definitions in words: what a manager reads is the definition, and nothing of how it is stored."""

from __future__ import annotations

import re

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.core.clocks import Months, WorkingDays, steps, variant, variants
from lineofsight.core.column_words import column_words, day_words, flag_words
from lineofsight.core.derived import LatestAsAt, Previous
from lineofsight.core.selections import (
    Condition,
    age_under,
    any_of,
    at_least,
    before,
    each,
    is_blank,
    is_false,
    is_not,
    is_present,
    is_true,
    not_,
    one_of,
)
from lineofsight.core.tables import table_named
from lineofsight.core.wording import condition_words, due_words, selection_words, standard_words, title_of

VISITS = table_named("visits")
PLANS = table_named("child_protection_plans")
PLACEMENTS = table_named("placements")
BEFORE = Previous(
    name="visits_in_turn", of=VISITS, order_by="visited_on",
    takes=(("last_seen", "child_seen"), ("last_visited_on", "visited_on")),
)  # fmt: skip
WITH_PLAN = LatestAsAt(
    name="visits_with_plan", of=VISITS, at="visited_on", latest=PLANS, on="started_on",
    takes=(("plan_started_on", "started_on"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("visits", "visited_on", "the day it happened"),
        ("core_groups", "held_on", "the day it was held"),
        ("child_in_need_plans", "ended_on", "the day it ended"),
        ("child_protection_plans", "started_on", "the first day of the plan"),
        ("child_protection_reviews", "minutes_sent_on", "the day the minutes were sent"),
        ("allocations", "started_on", "the day it began"),
        ("improvement_actions", "started_on", "the day it began"),
        ("people", "born_on", "the date of birth"),
        ("proceedings", "concluded_on", "the day of “final order”"),
        ("permanence", "named_at_review_on", "the day of the review that made adoption the plan"),
    ],
)
def test_a_date_is_named_by_what_happened(table: str, column: str, words: str) -> None:
    assert day_words(column, table_named(table)) == words


@pytest.mark.parametrize(
    ("table", "column", "yes", "no"),
    [
        ("visits", "child_seen", "the child was seen", "the child was not seen"),
        ("placements", "is_emergency", "it is made in an emergency", "it is not made in an emergency"),
        ("assessments", "no_further_action", "nothing follows", "it is not so that nothing follows"),
        ("voices", "plan_keeps_safe", "“the plan keeps them safe” is yes", "“the plan keeps them safe” is no"),
    ],
)
def test_a_flag_says_what_is_so(table: str, column: str, yes: str, no: str) -> None:
    assert flag_words(column, table_named(table), yes=True) == yes
    assert flag_words(column, table_named(table), yes=False) == no


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (one_of("kind", "child_protection"), "the kind is “visit to a child on a child protection plan”"),
        (is_not("mode", "virtual"), "the mode is not “by video” (or is not recorded)"),
        (is_blank("visited_on"), "the day it happened is not recorded"),
        (is_present("not_alone_reason"), "the not alone reason is recorded"),
        (age_under(5), "the child is under 5"),
        (any_of(is_true("child_seen"), is_false("bedroom_seen")),
         "either the child was seen or the bedroom was not seen"),
        (not_(is_true("child_seen")), "not (the child was seen)"),
        (is_true("child.is_mother"), "the child is a mother"),
        (before("visited_on", "recorded_on"), "the day it happened is before the day the row was written in the "
         "system it came from"),
    ],
)  # fmt: skip
def test_a_condition_in_the_words_of_its_column(condition: Condition, words: str) -> None:
    assert condition_words(condition, VISITS) == words


def test_a_national_code_is_said_with_its_code_and_a_number_with_its_meaning() -> None:
    assert condition_words(one_of("latest_category", "NEG"), PLANS) == "the latest category is Neglect (NEG)"
    number = condition_words(at_least("visit_interval_days", 5), PLANS)
    assert number == "“working days between visits, where the plan sets them” is at least 5"


def test_what_a_derived_table_takes_is_said_with_where_it_is_from() -> None:
    assert flag_words("last_seen", BEFORE, yes=False) == "in the entry before, the child was not seen"
    assert day_words("last_visited_on", BEFORE) == "the day it happened in the entry before"
    stood = day_words("plan_started_on", WITH_PLAN)
    assert stood == "the first day of the plan in “child protection plans” as it then stood"
    assert column_words("visited_on", WITH_PLAN) == "the day it happened"


def test_a_selection_names_its_table_its_day_and_its_conditions() -> None:
    words = selection_words(each(VISITS, at="visited_on", where=is_true("child_seen")))
    assert words == "an entry in “visits” on the day it happened, where the child was seen"


def test_lengths_by_occurrence_and_by_variant() -> None:
    assert (
        due_words(steps(WorkingDays(20), Months(3), Months(6))) == "20 working days, then 3 months, then every 6 months"
    )
    either = variants(variant("red", WorkingDays(1), age_under=5), otherwise=WorkingDays(3), otherwise_name="other")
    assert due_words(either) == "1 working day (red) or 3 working days (other)"


@pytest.mark.parametrize("code", STANDARDS)
def test_every_standard_can_be_read_without_knowing_how_it_is_stored(code: str) -> None:
    said = " ".join((title_of(STANDARDS[code]), *(words for _, words in standard_words(STANDARDS[code]))))
    assert "{" not in said
    assert re.findall(r"\b[a-z0-9]+_[a-z0-9_]+\b", said) == []
