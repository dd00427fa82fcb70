"""What was put right and falls back is reopened by the next load alone: nobody says so, and every page does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.web.improvement.relapsing import PLACES, TERM


def test_a_snapshot_of_what_was_loaded_since_reopens_a_line_that_was_signed_off(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "LINEOFSIGHT_"))
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.web.improvement.relapsing", str(tmp_path / "authority")],
        env=environment, cwd=Path(__file__).parents[3], capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    before, after = json.loads(ended.stdout.splitlines()[-1])
    # given a line that was signed off by what was loaded then
    assert (before["status"], before["relapsed_on"]) == ("done", "")
    for place in ("/improvement/lines/1/", "/improvement/board/", "/"):
        assert "elapsed" not in before["pages"][place], place
    # when three months in which contacts waited are loaded, and a snapshot is taken
    # then it has relapsed by the end of the second of them, for both were further off than chance takes it
    assert (after["status"], after["relapsed_on"]) == ("relapsed", "2026-05-31")
    own = after["pages"]["/improvement/lines/1/"]
    assert "Relapsed: reopened" in own
    assert "Signed off on 31 March 2026, and reopened by what was found since" in own
    assert "fell back off target (at least 90%)" in own
    for place in PLACES:
        assert TERM in after["pages"][place]
        assert "elapsed" in after["pages"][place], place
