"""How the service writes: functions in each app's `actions.py`, each stating the action it is, and nothing else writes.

An action asks the policy, runs whole or not at all, and is entered in the log of what was done. Rows of the record are
written through it too; what pages read about whoever they are about is then worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse

from lineofsight.core.table import Holder
from lineofsight.core.tables import table_named
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.service.again import refresh_holder
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, RowToWrite, WriteRefused, WrittenRow, held_row
from lineofsight.record.written import withdraw_row as _withdraw_row
from lineofsight.record.written import write_rows as _write_rows
from lineofsight.web.access.done import Done
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.served import served_home

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Refused(WriteRefused):
    """A rule refuses what the person's role would allow; the message is for the page."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: the person, what they may do, and the day it is."""

    user: User
    asker: Asker
    day: date

    @property
    def name(self) -> str:
        """How the record names who wrote: their id among workers, else the name they sign in with."""
        return self.asker.worker_id or self.user.username


@dataclass
class _Running:
    """What an action under way has touched so far, and whom it wrote about."""

    by: Actor
    name: str
    touched: list[dict[str, str]] = field(default_factory=list)
    about: dict[tuple[Holder, str], None] = field(default_factory=dict)


_running: ContextVar[_Running | None] = ContextVar("the action under way", default=None)


def action(what: Action, *, logged: bool = True) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """State that a function does one thing, for those whose role may do it; to a `child` it is given, to that child.

    The function takes `by`, an Actor. Raises Http404 where it may not be done: what is not permitted is not there.
    Done inside another action it is part of it: permitted on its own account, kept or undone with the other. With
    `logged` false it is not entered in the log: for what nobody else ever sees.
    """

    def stating(write: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(write)
        def run(*args: Given.args, **given: Given.kwargs) -> Result:
            by, child = given.get("by"), given.get("child")
            if not isinstance(by, Actor):
                raise TypeError(f"{write.__name__} is an action: say who does it, by=request.actor.")
            about = child if isinstance(child, ChildNow) else None
            if not may(by.asker, what, about):
                raise Http404(NOT_YOURS)
            outer = _running.get()
            running = _Running(by, write.__name__)
            token = _running.set(running)
            try:
                with transaction.atomic(using=served_home().aliases.service):
                    result = write(*args, **given)
                    if logged:
                        _enter(running, what, about)
            finally:
                _running.reset(token)
            if outer is not None:
                outer.about.update(running.about)
            else:
                for kind, holder in running.about:
                    refresh_holder(served_home(), kind, holder, by.day)
            return result

        run.action = what  # type: ignore[attr-defined]
        return run

    return stating


def row_written_over(table: str, row_id: str, version: int) -> HeldRow | None:
    """The row that a write of this id and version goes over, as it stands: an action asks its rules of that one.

    Which row it is comes from a browser, so a view that meant to add one may name one that stands. None where a row is
    added, and where a new one is sent again: version 0 goes over no row written here.
    """
    found = held_row(served_home(), table, row_id)
    return None if found is None or (found.source == APPLICATION and version == 0) else found


def write_record(
    table: str, values: Mapping[str, Any], *, holder: str, row_id: str | None = None, version: int | None = None,
    why: str = "",
) -> WrittenRow:  # fmt: skip
    """Add or change a row of the record, inside an action. Raises WriteRefused, ChangedMeanwhile, HomeBusy."""
    return write_records([RowToWrite(table, values, holder, row_id, version)], why=why)[0]


def write_records(rows: Sequence[RowToWrite], *, why: str = "") -> tuple[WrittenRow, ...]:
    """The same for several rows, all or none."""
    running = _under_way()
    by = running.by
    written = _write_rows(served_home(), rows, by=by.name, on=by.day, action=running.name, why=why)
    for row, done in zip(rows, written, strict=True):
        _touched_row(running, row.table, done.row_id, row.holder)
    return written


def withdraw_record(table: str, row_id: str, *, holder: str, version: int, why: str) -> WrittenRow:
    """Take back a row written here, inside an action. Raises WriteRefused, ChangedMeanwhile, HomeBusy."""
    running = _under_way()
    by = running.by
    done = _withdraw_row(
        served_home(), table, row_id, by=by.name, on=by.day, version=version, action=running.name, why=why
    )
    _touched_row(running, table, row_id, holder)
    return done


def touched(paper: models.Model) -> None:
    """Note that an action wrote to a paper of its app's own: a model of the service's database."""
    _under_way().touched.append({"model": paper._meta.label_lower, "key": str(paper.pk)})


def _touched_row(running: _Running, table: str, row_id: str, holder: str) -> None:
    running.touched.append({"table": table, "row_id": row_id})
    running.about[table_named(table).holder, holder] = None


def _under_way() -> _Running:
    running = _running.get()
    if running is None:
        raise RuntimeError("Rows are written inside an action only. State one with access.actions.action.")
    return running


def _enter(running: _Running, what: Action, child: ChildNow | None) -> None:
    by = running.by
    Done.objects.create(
        at=datetime.now(UTC), user_id=by.user.pk, by=str(by.user), role_code=by.user.role_code, action=what.value,
        name=running.name, reference=child.reference if child else "", touched=running.touched,
    )  # fmt: skip


class ActorMiddleware:
    """`request.actor`: who does something, for views that call actions; None for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the actor known."""
        asker = getattr(request, "asker", None)
        known = Actor(cast(User, request.user), asker, today()) if asker is not None else None
        request.actor = known  # type: ignore[attr-defined]
        return self._next(request)
