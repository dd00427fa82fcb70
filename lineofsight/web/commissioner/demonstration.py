"""The demonstration authority as seen from outside: a dated view, questions and answers, promises."""

from __future__ import annotations

from datetime import date

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.commissioner import actions
from lineofsight.web.commissioner.models import DatedView
from lineofsight.web.knowledge.snapshots import known

_NOTE = (
    "What changed since the spring: more children on plans are seen on time. What we are unsure of: whether they are "
    "seen alone as often as is written down."
)
_PROMISES = (
    ("You will know your social worker, and they will come when they say they will", "cla_visits_timely"),
    ("You will not move home unless it is better for you", "cla_3_placements"),
    ("When you leave care you will have somewhere good to live", "cl_suitable"),
    ("We will remember your birthday", ""),
)


def make_oversight(home: Home, on: date) -> None:
    """A view, a question answered and one waiting from each audience, promises; nothing where there is a view."""
    people = {name: _actor(name, on) for name in ("analyst", "director", "commissioner", "elected-member")}
    if not home.only_simulated() or known() is None or DatedView.objects.exists():
        return
    analyst, director, commissioner, member = (people[name] for name in people)
    if analyst is None or director is None or commissioner is None or member is None:
        return
    view = actions.show_view(by=analyst, note=_NOTE)
    asked = actions.ask_question(by=commissioner, about="cp_visits_timely", view=view,
                                 question="What holds up the visits that are late?")  # fmt: skip
    actions.answer_question(by=director, number=asked.pk, version=asked.version,
                            answer="Two teams held more children than our limit until August. Both are full now; we "
                                   "look at it again with the next view.")  # fmt: skip
    actions.ask_question(by=commissioner, about="", view=view, question="Which line of the plan worries you most?")
    told = actions.ask_question(by=member, about="cla_3_placements", view=None,
                                question="Why do some children move so often?")  # fmt: skip
    answer = "We have too few foster homes for teenagers. Twelve more are being found."
    actions.answer_question(by=director, number=told.pk, version=told.version, answer=answer)
    for words, measure in _PROMISES:
        actions.make_pledge(by=director, words=words, measure=measure)


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return Actor(user, asker, on) if user is not None and asker is not None else None
