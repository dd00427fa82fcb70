"""The work itself, in the background process: files read, loaded whole or not at all, then what pages show made anew.

How far it has come is written down as it goes, on a connection of its own: a page reads it while the load's own
transaction is still open. Nothing of what is in the files is written there or logged.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.record.books import Load
from lineofsight.record.home import HomeBusy
from lineofsight.record.loads import LargeDrop, NothingToLoad, load
from lineofsight.record.refreshing import refresh
from lineofsight.record.service.emptying import empty
from lineofsight.record.snapshots import SnapshotRefused
from lineofsight.record.undoing import CannotUndo, undo
from lineofsight.sources import UnusableInput, read
from lineofsight.sources.reading import Forgiveness, Reading
from lineofsight.sources.simulated import MARK, was_simulated
from lineofsight.web.data import folders
from lineofsight.web.data.forgetting import forget_old
from lineofsight.web.data.models import UNDECIDED, Kind, Run, Stage
from lineofsight.web.served import served_home

logger = logging.getLogger("lineofsight.web")
# Never the connection of the load's own transaction: on PostgreSQL `default` and `service` are two to one database.
BESIDE = "service"
SECONDS_BETWEEN_TRIES = 2.0
Done = TypeVar("Done")


class Cancelled(Exception):
    """Somebody called it off before anything of it was in the record."""


def work(key: UUID) -> None:
    """Do what a run asks for. What goes wrong is written in the run, in words; nothing is raised."""
    home = served_home()
    with folders.at_work(home, key):
        waiting = Run.objects.using(BESIDE).filter(pk=key, stage=Stage.WAITING)
        run = waiting.first()
        # Called off, or taken by another process.
        if run is None or not waiting.update(stage=_first(run)):
            return
        run.stage = _first(run)
        forget_old(datetime.now(UTC))
        try:
            _DOES[Kind(run.kind)](run)
        except Cancelled:
            _end(run, Stage.CANCELLED)
        except LargeDrop as drop:
            _end(run, Stage.DROP, _without_command(str(drop)))
        except UnusableInput as unusable:
            place = f"{Path(unusable.file).name}, {unusable.place}" if unusable.place else Path(unusable.file).name
            _end(run, Stage.REFUSED, f"{_not_folder(place, key)}: {unusable.problem} {unusable.remedy}")
        except (NothingToLoad, CannotUndo) as refused:
            _end(run, Stage.REFUSED, str(refused))
        except (SnapshotRefused, PolicyProblem) as refused:
            _end(run, Stage.FAILED, str(refused))
        except Exception as fault:
            # Its type and where, not its words: they may hold what was in a cell.
            where = traceback.extract_tb(fault.__traceback__)[-1]
            logger.error("run %s: %s at %s:%s", key, type(fault).__name__, Path(where.filename).name, where.lineno)
            _end(run, Stage.FAILED, f"Something inside failed ({type(fault).__name__}, {Path(where.filename).name}).")
        else:
            _end(run, Stage.DONE)
        finally:
            settled = Run.objects.using(BESIDE).get(pk=key)
            if settled.stage not in UNDECIDED or settled.load_number is not None:
                folders.forget(home, key)


def _load(run: Run) -> None:
    home = served_home()
    if run.load_number is None:
        folder = folders.folder_of(home, run.key)
        simulated = was_simulated(folder)
        readings = read([folder], as_known_on=run.known_on)
        run.forgiven = told_of(item for reading in readings for item in reading.forgiven)
        run.steps = sum(len({*reading.tables, *reading.coverage}) for reading in readings)
        _tell(run, Stage.LOADING)
        run.load_number = _in_turn(run, lambda: _into_the_record(run, readings, simulated))
        folders.forget(home, run.key)
    _refresh(run)


def _into_the_record(run: Run, readings: list[Reading], simulated: bool) -> int:
    run.step = 0

    def progress(table: str) -> None:
        run.step += 1
        _tell(run, Stage.LOADING, TABLES[table].title)

    done = load(
        served_home(), readings, accept_drop=run.accept_drop, made_by_simulation=simulated, by=run.asked_by,
        progress=progress,
    )  # fmt: skip
    return done.number


def _undo(run: Run) -> None:
    home, number = served_home(), run.load_number
    assert number is not None
    # Stopped between the two, it is undone already, and what pages show is still to be made.
    if not Load.objects.filter(pk=number, undone_at__isnull=False).exists():
        _tell(run, Stage.UNDOING)
        _in_turn(run, lambda: undo(home, number, by=run.asked_by))
    if Load.objects.filter(undone_at=None).exists():
        _refresh(run)
    else:
        empty(home)


def _refresh(run: Run) -> None:
    def progress(what: str) -> None:
        _tell(run, Stage.SNAPSHOT if "snapshot" in what else Stage.PREPARING, what)

    run.snapshot = _in_turn(run, lambda: refresh(served_home(), progress)).snapshot


_DOES: dict[Kind, Callable[[Run], None]] = {Kind.LOAD: _load, Kind.UNDO: _undo, Kind.SNAPSHOT: _refresh}


def _first(run: Run) -> Stage:
    if run.kind == Kind.UNDO:
        return Stage.UNDOING
    return Stage.READING if run.kind == Kind.LOAD and run.load_number is None else Stage.SNAPSHOT


def _in_turn(run: Run, action: Callable[[], Done]) -> Done:
    """Do something that needs the home to itself; where another has it, wait and say so."""
    while True:
        stage = Stage(run.stage)
        try:
            return action()
        except HomeBusy:
            _tell(run, Stage.BUSY)
            time.sleep(SECONDS_BETWEEN_TRIES)
            run.stage = stage


def _tell(run: Run, stage: Stage, told: str = "") -> None:
    """Write down how far it is. Raises Cancelled where that was asked and nothing is in the record yet."""
    run.stage, run.told = stage, told
    if run.can_be_cancelled and Run.objects.using(BESIDE).filter(pk=run.pk, cancel_asked=True).exists():
        raise Cancelled
    _save(run, "stage", "told", "step", "steps", "forgiven", "load_number")


def _end(run: Run, stage: Stage, problem: str = "") -> None:
    run.stage, run.problem, run.ended_at = stage, problem, datetime.now(UTC)
    _save(run, "stage", "problem", "ended_at", "load_number", "snapshot", "forgiven")


def _save(run: Run, *names: str) -> None:
    Run.objects.using(BESIDE).filter(pk=run.pk).update(**{name: getattr(run, name) for name in names})


def told_of(items: Any) -> list[dict[str, Any]]:
    """What was read with care, by file, as the page shows it: not what is the same of every file of ours."""

    def counts(item: Forgiveness) -> bool:
        name = Path(item.file).name
        blank_column = name.startswith("los_") and item.what.endswith("is missing: read as blank")
        return name != MARK and not blank_column

    return [{"file": Path(item.file).name, "what": item.what, "count": item.count} for item in items if counts(item)]


def _without_command(text: str) -> str:
    """The words of a large drop without the advice for the command line: the page has its own."""
    return text.split(" If that is right,")[0]


def _not_folder(place: str, key: UUID) -> str:
    return "The files" if place == str(key) else place
