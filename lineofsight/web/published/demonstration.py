"""The demonstration authority's public scorecard: made by one of its people and published by another."""

from __future__ import annotations

from datetime import date

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.published import actions
from lineofsight.web.published.models import Scorecard
from lineofsight.web.published.offered import CODES

_INTRO = (
    "Exampleton is made up, and so is every child in these figures. We are working on visits that are on time and on "
    "homes near to home."
)


def make_scorecard(home: Home, on: date) -> None:
    """One published scorecard; nothing where there is one, or no snapshot."""
    analyst, director = _actor("analyst", on), _actor("director", on)
    if not home.only_simulated() or analyst is None or director is None or known() is None:
        return
    if Scorecard.objects.exists():
        return
    made = actions.make_scorecard(by=analyst, title="How we are doing", intro=_INTRO, measures=CODES)
    actions.publish_scorecard(by=director, number=made.pk, version=made.version)


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return Actor(user, asker, on) if user is not None and asker is not None else None
