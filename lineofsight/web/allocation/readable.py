"""Which handovers somebody reads: those from or to their teams and their own; none of a child restricted to others."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Reach
from lineofsight.web.allocation.models import Handover


def handovers_seen(request: Request) -> QuerySet[Handover]:
    """The handovers whoever asks may read: all, for those who reach the whole service."""
    rows = Handover.objects.exclude(reference__in=sorted(request.asker.shut))
    if request.asker.role.reach is Reach.SERVICE:
        return rows
    teams = list(request.asker.teams)
    return rows.filter(Q(to_team__in=teams) | Q(from_team__in=teams) | Q(put_by_id=request.user.pk))
