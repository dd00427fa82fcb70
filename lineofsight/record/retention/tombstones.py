"""Leaving a tombstone, and finishing what it stands for: snapshots, prepared tables and papers lose the identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connections, transaction
from django.db.models import Q

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.evaluation.ticks import LONDON
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.retention.actions import RetentionRefused, named, one_action, written_over
from lineofsight.record.retention.books import LegalHold, Tombstone, TombstoneKind
from lineofsight.record.retention.papers import forget_papers
from lineofsight.record.service.models import ChildNow, FoundBy, OpenDuty, PreparedAgain, SearchKey, SearchWord
from lineofsight.record.snapshots.scrubbing import scrub


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken away: the tombstone left, the rows touched by table, the snapshots changed."""

    tombstone: int
    rows: dict[str, int]
    snapshots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Why an identity goes: on whose authority, who asked, who approved, at what moment."""

    authority: str
    asked_by: str
    approved_by: str
    at: datetime

    @property
    def on(self) -> date:
        """The day of it, in London."""
        return self.at.astimezone(LONDON).date()


def leave_tombstone(
    home: Home, child: str, kind: TombstoneKind, decision: Decision, retention_class: str | None = None
) -> Tombstone:  # fmt: skip
    """Enter a tombstone for a child's id. Holds that stand or stood go on under the pseudonym. Inside a transaction."""
    stands_for = pseudonym(home.key, child)
    books = home.aliases.record
    LegalHold.objects.using(books).filter(child=child).update(child=stands_for)
    return Tombstone.objects.using(books).create(
        pseudonym=stands_for, kind=kind, retention_class=retention_class, authority=decision.authority,
        asked_by=decision.asked_by, approved_by=decision.approved_by, on=decision.on, at=decision.at,
    )  # fmt: skip


def readmit(home: Home, number: int, *, why: str, by: str, at: datetime | None = None) -> None:
    """Let loads bring rows again about a person who came back, dated after the tombstone; older ones stay out.

    They go on under the pseudonym they had, so that what was left of them can be told from then on. Raises
    RetentionRefused for an identity sealed at adoption, which goes on under its new id; HomeBusy.
    """
    why, by = named(why, "Why"), named(by, "Who decides it")
    with one_action(home) as connection:
        found = Tombstone.objects.using(connection.alias).filter(number=number).first()
        if found is None:
            raise RetentionRefused(
                f"There is no tombstone {number}. `{home.command('retention tombstones')}` lists them."
            )
        if found.kind == TombstoneKind.SEALED:
            raise RetentionRefused("A sealed identity never comes back. The child goes on under the new id.")
        found.readmitted_on = (at or datetime.now(UTC)).astimezone(LONDON).date()
        found.readmitted_by, found.readmitted_why = by, why
        found.save(using=connection.alias)


def finish(home: Home, *, at: datetime | None = None) -> list[str]:
    """Do what tombstones still wait for; gives the snapshots changed. Doing it again changes nothing.

    Done after each action, and again by the next where the machine stopped between. Raises HomeBusy.
    """
    moment = at or datetime.now(UTC)
    books = home.aliases.record
    changed: list[str] = []
    waiting = list(Tombstone.objects.using(books).filter(finished_at__isnull=True).order_by("number"))
    for tombstone in waiting:
        with home.alone():
            words = f"identity {tombstone.get_kind_display()}, tombstone {tombstone.number}"
            changed += scrub(home, tombstone.pseudonym, words, moment)
            _forget_prepared(home, tombstone.pseudonym)
            forget_papers(home, tombstone.pseudonym, disposed=tombstone.kind == TombstoneKind.DISPOSED)
            tombstone.finished_at = moment
            tombstone.save(using=books)
    return changed


def _forget_prepared(home: Home, stands_for: str) -> None:
    """Take the child, and the words they are found by, out of the tables made for pages."""
    alias = home.aliases.service
    tables = set(connections[alias].introspection.table_names())
    prepared = (ChildNow, FoundBy, OpenDuty, PreparedAgain, SearchKey, SearchWord)
    if not {model._meta.db_table for model in prepared} <= tables:
        return
    with written_over(alias), transaction.atomic(using=alias):
        for child in ChildNow.objects.using(alias).filter(reference=stands_for):
            name = f"{child.forename or ''} {child.surname or ''}".strip()
            found = FoundBy.objects.using(alias)
            # Others may be found by the name of this child as a member of their family.
            named = Q(said__endswith=name) if name else Q(pk__in=())
            found.filter(Q(child_id=stands_for) | named).delete()
            OpenDuty.objects.using(alias).filter(holder_kind="child", holder=child.child_id).delete()
            PreparedAgain.objects.using(alias).filter(holder_kind="child", holder=child.child_id).delete()
            child.delete(using=alias)
        orphans = SearchWord.objects.using(alias).exclude(pk__in=FoundBy.objects.using(alias).values("word_id"))
        SearchKey.objects.using(alias).filter(word_id__in=orphans.values("pk")).delete()
        orphans.delete()
