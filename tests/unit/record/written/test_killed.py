"""A process killed while it saves: what it had said was saved is there, whole; what it had not is not there at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connections

from lineofsight.record.home import Home

ENOUGH = 12
_SAVING = """
import sys
from datetime import date
from pathlib import Path
from lineofsight.record.home import Home
from lineofsight.record.written import write_rows, RowToWrite
home = Home(Path(sys.argv[1])).open()
for number in range(100_000):
    values = {"gateway": "closure", "decided_on": date(2026, 1, 1), "reason": f"Reason {number}"}
    two = [RowToWrite("decisions", values, "amy"), RowToWrite("challenges", {"reason": f"{number}"}, "amy")]
    done = write_rows(home, two, by="w1", on=date(2026, 10, 5), action="decide")
    print(done[0].row_id, done[1].row_id, flush=True)
"""


def test_killed_half_way_nothing_that_was_saved_is_lost_and_nothing_is_half_there(home: Home) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(
        [sys.executable, "-c", _SAVING, str(home.path)], env=environment, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[4],
    ) as saving:  # fmt: skip
        assert saving.stdout is not None
        said = [saving.stdout.readline() for _ in range(ENOUGH)]
        saving.send_signal(signal.SIGKILL)
        said += saving.stdout.read().splitlines(keepends=True)
    assert saving.returncode == -signal.SIGKILL
    saved = [line.split() for line in said if line.endswith("\n")]
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute("SELECT id FROM decisions")
        decisions = {row_id for (row_id,) in cursor.fetchall()}
        cursor.execute("SELECT id FROM challenges")
        challenges = {row_id for (row_id,) in cursor.fetchall()}
        cursor.execute("SELECT row_id FROM changes")
        kept = [row_id for (row_id,) in cursor.fetchall()]
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)
    assert {first for first, _ in saved} <= decisions
    assert {second for _, second in saved} <= challenges
    assert len(decisions) == len(challenges)  # a bundle is there whole
    assert sorted(kept) == sorted(decisions | challenges)  # and each row with who wrote it
    with home.saving():  # the lock went with the process
        pass
