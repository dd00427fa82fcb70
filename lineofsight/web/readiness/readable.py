"""Which queries of inspectors somebody reads: none that names a child whose record is restricted to others."""

from __future__ import annotations

from collections.abc import Iterable

from lineofsight.web.access.request import Request
from lineofsight.web.readiness.models import InspectorQuery


def queries_read(request: Request, rows: Iterable[InspectorQuery]) -> list[InspectorQuery]:
    """Of some queries those whoever asks may read, whole: a child is named in what is asked as in what is answered."""
    return [each for each in rows if request.caseload.may_read_words(*_typed(each))]


def _typed(found: InspectorQuery) -> list[str]:
    before = [str(said.get(name, "")) for said in found.earlier for name in ("answer", "why")]
    return [found.asked_by, found.what, found.whose, found.answer, *before]
