"""What processes spend and hold, as the kernel counts it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def processor_ms(pids: Sequence[int]) -> float:
    """Milliseconds of the processor some processes and their threads have used."""
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
    return total


def memory_mb(pid: int) -> tuple[float, float]:
    """What a process holds in memory, and what of it is its own share, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss"))  # type: ignore[index, return-value]


def database_pids() -> list[int]:
    """PostgreSQL's processes, where that is what keeps the home; none for the embedded database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = int(cursor.fetchone()[0])
    return tree(int(Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()[1]))
