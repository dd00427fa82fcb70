"""Errors said to be right: kept with who and why, in force while the row is as it was, and carried to the return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.home import Home
from lineofsight.record.service.data_error import Acceptance, DataCheck, DataError, DataErrorCount
from lineofsight.record.service.now import ChildNow
from lineofsight.record.service.quality.ages import age_of
from lineofsight.returns.manifest import Note

SHORTEST_REASON, LONGEST_REASON = 10, 2000
_TOGETHER = 500


class AcceptanceRefused(Exception):
    """An acceptance that cannot be made or taken back as asked; the message says why and what to do."""


def accept(alias: str, error: DataError, *, reason: str, digest: str, by_id: int, by: str, at: datetime) -> Acceptance:
    """Keep that an error is right as it stands. `digest` is that of the row the person looked at.

    Raises AcceptanceRefused where the reason says nothing, the row has changed since, or somebody explained it first.
    """
    why = reason.strip()
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise AcceptanceRefused(f"Say why it is right, in {SHORTEST_REASON} to {LONGEST_REASON:,} characters.")
    with transaction.atomic(using=alias):
        now = DataError.objects.using(alias).filter(pk=error.pk).first()
        if now is None or now.digest != digest:
            raise AcceptanceRefused("The record has changed since you opened this page. Look at it again.")
        standing = in_force(alias, error.key)
        if standing is not None:
            raise AcceptanceRefused(f"{standing.by} has already explained it: “{standing.reason}”")
        check = DataCheck.objects.using(alias).get(pk=now.collection)
        made = Acceptance.objects.using(alias).create(
            key=now.key, collection=now.collection, year=check.year, rule=now.rule, reference=now.reference,
            digest=digest, reason=why, by_id=by_id, by=by, at=at,
        )  # fmt: skip
        _mark(alias, [now], check.as_at, accepted=True)
    return made


def withdraw(alias: str, acceptance: Acceptance, *, why: str, version: int, by: str, at: datetime) -> None:
    """Take an acceptance back: the error counts again. Raises AcceptanceRefused where it is no longer in force."""
    with transaction.atomic(using=alias):
        changed = (
            Acceptance.objects.using(alias)
            .filter(pk=acceptance.pk, version=version, lapsed_on=None, withdrawn_at=None)
            .update(
                withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip()[:LONGEST_REASON], version=F("version") + 1
            )
        )
        if not changed:
            raise AcceptanceRefused("It was already taken back, or the record has changed since. Look at it again.")
        error = DataError.objects.using(alias).filter(pk=acceptance.key, accepted=True).first()
        if error is not None:
            as_at = DataCheck.objects.using(alias).values_list("as_at", flat=True).get(pk=error.collection)
            _mark(alias, [error], as_at, accepted=False)


def in_force(alias: str, key: str) -> Acceptance | None:
    """The acceptance in force for an error, if there is one."""
    return Acceptance.objects.using(alias).filter(key=key, lapsed_on=None, withdrawn_at=None).first()


def settle(alias: str, as_at: date) -> None:
    """After errors were made anew: those still explained are marked, and what explains other values lapses."""
    with transaction.atomic(using=alias):
        standing = {
            each.key: each for each in Acceptance.objects.using(alias).filter(lapsed_on=None, withdrawn_at=None)
        }
        held = [error for part in _parts(sorted(standing))
                for error in DataError.objects.using(alias).filter(pk__in=part, accepted=False)]  # fmt: skip
        same = [error for error in held if error.digest == standing[error.key].digest]
        lapsed = [standing[error.key].pk for error in held if error.digest != standing[error.key].digest]
        for part in _parts(lapsed):
            Acceptance.objects.using(alias).filter(pk__in=part).update(lapsed_on=as_at, version=F("version") + 1)
        _mark(alias, same, as_at, accepted=True)


def acceptances_for(home: Home, collection: str, year: str) -> tuple[Note, ...]:
    """What people said of errors in a return of a year, for its notes: those in force whose error is still there."""
    alias = home.aliases.service
    rows = list(
        Acceptance.objects.using(alias)
        .filter(collection=collection, year=year, lapsed_on=None, withdrawn_at=None)
        .order_by("rule", "at", "pk")
    )
    marked = DataError.objects.using(alias).filter(accepted=True)
    keys = [row.key for row in rows]
    there = {key for part in _parts(keys) for key in marked.filter(pk__in=part).values_list("key", flat=True)}
    references = sorted({row.reference for row in rows if row.reference})
    children = ChildNow.objects.using(alias)
    local = {
        reference: child
        for part in _parts(references)
        for reference, child in children.filter(pk__in=part).values_list("reference", "child_id")
    }
    return tuple(
        Note(f"{collection}:{row.rule}", local.get(row.reference or ""), row.reason, row.by, row.at.date())
        for row in rows
        if row.key in there
    )


def _mark(alias: str, errors: Sequence[DataError], as_at: date, *, accepted: bool) -> None:
    """Mark errors, and keep the day's counts in step."""
    for part in _parts([error.key for error in errors]):
        DataError.objects.using(alias).filter(pk__in=part).update(accepted=accepted)
    moved = Counter(
        (error.collection, error.rule, error.team_id or "", age_of(error.first_seen_on, as_at).value)
        for error in errors
    )
    for (collection, rule, team, age), number in moved.items():
        counts = DataErrorCount.objects.using(alias).filter(
            counted_on=as_at, collection=collection, rule=rule, team_id=team, age=age
        )
        counts.update(accepted=F("accepted") + (number if accepted else -number))


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _TOGETHER] for start in range(0, len(values), _TOGETHER))
