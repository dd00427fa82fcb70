"""What every template is given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lineofsight import __version__
from lineofsight.web.access.looking.waiting import unread
from lineofsight.web.access.policy import may, may_of_some_child
from lineofsight.web.accounts.demonstration import is_shared
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import known_to, today
from lineofsight.web.layout.navigation import places
from lineofsight.web.served import is_demonstration


def of_every_page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, the day, and what the record knows: for the frame of the page."""
    asker = getattr(request, "asker", None)
    match = request.resolver_match
    if asker is None:
        return {"places": [], "is_demonstration": is_demonstration(), "program_version": __version__}
    known, day = known_to(), today()
    return {
        "places": places(asker, (match.namespace or "") if match else ""),
        "is_demonstration": is_demonstration(),
        "program_version": __version__,
        "asker": asker,
        "has_account": not is_shared(request.user),  # type: ignore[arg-type]
        "looks": may(asker, Action.SEE_CHILDREN),
        "makes_tokens": may(asker, Action.MAKE_TOKENS),
        "restricts": may_of_some_child(asker, Action.RESTRICT),
        "notices": unread(asker.worker_id) if may(asker, Action.SEE_WORKLIST) else 0,
        "today": day,
        "known_to": known,
        "days_behind": (day - known).days if known else None,
    }
