"""`verify-log`: whether the log of who looked at which child is as it was written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Found
from lineofsight.cli.serve import start_pages_settings

COLUMNS = ("sealed", "last_seal", "unsealed", "unsealed_since", "broken")


def verify_log(
    expect: Annotated[
        str | None,
        typer.Option(help="A last seal written down earlier: the chain must go through it.", metavar="SEAL"),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Check the log of who looked at which child. Exit 1 where an entry was changed, removed or put between.

    Entries of the last minute or two are not sealed yet where the service runs: how many is said, and the oldest. What
    is whole is sealed at the end, so that the next check covers it. Write the last seal down where nobody who can reach
    the home can change it; `--expect` then shows that nothing before it was made anew.
    """
    start_pages_settings(Path(home))
    with home_for(home, "verify-log", *(["expect"] if expect else [])) as held:
        from lineofsight.web.access.log.chain import seal
        from lineofsight.web.access.log.verifying import goes_through, verify

        found = verify(held)
        broken = found.broken
        if not broken and expect and not goes_through(held, expect):
            broken = "the chain does not go through the seal that was expected: it was made anew"
        emit([{
            "sealed": found.sealed, "last_seal": found.last_seal, "unsealed": found.tail,
            "unsealed_since": found.tail_since, "broken": broken or None,
        }], COLUMNS, form)  # fmt: skip
        if broken:
            raise Found(f"The log is not as it was written: {broken}.")
        if not found.sealed and not found.tail:
            say("Nothing is logged yet: nobody has looked at a child by this home's pages.")
            return
        seal(held, datetime.now(UTC))
        say(f"The log is as it was written: {found.sealed:,} entries sealed, {found.tail:,} not sealed yet.")
