"""Many authorities at once: the kernel that works out one service, sent by Apache Spark to one task an authority.

Spark decides where each task runs and brings the counts back. Every measure adds up, so nothing else is distributed:
no row about a child leaves the task that read it, and England is the sum of what the authorities give.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from lineofsight.catalogue import STANDARDS
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.columnar.months import Months
from lineofsight.evaluation.columnar.series import SCHEMA as SERIES
from lineofsight.evaluation.columnar.series import series
from lineofsight.evaluation.coverage import EVERYTHING, Coverage
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SCHEMA = pl.Schema({"authority": pl.String(), **SERIES})
# The same columns as Spark and Arrow name their types: what a task hands back must match to the letter.
_SPARK_SCHEMA = "authority string, standard string, month date, team string, measure string, count bigint"
_ARROW_SCHEMA = pa.schema([
    ("authority", pa.string()), ("standard", pa.string()), ("month", pa.date32()), ("team", pa.string()),
    ("measure", pa.string()), ("count", pa.int64()),
])  # fmt: skip
_LOOPBACK = "127.0.0.1"
# A snapshot keeps personal columns apart from the facts, row for row, beside the holder's pseudonym.
_FACTS, _IDENTITY, _HOLDER = "facts", "identity", "holder"


class SparkMissing(ImportError):
    """PySpark is not installed."""


def series_of_authorities(
    spark: SparkSession,
    folders: Mapping[str, Path],
    months: Sequence[date],
    as_known_on: date,
    standards: Iterable[str] | None = None,
    coverage: Mapping[str, Coverage] | None = None,
) -> pl.DataFrame:
    """Every authority's month-end series: `authority, standard, month, team, measure, count`, authorities as given.

    `folders`: by authority's code, a folder as `record_in` reads it, at a path that every worker sees. `months` and the
    measures are those of `columnar.series.series`. `standards`: codes of the catalogue; all of it unless given.
    `coverage`: by authority, where it is known (a snapshot's manifest says). Workers need the same version of this
    package as the caller; the definitions are not sent, they are looked up there by code.

    Raises ValueError for a code that the catalogue does not have, and for months that do not follow on. An authority
    that cannot be read ends the whole with Spark's PythonException, which gives the authority and the reason: a sum
    over those that could be read would be taken for England.
    """
    codes = tuple(STANDARDS) if standards is None else tuple(standards)
    unknown = [code for code in codes if code not in STANDARDS]
    if unknown:
        raise ValueError(f"The catalogue has no standard {', '.join(unknown)}. `lineofsight define` lists them.")
    Months.of(months)
    known = coverage or {}
    tasks = tuple(Task(code, str(path), known.get(code)) for code, path in folders.items())
    if not tasks:
        return pl.DataFrame(schema=SCHEMA)
    worker = Worker(tasks, tuple(months), as_known_on, codes)
    # One number and one partition an authority, so that each is a task of its own.
    numbers = spark.range(0, len(tasks), 1, len(tasks))
    found = pl.from_arrow(numbers.mapInArrow(worker, _SPARK_SCHEMA).toArrow())
    return pl.DataFrame(found).cast(SCHEMA)


@dataclass(frozen=True, slots=True)
class Task:
    """One authority's code, folder, and coverage where it is known."""

    authority: str
    folder: str
    coverage: Coverage | None


@dataclass(frozen=True, slots=True)
class Worker:
    """What Spark sends to every task: which authorities there are, and what is asked of each."""

    tasks: tuple[Task, ...]
    months: tuple[date, ...]
    as_known_on: date
    standards: tuple[str, ...]

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The counts of each authority whose number a batch holds, as Arrow batches of `series_of_authorities`."""
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from self._counts(self.tasks[number]).to_arrow().cast(_ARROW_SCHEMA).to_batches()

    def _counts(self, task: Task) -> pl.DataFrame:
        try:
            record = record_in(Path(task.folder), self.as_known_on, task.coverage)
            found = series([STANDARDS[code] for code in self.standards], record, self.months)
        except (OSError, ValueError, pl.exceptions.PolarsError) as problem:
            raise ValueError(f"Authority {task.authority} could not be evaluated: {problem}") from problem
        return found.select(pl.lit(task.authority).alias("authority"), pl.all())


def record_in(folder: Path, as_known_on: date, coverage: Coverage | None = None) -> Record:
    """The record in a folder of `<table>.parquet` files in their declared schema, or in a snapshot's folder.

    A declared column that a file lacks is blank. Where `coverage` is not given, a table with a file is covered
    completely and one without is not covered. Nothing is read yet but the files' schemas. Raises ValueError where the
    folder holds no table, or is the facts of a snapshot without the dates of birth that stand beside them.
    """
    if folder.name == _FACTS and (folder.parent / _IDENTITY).is_dir():
        raise ValueError(f"{folder} is one half of a snapshot. Give the snapshot's own folder, {folder.parent}.")
    facts = folder / _FACTS if (folder / _FACTS).is_dir() else folder
    names = [name for name in TABLES if (facts / f"{name}.parquet").is_file()]
    if not names:
        raise ValueError(f"{folder} holds no table. Give a folder of <table>.parquet files, or a snapshot's folder.")
    frames = {name: _frame(facts, TABLES[name]) for name in names}
    return Record(frames, as_known_on, dict.fromkeys(names, EVERYTHING) if coverage is None else coverage)


def _frame(facts: Path, table: Table) -> pl.LazyFrame:
    """One table's rows: the facts, with the personal columns beside them where they were kept apart."""
    file = f"{table.name}.parquet"
    frame = pl.scan_parquet(facts / file)
    if facts.name == _FACTS:
        personal = pl.scan_parquet(facts.parent / _IDENTITY / file).drop(_HOLDER)
        frame = pl.concat([frame, personal], how="horizontal") if personal.collect_schema().names() else frame
    held = frame.collect_schema().names()
    return frame.select(
        pl.col(name) if name in held else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema_of(table).items()
    )


@contextmanager
def local_session(cores: int = 2) -> Iterator[SparkSession]:
    """Spark in this machine alone, on so many cores, listening on loopback only; stopped at the end.

    Needs Java 17. For a cluster, make a session your own way and hand it to `series_of_authorities`. Raises
    SparkMissing where PySpark is not installed.
    """
    try:
        from pyspark.sql import SparkSession  # local: an extra, slow to import, and needed nowhere else
    except ImportError as problem:
        raise SparkMissing("Spark is not installed: pip install 'lineofsight[spark]' (needs Java 17).") from problem
    settings = {
        "spark.driver.host": _LOOPBACK,
        "spark.driver.bindAddress": _LOOPBACK,
        # Spark counts a task as one core; frames that each took every core would crowd each other out.
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.Builder().master(f"local[{cores}]").appName("lineofsight").config(map=dict(settings))
    with _environment(SPARK_LOCAL_IP=_LOOPBACK, PYSPARK_PYTHON=sys.executable):
        session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """The environment with these values in it, as it was before afterwards.

    Spark reads some things only from here, once, as it starts: the address Java listens on (else it looks up the
    machine's name), and which Python the workers are (else the first on the path, which may lack this package).
    """
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
