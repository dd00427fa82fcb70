"""Homes for tests: made once, copied for each test; and readings written as small tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connections
from django.db.models import Model

from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import EVERYTHING, TableCoverage
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.databases import CONFIGURATION_FILE
from lineofsight.record.home import Home
from lineofsight.sources.reading import Reading, Reject, rejects_frame
from tests.support.postgres import Postgres
from tests.support.tables import record_rows

KNOWN = date(2026, 9, 30)
_NUMBERS = count(1)


def reading(
    source: str = "ssd", *, known: date = KNOWN, coverage: Mapping[str, TableCoverage] | None = None,
    rejects: tuple[Reject, ...] = (), **tables: str,
) -> Reading:  # fmt: skip
    """What a source read, from tables drawn as specs draw them; every table in it is covered completely."""
    frames = {name: frame_of(name, text) for name, text in tables.items()}
    covered = dict.fromkeys(frames, EVERYTHING) if coverage is None else coverage
    return Reading(source, (Path(f"{source}-folder"),), frames, covered, known, rejects_frame(rejects))


def frame_of(name: str, text: str) -> pl.DataFrame:
    """A drawn table as a frame in its declared schema, each row from its line of `<table>.csv`.

    An id is written as it is in its source; `-` stands for a source that has none.
    """
    rows = record_rows(name, text)
    for line, row in enumerate(rows, start=2):
        row["file"], row["line"] = f"{name}.csv", line
        row["id"] = None if row["id"] == "-" else row["id"]
    return pl.DataFrame(rows, schema=schema_of(table_named(name)))


def held(home: Home, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """What a table of the home holds, every source, by id."""
    from lineofsight.record.models import MODELS

    rows = MODELS[name]._default_manager.model.every_source.using(home.aliases.record)  # type: ignore[attr-defined]
    return list(rows.order_by("source", "row_id").values_list(*columns))


def everything(home: Home) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the record's database but its keys, for saying that nothing changed."""
    from lineofsight.record.models import MODELS, Change, Difference

    found = {}
    models: dict[str, type[Model]] = {**MODELS, "changes": Change, "differences": Difference}
    for name, model in models.items():
        rows = model._base_manager.using(home.aliases.record).order_by("pk").values()
        kept = [{column: value for column, value in row.items() if column != "key"} for row in rows]
        if kept:
            found[name] = kept
    return found


def unblocked(request: pytest.FixtureRequest) -> AbstractContextManager[object]:
    """Leave to use databases where pytest-django guards them: a home is a test's own, not the project's."""
    blocker = request.getfixturevalue("django_db_blocker")
    return nullcontext() if blocker is None else blocker.unblock()


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """An empty home, made once."""
    with unblocked(request):
        home = Home(tmp_path_factory.mktemp("made") / "home").make()
        home.close()
    return home.path


@pytest.fixture(scope="session")
def postgres_template(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> str:
    """The name of a database that holds an empty home's tables."""
    name = f"home_template_{next(_NUMBERS)}"  # each folder of tests that asks has its own
    postgres.execute(f"CREATE DATABASE {name}")
    with unblocked(request):
        home = postgres_home(tmp_path_factory.mktemp("template") / "home", postgres.url(name))
        home.close()
    return name


def postgres_home(path: Path, url: str) -> Home:
    """A new home whose record is in an empty PostgreSQL database."""
    path.mkdir()
    write_configuration(path / CONFIGURATION_FILE, Configuration(url))
    return Home(path).make()


@pytest.fixture
def home(made_home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Home]:
    """An empty embedded home of the test's own."""
    with unblocked(request):
        home = Home(shutil.copytree(made_home, tmp_path / "home")).open()
        yield home
        connections.close_all()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_home(request: pytest.FixtureRequest, made_home: Path, tmp_path: Path) -> Iterator[Home]:
    """An empty home of the test's own, on each database in turn."""
    path = shutil.copytree(made_home, tmp_path / "home")
    with unblocked(request):
        if request.param == "sqlite":
            yield Home(path).open()
            connections.close_all()
            return
        server: Postgres = request.getfixturevalue("postgres")
        template, name = request.getfixturevalue("postgres_template"), f"home_{next(_NUMBERS)}"
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        for embedded in path.glob("*.sqlite3*"):
            embedded.unlink()
        write_configuration(path / CONFIGURATION_FILE, Configuration(server.url(name)))
        yield Home(path).open()
        connections.close_all()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
