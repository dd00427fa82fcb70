"""What processes spend and hold, as the kernel counts it."""

from __future__ import annotations

import os
import re
from pathlib import Path


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for each in found:
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except FileNotFoundError:
            continue  # ended meanwhile
    return found


def processor_ms(pid: int | None) -> float:
    """Milliseconds of the processor that a process used with all that descend from it, those that ended too."""
    total = 0.0
    for each in tree(pid) if pid else ():
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        total += sum(map(int, fields[11:15])) * 1000 / os.sysconf("SC_CLK_TCK")
    return total


def taken_by_host() -> float:
    """Core-seconds since the machine started in which it had work and what it runs on gave it no processor."""
    return int(Path("/proc/stat").read_text().split("\n", 1)[0].split()[8]) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> tuple[float, float]:
    """What a process holds in memory, and what of it is its own share, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss"))  # type: ignore[index, return-value]


def database_server() -> int | None:
    """PostgreSQL's first process, where that is what keeps the home; None for the embedded database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = int(cursor.fetchone()[0])
    return int(Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()[1])
