"""The learning register: its entries, and what is to change after them.

Allegations against people who work with children are not here: they stand apart on a page of their own, for few.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.oversight_shapes import LearningActionRow, LearningRow
from lineofsight.web.api.paging import Paging, page_of, page_read
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.learning import presenters
from lineofsight.web.learning.kinds import OPEN_TO_READERS
from lineofsight.web.learning.models import LearningAction
from lineofsight.web.learning.proof import Proof
from lineofsight.web.learning.readings import proofs_of
from lineofsight.web.learning.views import lines_of
from lineofsight.web.learning.who import entries

router = Router(tags=["Learning"])
STATES = ("open", "closed")


class LearningFilters(Schema):
    """Which entries."""

    kind: str = Named("", description=f"{', '.join(OPEN_TO_READERS)}; blank for all.")


class LearningActionFilters(Schema):
    """Which actions."""

    state: str = Named("", description=f"{', '.join(STATES)}; blank for all.")


@reads(router, "/learning/", Action.SEE_LEARNING, Rows[LearningRow])
def learning(request: Request, asked: Query[LearningFilters], paging: Query[Paging]) -> Any:
    """What is in the learning register, the latest first

    Of the last two years, and all still open.
    """
    if asked.kind and asked.kind not in OPEN_TO_READERS:
        raise wrong_values([("kind", f"There is no such kind. There are {', '.join(OPEN_TO_READERS)}.")])
    lines = [each for each in lines_of(request, OPEN_TO_READERS) if asked.kind in ("", each.code)]
    return page_of(lines, paging, _line_row)


@reads(router, "/learning/actions/", Action.SEE_LEARNING, Rows[LearningActionRow])
def learning_actions(request: Request, asked: Query[LearningActionFilters], paging: Query[Paging]) -> Any:
    """What is to change after entries of the register, soonest due first, and what shows it"""
    if asked.state and asked.state not in STATES:
        raise wrong_values([("state", f"It is {' or '.join(STATES)}.")])
    found = LearningAction.objects.select_related("entry").filter(entry__in=entries(request))
    if asked.state:
        found = found.filter(done_on__isnull=asked.state == "open")

    def read(first: int, end: int) -> list[tuple[LearningAction, Proof]]:
        part = list(found[first:end])
        proofs = proofs_of(request.caseload, part)
        return [(each, proofs[each.pk]) for each in part]

    return page_read(read, paging, lambda pair: _action_row(pair[0], pair[1], request.actor.day))


def _line_row(line: presenters.Line) -> dict[str, Any]:
    return {
        "kind": line.code, "row_id": line.row_id, "title": line.title, "state": line.state, "due_on": line.due_on,
        "began": None if line.began == date.min else line.began, "is_learning_written": line.learnt,
        "actions": line.actions,
    }  # fmt: skip


def _action_row(each: LearningAction, proof: Proof, day: date) -> dict[str, Any]:
    shown = presenters.action_shown(each, proof, day)
    names = ("what", "set_on", "due_on", "said_done_on", "done_on")
    return {name: getattr(each, name) for name in names} | {
        "action": each.pk, "kind": each.entry.kind, "row_id": each.entry.row_id, "entry": each.entry.title,
        # Who closed it is a person: that it is closed is enough.
        "state": "Closed" if each.done_on else shown.state, "named": shown.named, "proof_state": shown.proof_state,
        "proof": shown.proof,
    }  # fmt: skip
