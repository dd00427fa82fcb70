"""Reading untrusted files in child processes: limited in time and memory, one a core, answers in the order asked.

A child reads many files, so that starting it is paid for once; one that dies or overruns is replaced, and its file's
object says so. What comes back is JSON decoded to the declared shapes, never anything that runs.
"""

from __future__ import annotations

import hashlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import IO

import msgspec

from lineofsight.inspections.shapes import NOT_A_REPORT, Inspection, Problem

SECONDS = 90  # on the clock; the child's own limit, of the processor's time, is shorter
CHILD = ("-m", "lineofsight.inspections.child")
_decoder = msgspec.json.Decoder(Inspection)


def read(path: str | os.PathLike[str]) -> Inspection:
    """What one file holds. A file that is no report, or cannot be read, is an Inspection whose problems say why.

    Raises OSError where there is no such file or it may not be opened.
    """
    (inspection,) = read_many([path], workers=1)
    return inspection


def read_many(paths: Iterable[str | os.PathLike[str]], workers: int | None = None) -> Iterator[Inspection]:
    """What several files hold, in the order given, as each is ready.

    `workers` is how many are read at once: the machine's cores unless said. Raises OSError for the first that is not
    there or may not be opened, before any is read.
    """
    files = [Path(path) for path in paths]
    for file in files:
        with file.open("rb"):
            pass
    waiting: queue.SimpleQueue[tuple[Path, Future[Inspection]]] = queue.SimpleQueue()
    asked: list[Future[Inspection]] = []
    for file in files:
        asked.append(Future())
        waiting.put((file, asked[-1]))
    stop = threading.Event()
    most = workers or len(os.sched_getaffinity(0))
    threads = [
        threading.Thread(target=_work, args=(waiting, stop), daemon=True) for _ in range(max(1, min(most, len(files))))
    ]
    for thread in threads:
        thread.start()
    try:
        for each in asked:
            yield each.result()
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _work(waiting: queue.SimpleQueue[tuple[Path, Future[Inspection]]], stop: threading.Event) -> None:
    child = _Child()
    try:
        while not stop.is_set():
            try:
                file, answer = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                answer.set_result(child.read(file))
            except BaseException as problem:  # whoever waits for the answer is told, whatever it was
                answer.set_exception(problem)
    finally:
        child.end()


class _Child:
    """A child process that reads files, started when first needed and again after it was stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._overran = False

    def read(self, file: Path) -> Inspection:
        """What a file holds; where the child does not live to say, that it did not."""
        process = self._started()
        to, back = _pipes(process)
        overran = threading.Event()

        def stop() -> None:
            overran.set()
            process.kill()

        timer = threading.Timer(SECONDS, stop)
        timer.start()
        try:
            to.write(os.fsencode(file.resolve()) + b"\n")
            to.flush()
            line = back.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return replace(_decoder.decode(line), file=file.name)
        code = process.wait()
        self.end()
        return _not_read(file, overran.is_set() or code == -_TIME_IS_UP)

    def end(self) -> None:
        """Stop the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in _pipes(process):
            pipe.close()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            package = str(Path(__file__).parents[2])
            found = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, *CHILD],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(found)},
            )  # fmt: skip
        return self._process


_TIME_IS_UP = 27  # SIGPROF: the child's processor time was over


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("The child was started without pipes.")
    return process.stdin, process.stdout


def _not_read(file: Path, overran: bool) -> Inspection:
    reason = (
        "reading it took longer than is allowed: the file may be damaged or made to do harm"
        if overran
        else "reading it ended the process that reads: the file may be damaged or made to do harm"
    )
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Inspection(file.name, digest, NOT_A_REPORT, "none", problems=(Problem("document_type", reason),))
