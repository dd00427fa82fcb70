"""Which entries somebody may open: the one way of the register's pages and actions to its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import (
    CANNOT,
    Offered,
    is_shut_out,
    may_not_be_given,
    open_to,
    record_name,
)
from lineofsight.web.access.service_rows import service_rows
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.learning import rules
from lineofsight.web.learning.kinds import ALLEGATION, KINDS, OPEN_TO_READERS, Kind, kind_of_row
from lineofsight.web.learning.models import Entry, LaterCheck, LearningAction

LONGEST_ID = 200


@dataclass(frozen=True)
class Opened:
    """One entry as somebody may read it. `paper`: None where nobody has written of the row yet.

    `row`: its row of the record, empty for a review; `holder` and `row_version` as they are for a write. `child`: whom
    it is about, where the person may see them. `may_read_account`: whether what happened is theirs to read;
    `may_read_words`: whether what was found about the child afterwards is.
    """

    kind: Kind
    row_id: str
    paper: Entry | None
    row: Mapping[str, Any]
    holder: str
    row_version: int
    child: ChildNow | None
    may_read_account: bool
    may_read_words: bool


def opened(request: Request, kind_code: str, row_id: str) -> Opened:
    """An entry by its kind and row. Raises Http404, the same for absent and not permitted."""
    kind = KINDS.get(kind_code)
    if kind is None:
        raise Http404(NOT_YOURS)
    paper = Entry.objects.filter(kind=kind.code, row_id=row_id[:LONGEST_ID]).first()
    _require_open(request.asker, request.user, kind.code, paper)
    if kind.table is None:
        if paper is None:
            raise Http404(NOT_YOURS)
        return _opened(request, kind, paper.row_id, paper, {}, "", 0)
    held = service_rows(request.asker).row(kind.table, row_id[:LONGEST_ID])
    if kind_of_row(kind.table.name, held.values) != kind.code:
        raise Http404(NOT_YOURS)
    return _opened(request, kind, held.row_id, paper, held.values, held.holder, held.version)


def _opened(
    request: Request, kind: Kind, row_id: str, paper: Entry | None, row: Mapping[str, Any], holder: str, version: int
) -> Opened:  # fmt: skip
    reference = paper.reference if paper else ""
    seen = request.caseload.children_of([reference]) if reference else []
    account = may(request.asker, Action.WRITE_ALLEGATIONS if kind.code == ALLEGATION else Action.WRITE_LEARNING)
    if kind.code == ALLEGATION:
        account = account or may(request.asker, Action.SEE_ALLEGATIONS)
    return Opened(kind, row_id, paper, row, holder, version, seen[0] if seen else None,
                  account and (not reference or bool(seen) or kind.code == ALLEGATION),
                  not reference or bool(seen))  # fmt: skip


def may_open(asker: Asker, user: User, paper: Entry) -> bool:
    """Whether somebody may open an entry that has a paper: none about a child whose record is restricted to others."""
    if paper.reference in asker.shut:
        return False
    if paper.kind != ALLEGATION:
        return may(asker, Action.SEE_LEARNING)
    return may(asker, Action.SEE_ALLEGATIONS) and not rules.is_kept_from(
        asker.worker_id, user.username, asker.teams, paper.concerns, paper.kept_from
    )


def entries(request: Request) -> QuerySet[Entry]:
    """The entries whoever reads the register may open: never an allegation."""
    found = Entry.objects.filter(kind__in=OPEN_TO_READERS).exclude(reference__in=sorted(request.asker.shut))
    return found if may(request.asker, Action.SEE_LEARNING) else found.none()


def rows_shut(request: Request) -> frozenset[str]:
    """The rows of the record whose entries are about children restricted to others: they stand in no list."""
    held = Entry.objects.filter(reference__in=sorted(request.asker.shut))
    return frozenset(held.values_list("row_id", flat=True))


def may_read_words(request: Request, entry: Entry) -> bool:
    """Whether somebody may read what was typed or found about the child an entry is about, where it is about one."""
    return not entry.reference or bool(request.caseload.children_of([entry.reference]))


def allegations(request: Request) -> list[Entry]:
    """The allegations somebody may open."""
    if not may(request.asker, Action.SEE_ALLEGATIONS):
        return []
    return [each for each in Entry.objects.filter(kind=ALLEGATION) if may_open(request.asker, request.user, each)]


def action_of(request: Request, number: int) -> LearningAction:
    """One action of an entry somebody may open. Raises Http404, the same for absent and not permitted."""
    found = paper_or_404(LearningAction.objects.select_related("entry"), number)
    if not may_open(request.asker, request.user, found.entry):
        raise Http404(NOT_YOURS)
    return found


def actions_open(request: Request) -> list[LearningAction]:
    """The actions not closed yet, of entries somebody may open."""
    found = LearningAction.objects.select_related("entry").filter(done_on__isnull=True)
    return [each for each in found if may_open(request.asker, request.user, each.entry)]


def checks_ahead(request: Request) -> list[LaterCheck]:
    """Later checks not made yet, of entries somebody may open."""
    found = LaterCheck.objects.select_related("entry").filter(done_on__isnull=True, dropped_on__isnull=True)
    return [each for each in found if may_open(request.asker, request.user, each.entry)]


def as_read(found: LearningAction) -> dict[str, Any]:
    """An action as rules read it."""
    names = ("what", "owner_id", "said_done_on", "evidence", "done_on", "due_on")
    return {name: getattr(found, name) for name in names}


def _require_open(asker: Asker, user: User, kind: str, paper: Entry | None) -> None:
    """Raises Http404. Whom an allegation concerns is not known before it is written: until then few open it."""
    if paper is not None:
        if not may_open(asker, user, paper):
            raise Http404(NOT_YOURS)
        return
    needed = Action.WRITE_ALLEGATIONS if kind == ALLEGATION else Action.SEE_LEARNING
    if not may(asker, needed):
        raise Http404(NOT_YOURS)


def people_to_ask(kind: str, paper: Entry | None = None) -> Offered:
    """Who may be given an entry or an action of it: of an allegation, or about a restricted child, who may open it."""
    found = User.objects.filter(is_active=True, left_on__isnull=True).order_by("display_name", "username")
    able = [user for user in found if may_own(kind, paper, user)][:MOST_PEOPLE]
    named = named_of(paper)
    shut = {user.pk for user in able if is_shut_out(named, record_name(user))}
    return Offered([(str(user.pk), str(user)) for user in able if user.pk not in shut],
                   {str(user.pk): CANNOT.format(user) for user in able if user.pk in shut})  # fmt: skip


def named_of(paper: Entry | None) -> list[User] | None:
    """For whom the record of an entry's child is open alone; None where it is not restricted, or there is no child."""
    return open_to([paper.reference]).get(paper.reference) if paper is not None and paper.reference else None


def may_not_carry(reference: str, user_id: int | None) -> str:
    """Why somebody may not carry an entry about a child; blank where they may."""
    user = User.objects.filter(pk=user_id).first() if reference and user_id else None
    return may_not_be_given(reference, record_name(user), str(user)) if user is not None else ""


def actions_stuck(found: Sequence[LearningAction]) -> list[LearningAction]:
    """Of some actions, those that are to be done by somebody who may not open the child's record any more."""
    named = open_to(each.entry.reference for each in found if each.entry.reference)
    owners = User.objects.in_bulk({each.owner_id for each in found if each.entry.reference in named})
    return [
        each for each in found if (owner := owners.get(each.owner_id)) is not None
        and not rules.may_not_hand_on(as_read(each), shut_out=is_shut_out(named.get(each.entry.reference),
                                                                         record_name(owner)))
    ]  # fmt: skip


def may_own(kind: str, paper: Entry | None, user: User) -> bool:
    """Whether somebody may be given an action of an entry."""
    if kind != ALLEGATION:
        return Action.DO_LEARNING in user.role.actions
    concerned = paper is not None and rules.is_kept_from(
        user.worker_id, user.username, user.team_ids(today()), paper.concerns, paper.kept_from
    )
    return Action.SEE_ALLEGATIONS in user.role.actions and not concerned


MOST_PEOPLE = 1000
