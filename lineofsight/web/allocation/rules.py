"""Who may hold a child, and who may take one on. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from lineofsight.catalogue.workforce.derived import WORKERS_IN_A_YEAR
from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.web.knowledge.staff import Worker

STATUTORY = frozenset({"section_47", "child_protection", "in_care"})
"""Children who are only ever held by a registered social worker: in an enquiry, on a plan, in care."""
LONGEST_COVER = timedelta(days=183)


def may_not_hold(stage: str, worker: Worker | None, on: date) -> str:
    """Why a worker may not hold a child at all; blank where they may. No reason given lifts it."""
    if worker is None:
        return "There is no such worker in post. A child is not given to a list, a desk or somebody who has left."
    if worker.away_since is not None and worker.away_since <= on:
        return f"{worker.name} is away. A child held by somebody who is away is held by nobody."
    if stage not in STATUTORY:
        return ""
    if not worker.registration:
        return (
            f"No registration with Social Work England is recorded for {worker.name}. A child in an enquiry, on a plan "
            "or in care is held by a registered social worker. Check the register and have it recorded first."
        )
    if worker.registered_until is not None and worker.registered_until < on:
        return (
            f"The registration recorded for {worker.name} was checked as valid until "
            f"{worker.registered_until:%-d %B %Y}. Check the register again and have it recorded first."
        )
    return ""


def may_not_exceed(
    worker: Worker, after: int, room: float | None, policy: CaseloadPolicy, why: str, *, is_head: bool
) -> str:  # fmt: skip
    """Why a worker may not hold so many children, or so much; blank where they may.

    `room`: what would be left of the limit, by the share of full time worked and what the children weigh; None: no
    limit. Above the limit or beyond their room only with a reason; above it in the first, supported year only by a
    head of service's hand too.
    """
    limit = worker.limit(policy)
    is_above, is_beyond = limit is not None and after > limit, room is not None and room < 0
    if not is_above and not is_beyond:
        return ""
    if is_above and worker.is_new and not is_head:
        return (
            f"{worker.name} is in the first, supported year and would hold {after} children, above the limit of "
            f"{limit}. Only a head of service may do that."
        )
    if why.strip():
        return ""
    if is_above:
        return (
            f"{worker.name} would hold {after} children, above the limit of {limit}. Say why that is safe, and until "
            "when."
        )
    return (
        f"{worker.name} would hold {after} children who together weigh {-(room or 0):g} more than there is room for: "
        f"the limit is {limit}, times the share of full time worked. Say why that is safe, and until when."
    )


def may_not_change(before: str | None, to: str, changes_before: int, reason: str) -> str:
    """Why a child's worker may not be changed; blank where it may. A change is given with a reason."""
    if before == to:
        return "The child is held by this worker already."
    if before and not reason:
        third = changes_before + 2 >= WORKERS_IN_A_YEAR
        return "Say why the worker changes." + (
            " It would be the third worker, or more, in a year: the child will ask." if third else ""
        )
    return ""


def may_not_give_to(team: str, teams: Collection[str], *, everywhere: bool) -> str:
    """Why a manager may not give a child to a team; blank where they may. Other teams accept first."""
    if everywhere or team in teams:
        return ""
    return "This worker is in another team. Hand the child over: the receiving team accepts first."


def may_not_cover(until: date | None, on: date) -> str:
    """Why cover cannot end on a day; blank where it can, or where it is no cover."""
    if until is None:
        return ""
    if until < on:
        return "Cover ends today or later. Enter the last day of it."
    if until > on + LONGEST_COVER:
        return "Cover is for half a year at most. A child who needs a worker for longer needs their own."
    return ""


def may_not_hand_over(from_team: str | None, to_team: str, waiting: bool, summary: str) -> str:
    """Why a child may not be handed over; blank where they may."""
    if to_team == (from_team or ""):
        return "The child is with this team already."
    if waiting:
        return "The child waits to be accepted by another team. Take that back first."
    return "" if summary.strip() else "Write what the receiving team needs to know before it accepts."


def may_not_answer(
    outcome: str, to_team: str, teams: Collection[str], put_by: int, who: int, *, everywhere: bool
) -> str:
    """Why somebody may not accept or decline a handover; blank where they may."""
    if outcome:
        return f"This handover was {outcome} already."
    if not everywhere and to_team not in teams:
        return "Only the receiving team answers a handover."
    return "You handed this child over yourself. Somebody else must accept it." if put_by == who else ""
