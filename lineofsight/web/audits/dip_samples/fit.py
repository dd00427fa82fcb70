"""To whom it is told what a dip sample comes to: nobody who could tell by it what an unseen child's record says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from lineofsight.web.access.caseload import Caseload
from lineofsight.web.audits.dip_models import DipRecord, DipSample
from lineofsight.web.audits.dip_rules import Fit, fit_for

_AT_ONCE = 500


def fit_of(sample: DipSample, records: Sequence[DipRecord], children: Collection[str], teams: Collection[str]) -> Fit:
    """Which shares of a sample are told to somebody who sees these children, by reference, and these teams' pages."""
    looked_at = [(each.team_id, each.reference in children) for each in records if each.answered_on]
    return fit_for(looked_at, teams, complete=sample.completed_on is not None)


def are_samples_fit(caseload: Caseload, code: str) -> bool:
    """Whether the whole of every complete sample of one question set may be told to whoever asks."""
    samples = DipSample.objects.filter(tool_code=code, completed_on__isnull=False).prefetch_related("records")
    records = {sample.pk: list(sample.records.all()) for sample in samples}
    seen = seen_of(caseload, (each.reference for some in records.values() for each in some))
    return all(fit_of(sample, records[sample.pk], seen, ()).whole for sample in samples)


def seen_of(caseload: Caseload, references: Iterable[str]) -> frozenset[str]:
    """Of some children those whoever asks may see."""
    wanted = sorted(set(references))
    parts = (caseload.children_of(wanted[first : first + _AT_ONCE]) for first in range(0, len(wanted), _AT_ONCE))
    return frozenset(child.reference for part in parts for child in part)
