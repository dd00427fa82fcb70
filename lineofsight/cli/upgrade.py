"""`upgrade`: an older home to this version, backed up first."""

from __future__ import annotations

from lineofsight.cli.held import say
from lineofsight.cli.options import DEFAULT_HOME, HomeOption


def upgrade(home: HomeOption = DEFAULT_HOME) -> None:
    """Bring a home up to this version. It is backed up first, and the backup is named."""
    from lineofsight.record.command_log import log_command
    from lineofsight.record.databases import start_django
    from lineofsight.record.home import Home
    from lineofsight.record.upgrading import upgrade as bring_up

    start_django()
    held = Home(home)
    done = bring_up(held)
    log_command(held, "upgrade", exit_code=0)
    held.close()
    say(f"Backed up to {done.backup} and upgraded." if done.backup else "Nothing to do: the home is of this version.")
