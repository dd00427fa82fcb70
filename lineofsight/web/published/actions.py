"""What is done with public scorecards: made from a snapshot, published or sent back by a second person, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.naming import may_not_name
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.knowledge.public_lines import lines_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.published import rules
from lineofsight.web.published.files import body_of, csv_of, digest_of
from lineofsight.web.published.given import not_given_before
from lineofsight.web.published.models import Scorecard
from lineofsight.web.published.offered import OFFERED


@action(Action.MAKE_PUBLIC_SCORECARD)
def make_scorecard(*, by: Actor, title: str, intro: str, measures: Collection[str]) -> Scorecard:
    """Make a scorecard from the latest snapshot: its files are kept from now on. Nobody outside sees it yet.

    Raises Refused where there is no snapshot, or nothing that may be shown.
    """
    held = known()
    if held is None:
        raise Refused("There is no snapshot yet. Take one: a scorecard is made from it.")
    require(may_not_name(by.asker, title, intro))
    wanted = [(words, code) for words, code in OFFERED if code in measures]
    lines = lines_of(held, wanted, not_given_before())
    something = sum(any(cell.number is not None for cell in line.cells) for line in lines)
    require(rules.may_not_make(len(wanted), something))
    info = held.info
    body = body_of(lines, intro, info.as_known_on, info.snapshot)
    written = csv_of(lines, info.as_known_on, info.snapshot)
    made = Scorecard.objects.create(
        title=title, intro=intro, snapshot=info.snapshot, known_on=info.as_known_on,
        lines=[line.as_row() for line in lines], body=body, csv=written, digest=digest_of(body, written),
        made_at=datetime.now(UTC), made_on=by.day, made_by_id=by.user.pk, made_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.APPROVE_PUBLIC_SCORECARD)
def publish_scorecard(*, by: Actor, number: int, version: int) -> Scorecard:
    """Publish a scorecard that somebody else made: from now on anybody may read it. Raises Refused."""
    found = _found(number, version)
    require(rules.may_not_publish(found.made_by_id, by.user.pk, published=found.published_on is not None,
                                   refused=found.refused_on is not None,
                                   withdrawn=found.withdrawn_on is not None))  # fmt: skip
    if digest_of(found.body, found.csv) != found.digest:
        raise Refused("Its files are not as they were made. Make another; tell whoever runs Line of Sight for you.")
    found.published_on, found.published_by_id, found.published_by = by.day, by.user.pk, str(by.user)
    return kept_paper(found)


@action(Action.APPROVE_PUBLIC_SCORECARD)
def send_back(*, by: Actor, number: int, version: int, why: str) -> Scorecard:
    """Say why a scorecard is not published. Raises Refused."""
    found = _found(number, version)
    require(rules.may_not_send_back(found.made_by_id, by.user.pk, published=found.published_on is not None,
                                     refused=found.refused_on is not None))  # fmt: skip
    found.refused_on, found.refused_by, found.why_not = by.day, str(by.user), why
    return kept_paper(found)


@action(Action.APPROVE_PUBLIC_SCORECARD)
def withdraw_scorecard(*, by: Actor, number: int, version: int, why: str, correction: str) -> Scorecard:
    """Take a published scorecard down, with why and what is right, which stand at its address. Raises Refused."""
    found = _found(number, version)
    require(rules.may_not_withdraw(published=found.published_on is not None, withdrawn=found.withdrawn_on is not None))
    require(may_not_name(by.asker, why, correction))
    found.withdrawn_on, found.withdrawn_by = by.day, str(by.user)
    found.withdrawn_why, found.correction = why, correction
    return kept_paper(found)


def _found(number: int, version: int) -> Scorecard:
    return held_paper(Scorecard.objects, number, version)
