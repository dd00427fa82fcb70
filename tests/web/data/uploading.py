"""Sending files as a browser does, and having the background process do what it was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

# Files of one row each: one that any home takes, one with two cells that cannot be read, one that drops all the others.
POPULATIONS = b"area code,year,age,sex,count\nE10000016,2025,0 to 17,Persons,350000\n"
ADVOCACY = b"id,child_id,kind,offered_on,accepted,provider\nZ1,1,advocate,2026-13-45,perhaps,Speak Up\n"
HELD = b"id,child_id,kind,offered_on,accepted,provider\nZ1,1,advocate,2026-04-05,Y,Speak Up\n"


def files(**content: bytes) -> list[Any]:
    return [SimpleUploadedFile(name.replace("__", "."), body) for name, body in content.items()]


def send(client: Any, given: list[Any], **fields: str) -> Any:
    return client.post("/data/upload/", {"files": given, **fields})


def work_through() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)


def only_run() -> Any:
    from lineofsight.web.data.models import Run

    return Run.objects.get()


def left_in(home: Path) -> list[str]:
    folder = home / "uploads"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.exists() else []


def page_of(client: Any, run: Any) -> str:
    return client.get(f"/data/work/{run.pk}/").content.decode().replace("&#x27;", "'")


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something another process does. Raises AssertionError where it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It never came."
        time.sleep(0.1)
