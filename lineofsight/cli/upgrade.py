"""`upgrade`: an older home to this version, backed up first."""

from __future__ import annotations

from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.serve import start_pages_settings

COLUMNS = ("home", "format_before", "format", "backup")


def upgrade(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """Bring a home up to this version. It is backed up first, and the backup is named; none where nothing was to do."""
    from lineofsight.record.command_log import log_command
    from lineofsight.record.databases import start_django
    from lineofsight.record.home import Home
    from lineofsight.record.upgrading import upgrade as bring_up

    start_pages_settings(home)  # so that the tables pages need are brought up too, where the home has them
    start_django()
    held = Home(home)
    done = bring_up(held)
    log_command(held, "upgrade", exit_code=0)
    held.close()
    backup = str(done.backup) if done.backup else None
    row = {"home": str(held.path), "format_before": done.before, "format": done.after, "backup": backup}
    emit([row], COLUMNS, form)
