"""The `lineofsight` command: which commands there are, and what each way of ending means.

Exit 0 fine; 1 only where a check found something or `load --strict` rejected a row or a cell; 2 unusable input or
arguments, one line on stderr; 3 an internal fault; 130 interrupted. Only the module of the command asked for is
imported.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Annotated, Any

import typer

from lineofsight.cli.problems import (
    FAULT,
    FINE,
    FOUND,
    INTERRUPTED,
    UNUSABLE,
    Found,
    Problem,
    is_refusal,
    refused_by_machine,
    while_read,
)

# In the order a new user meets them. Each is a module of this package with a function of the same name.
COMMANDS = (
    "demo", "report", "simulate", "load", "rejects", "check", "inspections", "improvement", "returns",
    "snapshot", "snapshots", "board-pack", "duties", "figures", "cohort", "why", "define", "sql", "serve", "retention",
    "accounts", "verify-log", "backup", "restore", "upgrade",
)  # fmt: skip
SHOW_TRACEBACK = "LINEOFSIGHT_TRACEBACK"
PANIC = "PanicException"  # how a fault inside a library that is not Python arrives: as no Exception


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code. Nothing is raised."""
    try:
        result = application(arguments).__call__(arguments, standalone_mode=False)
        while_read(sys.stdout.flush)
        return result if isinstance(result, int) else FINE
    except Found as found:
        _say(str(found))
        return FOUND
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as ending:
        # How Typer ends a command in which a pipe broke that was not standard output.
        return _ended_by(ending.__context__ if isinstance(ending.__context__, Exception) else Exception(ending.code))
    except Exception as error:
        return _ended_by(error)
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        return _ended_by(error)


def application(arguments: list[str]) -> typer.Typer:
    """The Typer application, holding the command asked for, or every one where help is wanted."""
    app = typer.Typer(
        name="lineofsight", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
        rich_markup_mode=None, help="Which children are waiting, for what, since when, and on whose authority.",
    )  # fmt: skip
    app.callback()(_options)
    asked = next((word for word in arguments if not word.startswith("-")), None)
    for name in (asked,) if asked in COMMANDS else COMMANDS:
        named = name.replace("-", "_")
        given = getattr(import_module(f"lineofsight.cli.{named}"), named)
        # A command with commands of its own is an application itself.
        app.add_typer(given, name=name) if isinstance(given, typer.Typer) else app.command(name)(given)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from lineofsight import __version__
        from lineofsight.catalogue import VERSION

        typer.echo(f"lineofsight {__version__}, catalogue {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print both versions.")]
    = False,
) -> None:  # fmt: skip
    """Which children are waiting, for what, since when, and on whose authority."""


def _ended_by(error: BaseException) -> int:
    usage: Any = getattr(error, "format_message", None)
    if isinstance(error, Problem) or is_refusal(error):
        _say(str(error))
        return UNUSABLE
    if usage is not None:
        _say(f"{usage().rstrip('.')}. Try --help." if type(error).__name__ != "NoArgsIsHelpError" else usage())
        return UNUSABLE
    if refused := refused_by_machine(error):
        _say(refused)
        return UNUSABLE
    code = getattr(error, "exit_code", None)
    if isinstance(code, int):
        return code
    if os.environ.get(SHOW_TRACEBACK):
        traceback.print_exc()
    # The message of a fault may quote a child's data, so only its kind and place are told.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "lineofsight" in f.filename]
    place = f" in {os.path.basename(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""
    _say(f"Internal fault: {type(error).__name__}{place}. Set {SHOW_TRACEBACK}=1 to see more, and please report it.")
    return FAULT


def _say(text: str) -> None:
    print(text.strip(), file=sys.stderr)  # noqa: T201 - stderr is where a command speaks
