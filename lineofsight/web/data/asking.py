"""Asking for work in the background, deciding about it, and finding out that it was stopped half way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.db import router, transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from lineofsight.web.accounts.models import User
from lineofsight.web.data import folders
from lineofsight.web.data.models import AT_WORK, UNDECIDED, UNDER_WAY, Kind, Run, Stage
from lineofsight.web.data.tasks import forget_uploads, work_on
from lineofsight.web.served import served_home

# The queue takes up a run a moment before the run says so.
TAKEN_UP_WITHIN = timedelta(seconds=60)
QUEUED = "READY"


def load_files(by: User, folder: Path, files: list[tuple[str, int]], known_on: date | None) -> Run:
    """Have uploaded files loaded; the folder becomes the run's."""
    run = _new(by, Kind.LOAD, files=[list(each) for each in files], known_on=known_on)
    folders.received(served_home(), folder, run.key)
    try:
        _queue(run)
    except BaseException:
        folders.forget(served_home(), run.key)
        raise
    return run


def take_back(by: User, number: int) -> Run:
    """Have a load taken back; the run that does so already, where there is one."""
    under_way = Run.objects.filter(kind=Kind.UNDO, load_number=number, stage__in=UNDER_WAY).first()
    return under_way or _queue(_new(by, Kind.UNDO, load_number=number))


def take_snapshot(by: User) -> Run:
    """Have a snapshot taken; the one that waits to be taken already, where there is one."""
    waiting = Run.objects.filter(kind=Kind.SNAPSHOT, stage=Stage.WAITING).first()
    return waiting or _queue(_new(by, Kind.SNAPSHOT))


def again(run: Run, *, accept_drop: bool = False) -> bool:
    """Do a run that stopped, failed or waits for a decision once more. Whether it could be."""
    if run.kind == Kind.LOAD and run.load_number is None and not folders.folder_of(served_home(), run.key).is_dir():
        return False
    if accept_drop and run.stage != Stage.DROP:
        return False
    with transaction.atomic(using=_database()):
        changed = Run.objects.filter(pk=run.pk, stage__in=UNDECIDED).update(
            stage=Stage.WAITING, accept_drop=run.accept_drop or accept_drop, cancel_asked=False, problem="", told="",
            step=0, ended_at=None,
        )  # fmt: skip
        if changed:
            run.refresh_from_db()
            _queue(run)
    return bool(changed)


def call_off(run: Run) -> bool:
    """Call off what waits or is read, and forget the files. Whether it was still possible."""
    at_rest = Run.objects.filter(pk=run.pk, stage__in=(Stage.WAITING, *UNDECIDED), load_number=None)
    if run.kind != Kind.LOAD:
        at_rest = Run.objects.filter(pk=run.pk, stage__in=(Stage.WAITING, *UNDECIDED))
    if at_rest.update(stage=Stage.CANCELLED, ended_at=datetime.now(UTC)):
        folders.forget(served_home(), run.key)
        return True
    # At work: it is called off at its next step, if nothing of it is in the record by then.
    return run.can_be_cancelled and bool(Run.objects.filter(pk=run.pk, stage__in=AT_WORK).update(cancel_asked=True))


def found(key: UUID) -> Run | None:
    """A run as it stands; one whose process is gone is marked as stopped."""
    run = Run.objects.filter(pk=key).first()
    return None if run is None else _settled(run)


def standing() -> list[Run]:
    """What is under way or waits for a decision, oldest first."""
    runs = Run.objects.filter(stage__in=(*UNDER_WAY, *UNDECIDED)).order_by("asked_at")
    return [each for each in map(_settled, runs[:50]) if each.under_way or each.undecided]


def ahead_of(run: Run) -> QuerySet[Run]:
    """What is done before a run that waits."""
    return Run.objects.filter(stage__in=UNDER_WAY, asked_at__lt=run.asked_at)


def _settled(run: Run) -> Run:
    home = served_home()
    if run.stage in AT_WORK and not folders.is_at_work(home, run.key):
        gone = True
    elif run.stage == Stage.WAITING and run.task:
        queued = DBTaskResult.objects.filter(pk=run.task).first()
        taken = queued is None or (
            queued.status != QUEUED and datetime.now(UTC) - (queued.started_at or queued.enqueued_at) > TAKEN_UP_WITHIN
        )
        gone = taken and not folders.is_at_work(home, run.key)
    else:
        return run
    if gone:
        # Only where it is still as it was read: it may have ended meanwhile.
        Run.objects.filter(pk=run.pk, stage=run.stage, task=run.task).update(
            stage=Stage.STOPPED, ended_at=datetime.now(UTC)
        )  # fmt: skip
        run.refresh_from_db()
    return run


def _new(by: User, kind: Kind, **given: object) -> Run:
    return Run(key=uuid4(), kind=kind, asked_at=datetime.now(UTC), asked_by=by.username, **given)


def _queue(run: Run) -> Run:
    """Write the run down and put it in the queue, both or neither."""
    with transaction.atomic(using=_database()):
        run.save()
        run.task = str(work_on.enqueue(str(run.key)).id)
        run.save(update_fields=["task"])
        if run.kind == Kind.LOAD:
            forget_uploads.using(run_after=run.asked_at + folders.KEPT + timedelta(minutes=5)).enqueue()
    return run


def _database() -> str:
    return router.db_for_write(Run)
