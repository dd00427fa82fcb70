"""`improvement`: the improvement plan begun from what inspectors said, listed with why each line stands as it does,
and given whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem
from lineofsight.cli.serve import start_pages_settings

if TYPE_CHECKING:
    from lineofsight.record.home import Home
    from lineofsight.record.library.models import Document
    from lineofsight.web.access.actions import Actor

SEEDED = ("line", "source", "place", "term", "finding_place", "themes", "words", "measures", "audits")
LISTED = (
    "line", "status", "why", "term", "source", "place", "themes", "owner", "begins_on", "due_on", "measures", "audits",
    "signed_off_on", "relapsed_on", "snapshot",
)  # fmt: skip
EXPORTED = (
    "number", "title", "aim", "began_on", "snapshot", "known_on", "on", "lines", "past", "leaders", "meetings",
    "questions",
)  # fmt: skip
TO_DO_IN = timedelta(days=365)

SnapshotOption = Annotated[str | None, typer.Option(help="As this snapshot shows it. Default: the latest.")]
OnOption = Annotated[str | None, typer.Option(help="What was written up to this day counts.", metavar="YYYY-MM-DD")]

improvement = typer.Typer(
    no_args_is_help=True, help="The improvement plan: begun from reports, listed with reasons, given whole."
)


@improvement.command()
def seed(
    authority: Annotated[str, typer.Option(help="Whose reports: the three-figure code, or the name.")],
    report: Annotated[
        list[Path] | None, typer.Option(help="Files or folders to read first. Default: what the library holds.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Who writes it, and answers for each line at first: a user name.")
    ] = "operator",
    begins: OnOption = None,
    due: Annotated[str | None, typer.Option(help="By when. Default: a year on.", metavar="YYYY-MM-DD")] = None,
    title: Annotated[str, typer.Option(help="What a new plan is called.")] = "Improvement plan",
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Take an authority's recommendations into the plan, each with the measures its themes propose.

    A plan is begun where none is in force. What is in it already is not taken twice. Prints each line taken, with the
    words that told its themes.
    """
    from lineofsight.core.local_authorities import all_local_authorities

    named = {each.name.casefold(): code for code, each in all_local_authorities().items()}
    code = authority if authority in all_local_authorities() else named.get(authority.casefold())
    if code is None:
        raise Problem(f"--authority {authority}", "is no authority", "Give its three-figure code, such as 330")
    with _pages(home, "improvement seed") as held:
        from lineofsight.web.day import today
        from lineofsight.web.improvement import actions
        from lineofsight.web.improvement.building import plan_in_force
        from lineofsight.web.improvement.library import can_be_taken

        if report:
            _read(held, report)
        found = _documents(held, code)
        if not found:
            raise Problem(f"--authority {authority}", "has no report in the library", "Name its files with --report")
        actor = _actor(held, by)
        begins_on = _day(begins, "--begins") or today()
        due_on = _day(due, "--due") or begins_on + TO_DO_IN
        plan = plan_in_force(today()) or actions.begin_plan(by=actor, title=title, aim="", began_on=begins_on)
        taken = [
            line for document in found
            for line in actions.take_lines(
                by=actor, plan=plan, owner=actor.user, document=document, passages=can_be_taken(document),
                begins_on=begins_on, due_on=due_on,
            )
        ]  # fmt: skip
        say(f"Lines taken from {len(found)} documents: {len(taken)}.")
        emit(_seeded(held, {line.number for line in taken}), SEEDED, form)


@improvement.command("list")
def list_lines(
    snapshot: SnapshotOption = None, on: OnOption = None, home: HomeOption = DEFAULT_HOME, form: FormatOption = None
) -> None:
    """List the plan's lines: how each stands, and every reason why it stands no better."""
    with _pages(home, "improvement list") as held:
        emit(_listed(_plan(held, snapshot, on)), LISTED, form)


@improvement.command()
def export(
    snapshot: SnapshotOption = None, on: OnOption = None, home: HomeOption = DEFAULT_HOME, form: FormatOption = None
) -> None:
    """Give the whole plan as one object: lines with their evidence, plans before, leaders, meetings, questions.

    The same snapshot and the same day give the same object.
    """
    with _pages(home, "improvement export") as held:
        plan = _plan(held, snapshot, on)
        emit([asdict(plan)] if plan is not None else [], EXPORTED, form)


@contextmanager
def _pages(home: Path, command: str) -> Iterator[Home]:
    start_pages_settings(Path(home))
    with home_for(home, command) as held:
        from lineofsight.web import serving

        serving.make_ready(held)
        yield held


def _read(home: Home, paths: list[Path]) -> None:
    from lineofsight.record.library.loading import bring_in, documents_in

    try:
        files = documents_in(paths)
    except FileNotFoundError as missing:
        raise Problem(str(missing), "is not there", "Name a file or a folder") from None
    brought = bring_in(home, files, by="operator")
    say(f"Files read: {brought.read}; there already: {brought.unchanged}; not read as reports: {brought.unread}.")


def _documents(home: Home, code: str) -> list[Document]:
    from lineofsight.record.library.histories import documents

    return list(documents(home.aliases.service, code).filter(recommendations__gt=0))


def _actor(home: Home, username: str) -> Actor:
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    user = User.objects.filter(username=username, is_active=True).first()
    asker = asker_of(user)
    if user is None or asker is None:
        raise Problem(f"--by {username}", "is nobody who may sign in", f"List who may: {home.command('accounts list')}")
    return Actor(user, asker, today())


def _plan(home: Home, snapshot: str | None, on: str | None) -> Any:
    from django.http import Http404

    from lineofsight.web.improvement.reading import plan_as_at

    try:
        return plan_as_at(snapshot, _day(on, "--on"))
    except Http404 as missing:
        raise Problem(f"--snapshot {snapshot}", str(missing), f"List them: {home.command('snapshots')}") from None


def _seeded(home: Home, numbers: set[int]) -> Iterable[dict[str, Any]]:
    plan = _plan(home, None, None)
    for line in plan.lines if plan else ():
        if line.number in numbers:
            yield {
                "line": line.number, "source": line.source, "place": line.place, "term": line.term,
                "finding_place": line.finding_place, "themes": "; ".join(line.theme_titles),
                "words": "; ".join(line.theme_words), "measures": _measures(line), "audits": line.audits.theme_title,
            }  # fmt: skip


def _listed(plan: Any) -> Iterable[dict[str, Any]]:
    for line in plan.lines if plan else ():
        yield {
            "line": line.number, "status": line.status, "why": " ".join(line.reasons), "term": line.term,
            "source": line.source, "place": line.place, "themes": "; ".join(line.theme_titles), "owner": line.owner,
            "begins_on": line.begins_on, "due_on": line.due_on, "measures": _measures(line),
            "audits": line.audits.words, "signed_off_on": line.sign_offs[-1].on if line.sign_offs else None,
            "relapsed_on": line.relapsed_on, "snapshot": plan.snapshot,
        }  # fmt: skip


def _measures(line: Any) -> str:
    return "; ".join(f"{each.code}: {each.latest} ({each.latest_period}), {each.target}" for each in line.measures)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"{option} {text}", "is no date", "Write it as 2026-09-30") from None
