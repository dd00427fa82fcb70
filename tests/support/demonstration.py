"""The simulated authority that tests of the service are asked about: made once, the same on every day and machine.

`python -m tests.support.demonstration FOLDER/made` makes it: its home, with the demonstration's people, in
FOLDER/made/home; then with FOLDER/written, a copy with all that they wrote.
"""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from types import SimpleNamespace

POPULATION, YEARS = 4000, 4
# Where one run of `make test` keeps it for all its test processes; else each run makes its own.
KEPT = "LINEOFSIGHT_TESTS_HOME"
# References are made from a home's key: with one of its own, each run would look at other children first.
_KEY = "0123456789abcdef" * 4
_SNAPSHOTS_FROM = datetime(2026, 10, 1, 8, tzinfo=UTC)


def demonstration_home(shared: Path) -> Path:
    """The authority's home, made by whichever test process comes first. Nothing may be changed in it."""
    return _made(shared, "made") / "home"


def whole_home(shared: Path) -> Path:
    """The same with all that its people wrote, as `serve` makes it, and with their pages walked."""
    demonstration_home(shared)
    return _made(shared, "written") / "home"


def _made(shared: Path, what: str) -> Path:
    """What is made once, by whichever test process comes first: the others wait."""
    kept = Path(os.environ.get(KEPT) or shared / "demonstration")
    kept.mkdir(parents=True, exist_ok=True)
    done = kept / f"{what}.done"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(kept / what, ignore_errors=True)
            ended = subprocess.run(
                [sys.executable, "-m", "tests.support.demonstration", str(kept / what)],
                env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
                | {"PYTHONHASHSEED": "0"},
                cwd=Path(__file__).parents[2], capture_output=True, text=True,
            )  # fmt: skip
            assert ended.returncode == 0, ended.stderr
            done.touch()
    return kept / what


def make(folder: Path) -> None:
    """Make the authority as `demo` does, but for its key and for when its snapshots say they were taken."""
    from lineofsight.cli import demo
    from lineofsight.cli.serve import start_pages_settings

    home = folder / "home"
    folder.mkdir(parents=True)
    start_pages_settings(home)
    import django  # local: settings are read for the home named above

    django.setup()
    from lineofsight.record import home as homes
    from lineofsight.record.snapshots import making

    minutes = count()

    class Fixed(datetime):
        """A clock of this run's own."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return _SNAPSHOTS_FROM + timedelta(minutes=next(minutes))

    homes.secrets = SimpleNamespace(token_hex=lambda _: _KEY)  # type: ignore[assignment]
    making.datetime = Fixed  # type: ignore[misc]
    demo._make(folder, home, POPULATION, YEARS)
    from lineofsight.web import serving
    from lineofsight.web.accounts import demonstration
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    serving.make_ready(served_home())
    demonstration.make_people(served_home(), today())


def make_whole(folder: Path) -> None:
    """Have the people of the authority made beside it write what they do, and walk the pages."""
    from lineofsight.cli.serve import make_demonstration, start_pages_settings

    home = folder / "home"
    shutil.copytree(folder.with_name("made") / "home", home)
    start_pages_settings(home)
    import django  # local: settings are read for the home named above

    django.setup()
    from lineofsight.web.served import served_home
    from tests.support import walked
    from tests.support.besides import make_besides

    with redirect_stderr(io.StringIO()) as told:
        make_demonstration(served_home())
    assert "Left unfinished" not in told.getvalue(), told.getvalue()
    make_besides()
    walked.keep(home)


if __name__ == "__main__":
    asked = Path(sys.argv[1])
    (make_whole if asked.name == "written" else make)(asked)
