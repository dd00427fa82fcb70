"""The child process that reads untrusted files: a path a line in, an object of JSON a line out.

It may use a gigabyte, seconds of the processor for each file, and write no file. POSIX only, as the product is.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

import msgspec

from lineofsight.inspections.reader import read_here, unread

MEMORY = 1 << 30
PROCESSOR_SECONDS = 20.0


def main() -> None:
    """Read until there is nothing more to read."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    for line in sys.stdin.buffer:
        path = Path(os.fsdecode(line.rstrip(b"\n")))
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS)
        try:
            found = read_here(path)
        except MemoryError:
            found = unread(path.name, "reading it takes more memory than is allowed: the file may be made to do harm")
        except OSError as problem:
            found = unread(path.name, f"the file could not be opened: {problem.strerror}")
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(msgspec.json.encode(found) + b"\n")
        answers.flush()


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    main()
