"""The rules of restricting a record: somebody must always be able to reach the child, and to lift it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lineofsight.web.accounts.roles import Action, Role

LEAST_NAMED = 2
LONGEST_DAYS = 183
"""Until a restriction is looked at again: this authority's own number."""


def problem_of_named(roles: Sequence[Role]) -> str:
    """Why a record may not be restricted to people of these roles; blank where it may.

    One person alone may be ill; nobody who sees children leaves the child unseen; nobody who may lift it leaves it shut
    for ever.
    """
    if any(Action.SEE_CHILD not in role.actions for role in roles):
        return "Name only people whose role sees children"
    if len(roles) < LEAST_NAMED:
        return "Name at least two people: one alone may be away when the child needs somebody"
    if not may_lift(roles):
        return "Name somebody who may lift it again: a head of service or the director"
    return ""


def may_lift(roles: Sequence[Role]) -> bool:
    """Whether anybody of these may lift a restriction again."""
    return any(Action.RESTRICT in role.actions for role in roles)


def warning_of_left(number: int) -> str:
    """What those who are left must know where too few people are named; blank where there are enough."""
    if number >= LEAST_NAMED:
        return ""
    return "Only one person who works here is named now. Name another: one alone may be away."


def warning_of_named(roles: Sequence[Role]) -> str:
    """What whoever restricts should know; blank for nothing."""
    if any(role.code == "out_of_hours" for role in roles):
        return ""
    return "Nobody who works out of hours is named: at night nobody will find this child here."


def problem_of_review(review_on: date | None, today: date) -> str:
    """Why a restriction may not be looked at again on a day; blank where it may."""
    if review_on is None:
        return ""
    if review_on <= today:
        return "The day must be after today"
    if review_on > today + timedelta(days=LONGEST_DAYS):
        return "The day must be within six months: a restriction is never left and forgotten"
    return ""
