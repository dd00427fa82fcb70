"""Audits under way, as pages and rules read them: found through the child, with who may do what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import Offered, offered, record_name
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import rules
from lineofsight.web.audits.beside import involved_in, owners_of
from lineofsight.web.audits.models import Audit
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.tools import Tool, tool_from
from lineofsight.web.day import today

A_ROW = 200


@dataclass(frozen=True)
class Opened:
    """A child, their record, and one audit of theirs."""

    child: ChildNow
    record: PlainRecord
    paper: Audit

    @property
    def tool(self) -> Tool:
        """The tool this audit was begun with."""
        return tool_from(self.paper.tool)

    @property
    def involved(self) -> Involved:
        """Who has a part in the child's case."""
        return involved_in(self.child, self.record, today())


def opened(request: Request, reference: str, row_id: str) -> Opened:
    """An audit under way, through its child. Raises Http404, the same for absent and not permitted."""
    child = request.caseload.child(reference)
    paper = Audit.objects.filter(reference=child.reference, row_id=row_id[:A_ROW]).first()
    if paper is None:
        raise Http404(NOT_YOURS)
    return Opened(child, request.caseload.record_of(child), paper)


def hidden_from(request: Request, paper: Audit) -> bool:
    """Whether what was found is kept from whoever asks, until it is graded again."""
    return rules.is_hidden_from(
        paper.auditor_id, request.user.pk, paper.moderate_because, moderated=paper.moderated_on is not None,
        may_moderate=may(request.asker, Action.MODERATE_AUDIT),
    )  # fmt: skip


def hidden_rows(request: Request, rows: Iterable[Row]) -> frozenset[str]:
    """The ids of rows of audits whose grade is kept from whoever asks."""
    ids = [str(row["id"]) for row in rows]
    found = Audit.objects.filter(row_id__in=ids, moderated_on__isnull=True).exclude(moderate_because="")
    return frozenset(paper.row_id for paper in found if hidden_from(request, paper))


def owners(caseload: Caseload, child: ChildNow, record: PlainRecord, on: date) -> Offered:
    """Who may be given an action: those who work with the child, and the managers of their team; nobody shut out."""
    names, _ = caseload.names_in(record)
    found = owners_of(child, record, names, on)
    if child.team_id:
        team = User.objects.filter(
            is_active=True, role_code="team_manager", memberships__team_id=child.team_id,
            memberships__from_on__lte=on,
        ).exclude(memberships__to_on__lt=on)  # fmt: skip
        found += [(record_name(user), str(user)) for user in team.order_by("username").distinct()]
    return offered(child.reference, list(dict(found).items()), Action.DO_AUDIT_ACTION)


def pairs_of(papers: Sequence[Audit]) -> list[tuple[date, str, str]]:
    """Day, first grade and second of audits that were moderated."""
    return [(p.moderated_on, p.grade, p.moderated_grade) for p in papers if p.moderated_on and p.grade]
