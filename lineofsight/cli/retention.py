"""`retention`: what falls due for disposal, holds, and what becomes of an identity. For the operator.

What changes the record is shown first and done only with `--confirm`. Names are asked for, never given as arguments, so
that they stand in no history of commands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, NoRowsOption, day
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem
from lineofsight.evaluation.ticks import LONDON

if TYPE_CHECKING:
    from lineofsight.record.retention.tombstones import Taken

retention = typer.Typer(no_args_is_help=True, help="What falls due for disposal, holds, and what becomes of identity.")

ChildArgument = Annotated[str, typer.Argument(help="The council's own local id.", metavar="CHILD")]
NumberArgument = Annotated[int, typer.Argument(help="Its number, as listed.", metavar="NUMBER")]
ByOption = Annotated[str, typer.Option("--by", help="Who does this: a person's name.")]
ApprovedOption = Annotated[str, typer.Option("--approved-by", help="The other person, who approves it.")]
WhyOption = Annotated[str, typer.Option("--why", help="Why, in words that are kept.")]
ConfirmOption = Annotated[bool, typer.Option("--confirm", help="Do it. Without, only what would be done is shown.")]
DUE_COLUMNS = ("child", "status", "retention_class", "due_on", "authority", "basis", "reason")
TOUCHED = ("table", "rows", "done")


@retention.command()
def schedule(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List the classes, how long each is kept, from when, and on whose authority, with local policy laid over."""
    from lineofsight.evaluation.retention import read_schedule

    with home_for(home, "retention schedule") as held:
        rows = [
            {
                **asdict(each), "counted_from": each.counted_from.value, "authority": str(each.authority),
                "basis": each.basis.weight, "confidence": each.confidence.value,
            }
            for each in read_schedule(held.policy)
        ]  # fmt: skip
        names = ("code", "title", "years", "counted_from", "years_if_died_young", "basis", "authority", "confidence")
        emit(rows, names, form)


@retention.command()
def due(
    child: Annotated[str | None, typer.Option("--child", help="One child alone.", metavar="ID")] = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="On which day. Default: today.", metavar="DATE")] = None,
    status: Annotated[
        str | None, typer.Option(help="due, not_yet, held or not_known: only these. Default: all.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """List children by the day their record may be disposed of, the class that keeps it longest, and why."""
    on = day(as_at, "--as-at") or _today()
    with home_for(home, "retention due") as held:
        from lineofsight.record.retention.falling_due import DUE, HELD, NOT_KNOWN, NOT_YET, falling_due

        if status is not None and status not in (DUE, HELD, NOT_KNOWN, NOT_YET):
            raise Problem("--status", f"there is no status {status!r}", "Choose due, not_yet, held or not_known")
        found = falling_due(held, on, child=child)
        emit(found if status is None else found.filter(found["status"] == status), DUE_COLUMNS, form)


@retention.command()
def holds(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List every hold, standing or lifted. A blank child holds every record."""
    names = ("number", "child", "why", "by", "from_on", "lifted_on", "lifted_by", "lifted_why")
    with home_for(home, "retention holds") as held:
        from lineofsight.record.models import LegalHold

        emit(LegalHold.objects.using(held.aliases.record).order_by("number").values(*names), names, form)


@retention.command()
def hold(
    why: WhyOption,
    by: ByOption,
    child: Annotated[str | None, typer.Argument(help="The council's own local id.", metavar="CHILD")] = None,
    everyone: Annotated[bool, typer.Option("--everyone", help="Hold every record.")] = False,
    from_on: Annotated[str | None, typer.Option("--from", help="From which day. Default: today.", metavar="DATE")]
    = None,
    home: HomeOption = DEFAULT_HOME,
    form: NoRowsOption = None,
) -> None:  # fmt: skip
    """Hold a child's record, or everyone's: nothing of it is disposed of or erased until the hold is lifted."""
    if (child is None) is not everyone:
        raise Problem("CHILD, --everyone", "one of them says whose record is held", "Give a child or --everyone")
    with home_for(home, "retention hold", *(["everyone"] if everyone else [])) as held:
        from lineofsight.record.retention.holds import hold as place

        say(f"Hold {place(held, child, why=why, by=by, from_on=day(from_on, '--from'))} stands.")


@retention.command()
def lift(
    number: NumberArgument, why: WhyOption, by: ByOption, home: HomeOption = DEFAULT_HOME, form: NoRowsOption = None
) -> None:
    """Lift a hold."""
    with home_for(home, "retention lift") as held:
        from lineofsight.record.retention.holds import lift as end

        end(held, number, why=why, by=by)
        say(f"Hold {number} is lifted.")


@retention.command()
def proposals(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List proposals to dispose, and where each has got to."""
    names = (
        "number", "child", "retention_class", "due_on", "authority", "proposed_by", "proposed_at", "approved_by",
        "approved_at", "carried_out_at",
    )  # fmt: skip
    with home_for(home, "retention proposals") as held:
        from lineofsight.record.models import DisposalProposal

        emit(DisposalProposal.objects.using(held.aliases.record).order_by("number").values(*names), names, form)


@retention.command()
def propose(child: ChildArgument, by: ByOption, home: HomeOption = DEFAULT_HOME, form: NoRowsOption = None) -> None:
    """Propose that a record which has fallen due be disposed of. Another person approves."""
    with home_for(home, "retention propose") as held:
        from lineofsight.record.retention.disposals import propose as enter

        say(f"Proposal {enter(held, child, by=by)} waits for somebody else to approve it.")


@retention.command()
def approve(number: NumberArgument, by: ByOption, home: HomeOption = DEFAULT_HOME, form: NoRowsOption = None) -> None:
    """Approve a proposal that another person made."""
    with home_for(home, "retention approve") as held:
        from lineofsight.record.retention.disposals import approve as agree

        agree(held, number, by=by)
        say(f"Proposal {number} is approved: {held.command(f'retention carry-out {number}')}")


@retention.command("carry-out")
def carry_out(
    number: NumberArgument, confirm: ConfirmOption = False, home: HomeOption = DEFAULT_HOME, form: FormatOption = None
) -> None:
    """Dispose of a record as approved: its rows go, a tombstone stays, published figures stay."""
    with home_for(home, "retention carry-out", *_confirmed(confirm)) as held:
        from lineofsight.record.retention.disposals import carry_out as dispose
        from lineofsight.record.retention.disposals import would_go

        if confirm:
            _told(dispose(held, number), form)
        else:
            _emitted(would_go(held, number), False, form)


@retention.command()
def erase(
    child: ChildArgument,
    why: WhyOption,
    by: ByOption,
    approved_by: ApprovedOption,
    court_order: Annotated[str, typer.Option(help="The order, where a court asks for what the law keeps.")] = "",
    confirm: ConfirmOption = False,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Erase who a child is: facts stay under a pseudonym, so that figures stay what they were."""
    with home_for(home, "retention erase", *_confirmed(confirm)) as held:
        from lineofsight.record.retention.erasing import erase as take_away
        from lineofsight.record.retention.erasing import would_erase

        if confirm:
            _told(take_away(held, child, why=why, by=by, approved_by=approved_by, court_order=court_order), form)
        else:
            _emitted(would_erase(held, child, court_order=court_order), False, form)


@retention.command()
def seal(
    child: ChildArgument,
    new_id: Annotated[str, typer.Option("--new-id", help="The id the child has from now on.")],
    order: Annotated[str, typer.Option(help="The adoption order.")],
    by: ByOption,
    approved_by: ApprovedOption,
    confirm: ConfirmOption = False,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Seal who a child was at adoption and begin the new identity, whose names are asked for."""
    with home_for(home, "retention seal", *_confirmed(confirm)) as held:
        from lineofsight.record.retention.sealing import NewIdentity, would_seal
        from lineofsight.record.retention.sealing import seal as close

        new = NewIdentity(new_id, *(typer.prompt(words, err=True) for words in ("First name", "Family name")))
        if confirm:
            _told(close(held, child, new, order=order, by=by, approved_by=approved_by), form)
        else:
            _emitted(would_seal(held, child, new), False, form)


@retention.command()
def rectify(
    child: ChildArgument,
    column: Annotated[str, typer.Argument(help="What is put right: forename, surname, born_on ...", metavar="COLUMN")],
    why: WhyOption,
    by: ByOption,
    confirm: ConfirmOption = False,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Put right what identifies a child; the right value is asked for. What it said before is kept, restricted."""
    with home_for(home, "retention rectify", *_confirmed(confirm)) as held:
        from lineofsight.record.retention.rectifying import rectify as put_right
        from lineofsight.record.retention.rectifying import would_rectify

        value = typer.prompt("The right value", err=True)
        touched = would_rectify(held, child, column, value)
        if confirm:
            changed = put_right(held, child, column, value, why=why, by=by)
            say(f"Put right, in {len(changed)} snapshots too.")
        _emitted(touched, confirm, form)


@retention.command()
def tombstones(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List what is left where an identity was. What an earlier action could not finish is finished first."""
    names = (
        "number", "pseudonym", "kind", "retention_class", "authority", "asked_by", "approved_by", "on", "finished_at",
        "readmitted_on", "readmitted_by", "readmitted_why",
    )  # fmt: skip
    with home_for(home, "retention tombstones") as held:
        from lineofsight.record.models import Tombstone
        from lineofsight.record.retention.tombstones import finish

        if changed := finish(held):
            say(f"Finished what was waiting, in {len(changed)} snapshots.")
        emit(Tombstone.objects.using(held.aliases.record).order_by("number").values(*names), names, form)


@retention.command()
def readmit(
    number: NumberArgument, why: WhyOption, by: ByOption, home: HomeOption = DEFAULT_HOME, form: NoRowsOption = None
) -> None:
    """Let loads bring rows again about somebody who came back, dated after the tombstone. Load again afterwards."""
    with home_for(home, "retention readmit") as held:
        from lineofsight.record.retention.tombstones import readmit as let_in

        let_in(held, number, why=why, by=by)
        say("Rows dated after the tombstone are taken from now on. Load the latest files again.")


def _told(what: Taken, form: FormatOption) -> None:
    say(f"Tombstone {what.tombstone}; {len(what.snapshots)} snapshots changed. Backups made before still hold it.")
    _emitted(what.rows, True, form)


def _emitted(rows: Mapping[str, int], done: bool, form: FormatOption) -> None:
    if not done:
        say("Nothing was changed: this is what would be. Add --confirm to do it.")
    listed: list[dict[str, Any]] = [{"table": name, "rows": count, "done": done} for name, count in rows.items()]
    emit(listed, TOUCHED, form)


def _confirmed(confirm: bool) -> list[str]:
    return ["confirm"] if confirm else []


def _today() -> date:
    return datetime.now(UTC).astimezone(LONDON).date()
