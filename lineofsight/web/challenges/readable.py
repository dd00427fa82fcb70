"""Which challenges of a figure somebody reads: all, for those who answer; none that names a child shut to them."""

from __future__ import annotations

from django.db.models import QuerySet

from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.challenges.models import FigureChallenge


def challenges_read(request: Request) -> QuerySet[FigureChallenge]:
    """The challenges whoever asks may read. What is wrong with a list is said by children's ids."""
    found: QuerySet[FigureChallenge] = FigureChallenge.objects.all()
    if not may(request.asker, Action.ANSWER_FIGURE):
        found = found.filter(raised_by_id=request.user.pk)
    if not request.asker.shut:
        return found
    shut = [each.pk for each in found if not request.caseload.may_read_words(*_typed(each))]
    return found.exclude(pk__in=shut)


def _typed(found: FigureChallenge) -> list[str]:
    before = [str(said.get(name, "")) for said in found.earlier for name in ("answer", "refused")]
    return [found.wrong, found.answer, *before]
