"""The log of commands run on a home: when, by which system user, which command. Append-only; no personal data.

Arguments are kept by name only, never their values: a child's id or a file's name may be one.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from lineofsight.record.home import Home


@dataclass(frozen=True, slots=True)
class LoggedCommand:
    """One command: the moment, the system user, the command's name, the names of options given, how it ended."""

    at: datetime
    by: str
    command: str
    options: tuple[str, ...]
    exit_code: int | None


def system_user() -> str:
    """Who the operating system says is running this."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def log_command(
    home: Home, command: str, options: Iterable[str] = (), *, exit_code: int | None = None, at: datetime | None = None
) -> None:
    """Append one line to the home's log. Raises ValueError for an option that carries a value."""
    names = tuple(options)
    for name in names:
        if "=" in name or " " in name:
            raise ValueError("An option is logged by its name alone, without its value.")
    line = msgspec.json.encode(LoggedCommand(at or datetime.now(UTC), system_user(), command, names, exit_code)) + b"\n"
    # One write of one line with O_APPEND: two commands at once do not mix their lines.
    descriptor = os.open(home.commands_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def logged_commands(home: Home) -> Iterator[LoggedCommand]:
    """The log, oldest first; nothing where no command was logged."""
    if home.commands_log.exists():
        with home.commands_log.open("rb") as lines:
            for line in lines:
                yield msgspec.json.decode(line, type=LoggedCommand)
