"""Legal holds: while one stands, nothing of the child (or of anybody) is disposed of or erased."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
from django.db.models import Q, QuerySet

from lineofsight.evaluation.ticks import LONDON
from lineofsight.record.home import Home
from lineofsight.record.retention.actions import RetentionRefused, named, one_action, require_known
from lineofsight.record.retention.books import LegalHold


def hold(
    home: Home, child: str | None, *, why: str, by: str, from_on: date | None = None, at: datetime | None = None
) -> int:  # fmt: skip
    """Place a hold on a child's record, or on every record (`child` None); gives its number.

    It stands from `from_on` (today, unless said) until lifted. Raises RetentionRefused, HomeBusy.
    """
    moment = at or datetime.now(UTC)
    why, by = named(why, "Why it is held"), named(by, "Who holds it")
    with one_action(home) as connection:
        if child is not None:
            require_known(connection, child)
        begun = from_on or moment.astimezone(LONDON).date()
        made = LegalHold.objects.using(connection.alias).create(child=child, why=why, by=by, at=moment, from_on=begun)
        return int(made.number)


def lift(home: Home, number: int, *, why: str, by: str, at: datetime | None = None) -> None:
    """End a hold. Raises RetentionRefused where there is no such hold, or it was lifted before; HomeBusy."""
    why, by = named(why, "Why it is lifted"), named(by, "Who lifts it")
    with one_action(home) as connection:
        found = LegalHold.objects.using(connection.alias).filter(number=number).first()
        if found is None:
            raise RetentionRefused(f"There is no hold {number}. `{home.command('retention holds')}` lists them.")
        if found.lifted_on is not None:
            raise RetentionRefused(f"Hold {number} was lifted on {found.lifted_on.isoformat()} by {found.lifted_by}.")
        found.lifted_on = (at or datetime.now(UTC)).astimezone(LONDON).date()
        found.lifted_by, found.lifted_why = by, why
        found.save(using=connection.alias)


def standing_holds(home: Home, as_at: date) -> QuerySet[LegalHold]:
    """The holds that stand on a day: from their first day to the day before they were lifted."""
    standing = Q(from_on__lte=as_at) & (Q(lifted_on__isnull=True) | Q(lifted_on__gt=as_at))
    return LegalHold.objects.using(home.aliases.record).filter(standing).order_by("number")


def require_not_held(home: Home, child: str, as_at: date) -> None:
    """Raises RetentionRefused where a hold on the child, or on every record, stands on the day."""
    found = standing_holds(home, as_at).filter(Q(child=child) | Q(child__isnull=True)).first()
    if found is not None:
        raise RetentionRefused(
            f"Hold {found.number} stands since {found.from_on.isoformat()} ({found.why}). Nothing goes while it does."
        )


def held_on(home: Home, as_at: date, children: pl.Series) -> pl.DataFrame:
    """Which of the children are held on a day: columns child, held_because."""
    holds = list(standing_holds(home, as_at).values_list("number", "child", "why"))
    over_all = next(((number, why) for number, child, why in holds if child is None), None)
    because = {child: f"hold {number}: {why}" for number, child, why in reversed(holds) if child is not None}
    if over_all is not None:
        because = dict.fromkeys(children.to_list(), f"hold {over_all[0]}: {over_all[1]}")
    schema = {"child": pl.String, "held_because": pl.String}
    return pl.DataFrame(list(because.items()), schema=schema, orient="row")
