"""Indicators in words: what is looked at, what counts, and how it becomes a figure."""

from __future__ import annotations

import re

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.front_door import indicators as front_door
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.clocks import Days, Months
from lineofsight.core.indicator_questions import AS_AT, Question, Related, on, open_at, unless, within
from lineofsight.core.indicator_words import indicator_words, question_words
from lineofsight.core.selections import each
from lineofsight.core.tables import table_named

REFERRALS = each(table_named("referrals"), at="received_on")
PLANS = table_named("child_protection_plans")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (within("received_on", "decided_on", Days(1)),
         "the day a manager decided what follows is within 1 day of the day it was received"),
        (Related(REFERRALS, at_least=2), "there are at least 2 entries in “referrals” on the day it was received"),
        (Related(REFERRALS, at_least=0, at_most=0), "there is no entry in “referrals” on the day it was received"),
        (Related(REFERRALS, after=on("closed_on"), until=on("closed_on", Months(6))),
         "there is an entry in “referrals” on the day it was received, from the day the episode closed, up to 6 months "
         "after the day the episode closed"),
        (open_at(PLANS, AS_AT),
         "there is an entry in “child protection plans” on the first day of the plan, running on the last day of the "
         "period"),
        (unless(within("received_on", "decided_on", Days(1))),
         "not (the day a manager decided what follows is within 1 day of the day it was received)"),
    ],
)  # fmt: skip
def test_a_question_is_something_that_is_so(question: Question, words: str) -> None:
    assert question_words(question, REFERRALS.source) == words


def test_a_percentage_says_what_it_is_out_of() -> None:
    assert indicator_words(front_door.contact_decision_24h) == (
        "Of those known, the percentage that count. Looked at: each entry in “contacts” on the day it was received. "
        "One counts where the day the outcome was decided is within 1 day of the day it was received."
    )


def test_a_stock_says_on_which_day_it_is_counted() -> None:
    assert indicator_words(front_door.contact_backlog) == (
        "How many count. Looked at: each entry in “contacts” open on the last day of the period (from the day it was "
        "received to the day the outcome was decided). One counts where it is at least 2 days from the day it was "
        "received to the last day of the period."
    )


def test_what_is_owed_is_named_by_its_standard() -> None:
    assert indicator_words(INDICATORS["cp_visit.longest_wait"]) == (
        "The greatest number of days from the due day to the last day of the period, among those that count. "
        "Looked at: what is owed under “cp_visit”, overdue at the date."
    )


def test_no_indicator_speaks_of_columns_as_they_are_stored() -> None:
    stored = {
        code: found for code, item in INDICATORS.items()
        if (found := set(re.findall(r"\b[a-z0-9]+_[a-z0-9_]+\b", indicator_words(item))) - STANDARDS.keys())
    }  # fmt: skip
    assert stored == {}
