"""How far something in the background has come, in plain words, and what one may do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lineofsight.web.data.folders import KEPT
from lineofsight.web.data.models import Kind, Run, Stage
from lineofsight.web.data.receiving import size
from lineofsight.web.layout.dates import with_time

LONG_WAIT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `state` is done, now or later."""

    title: str
    state: str
    beside: str = ""

    @property
    def tag(self) -> str:
        """The state in words."""
        return {"done": "Done", "now": "Now", "later": "Not yet", "off": "Not done"}[self.state]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one may ask for: its name in the address, its button, and what it does."""

    name: str
    button: str
    hint: str
    tone: str = "secondary"


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole page's words. `moving`: it changes by itself, so the page looks again."""

    title: str
    said: str
    steps: Sequence[Step]
    problem: str
    choices: Sequence[Choice]
    moving: bool
    ok: bool


_STEPS = {
    Kind.LOAD: ("Waiting for its turn", "Reading the files", "Loading, table by table",
                "Taking a snapshot, with its figures", "Working out what is due"),
    Kind.UNDO: ("Waiting for its turn", "Taking the load back", "Taking a snapshot, with its figures",
                "Working out what is due"),
    Kind.SNAPSHOT: ("Waiting for its turn", "Taking a snapshot, with its figures", "Working out what is due"),
}  # fmt: skip
_PLACES = {
    Kind.LOAD: {Stage.WAITING: 0, Stage.READING: 1, Stage.LOADING: 2, Stage.SNAPSHOT: 3, Stage.PREPARING: 4},
    Kind.UNDO: {Stage.WAITING: 0, Stage.UNDOING: 1, Stage.SNAPSHOT: 2, Stage.PREPARING: 3},
    Kind.SNAPSHOT: {Stage.WAITING: 0, Stage.SNAPSHOT: 1, Stage.PREPARING: 2},
}
CALL_OFF = Choice("cancel", "Cancel", "Nothing is loaded, and the files are removed.", "warning")
_RUN_AGAIN = "Run it again"


def progress_of(run: Run, ahead: int, now: datetime) -> Progress:
    """The words of a run. `ahead`: how many others are done before it."""
    stage, kind = Stage(run.stage), Kind(run.kind)
    return Progress(
        title=_title(run), said=_said(run, ahead, now), steps=_steps(run, kind, stage), problem=run.problem,
        choices=_choices(run), moving=run.under_way, ok=stage is Stage.DONE,
    )  # fmt: skip


def files_said(run: Run) -> str:
    """The files: 3 files, 12 MB."""
    number = len(run.files)
    return f"{number} file{'' if number == 1 else 's'}, {size(sum(each[1] for each in run.files))}"


def _title(run: Run) -> str:
    match run.kind:
        case Kind.LOAD:
            return f"Loading {run.files[0][0]}" if len(run.files) == 1 else f"Loading {len(run.files)} files"
        case Kind.UNDO:
            return f"Taking load {run.load_number} back"
    return "Taking a snapshot"


def _said(run: Run, ahead: int, now: datetime) -> str:
    in_record = run.load_number is not None
    match run.stage:
        case Stage.WAITING if ahead:
            return (
                f"Waiting for its turn: {ahead} other{' is' if ahead == 1 else 's are'} before it. It starts by itself."
            )
        case Stage.WAITING if now - run.asked_at > LONG_WAIT:
            return (
                "Waiting to be taken up. That takes longer than it should: ask whoever runs Line of Sight if its "
                "background process is running. Nothing is lost meanwhile."
            )
        case Stage.WAITING:
            return "Waiting to be taken up: a few seconds."
        case Stage.BUSY:
            return "Another load is running. This one waits its turn and starts by itself."
        case Stage.LOADING | Stage.READING if run.cancel_asked:
            return "It is being cancelled."
        case Stage.LOADING if run.told:
            return f"{run.told}: table {run.step} of {run.steps}. Until the last is whole, nothing has changed."
        case Stage.SNAPSHOT | Stage.PREPARING if run.kind == Kind.LOAD:
            return "The files are loaded. Lists and figures still show what was known before; they change at the end."
        case Stage.DONE:
            return _done(run)
        case Stage.DROP:
            return (
                "The files hold far fewer rows than were loaded before. A broken extract looks just like that, so "
                f"nothing was loaded. The files are kept until {with_time(run.asked_at + KEPT)} for you to decide."
            )
        case Stage.REFUSED:
            return "Nothing was loaded, and nothing has changed. The files were removed: mend them and load them again."
        case Stage.FAILED if run.kind == Kind.LOAD and in_record:
            return f"Load {run.load_number} is in the record, but lists and figures could not be made from it."
        case Stage.STOPPED if run.kind == Kind.LOAD and in_record:
            return f"Load {run.load_number} is in the record. The process stopped before lists and figures were made."
        case Stage.STOPPED:
            return "The process that did this was stopped half way. Nothing is half done: the record is as it was."
        case Stage.FAILED:
            return "It could not be done. Nothing is half done: the record is as it was."
        case Stage.CANCELLED:
            return "It was cancelled. Nothing was loaded, and the files were removed."
    return "You may leave this page: the work goes on, and Data shows how far it is."


def _done(run: Run) -> str:
    match run.kind:
        case Kind.LOAD:
            return f"Load {run.load_number} is in the record, and every list and figure is made from it."
        case Kind.UNDO if not run.snapshot:
            return f"Load {run.load_number} is taken back. It was the only one: nothing is loaded now."
        case Kind.UNDO:
            return f"Load {run.load_number} is taken back, and every list and figure is made anew."
    return "The snapshot is taken, and every list and figure is made from it."


def _steps(run: Run, kind: Kind, stage: Stage) -> list[Step]:
    titles, places = _STEPS[kind], _PLACES[kind]
    if stage is Stage.DONE:
        here = len(titles)
    elif stage in places:
        here = places[stage]
    elif kind is Kind.LOAD and run.load_number is not None:
        here = 3
    elif stage is Stage.BUSY:
        here = 0
    else:
        here = places[Stage.LOADING] if kind is Kind.LOAD and run.steps else 1
    moving = run.under_way
    steps = []
    for place, title in enumerate(titles):
        state = "done" if place < here else "later" if moving else "off"
        if place == here and moving:
            state = "now"
        beside = _beside(run, stage) if state == "now" else ""
        steps.append(Step(title, state, beside))
    return steps


def _beside(run: Run, stage: Stage) -> str:
    if stage is Stage.LOADING and run.step:
        return f"{run.step} of {run.steps}"
    return run.told if stage is Stage.PREPARING else ""


def _choices(run: Run) -> list[Choice]:
    stage = Stage(run.stage)
    in_record = run.kind == Kind.LOAD and run.load_number is not None
    if stage is Stage.DROP:
        accept = Choice(
            "accept", "The files are right: load them",
            "Rows that are not in these files stay in the record, shown as not in the latest file.",
        )  # fmt: skip
        return [accept, CALL_OFF]
    if stage in (Stage.FAILED, Stage.STOPPED):
        hint = "Makes lists and figures from the record as it is." if in_record else "Begins again from the start."
        leave = Choice("cancel", "Leave it", "Lists and figures stay as they are." if in_record else CALL_OFF.hint)
        return [Choice("again", _RUN_AGAIN, hint, ""), leave if in_record or run.kind != Kind.LOAD else CALL_OFF]
    if run.can_be_cancelled and not run.cancel_asked:
        return [CALL_OFF if run.kind == Kind.LOAD else Choice("cancel", "Cancel", "Nothing is changed.", "warning")]
    return []
