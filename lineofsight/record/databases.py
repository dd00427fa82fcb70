"""Where a home's record is: two SQLite files, or one PostgreSQL database; and how Django is told of them.

Two files, so that a load of the record never blocks a page that writes to the service. One home may be Django's
`default` and `service`; any other home gets aliases of its own, so one process can hold several.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lineofsight.record.configuration import read_configuration

RECORD_FILE = "record.sqlite3"
SERVICE_FILE = "service.sqlite3"
CONFIGURATION_FILE = "config.yaml"
SERVICE_APP = "service"
RECORD_APP = "record"
BUSY_SECONDS = 30
# Which applications' tables a database holds; read by the router, ignored by Django.
HOLDS = "LINE_OF_SIGHT_HOLDS"


@dataclass(frozen=True, slots=True)
class Aliases:
    """The names by which Django knows a home's two databases; equal on PostgreSQL, which needs only one."""

    record: str
    service: str

    def each(self) -> tuple[str, ...]:
        """Each database once."""
        return (self.record,) if self.record == self.service else (self.record, self.service)


def database_settings(home: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for a home: `default` for the record and `service`.

    Raises UnusableConfiguration when the home's configuration cannot be used.
    """
    configuration = read_configuration(home / CONFIGURATION_FILE)
    if configuration.database:
        return database_settings_at(configuration.database)
    return {
        "default": _sqlite(home / RECORD_FILE, (RECORD_APP,)),
        "service": _sqlite(home / SERVICE_FILE, (SERVICE_APP,)),
    }


def database_settings_at(url: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for a record kept in PostgreSQL: both names for one database."""
    both = _postgres(url)
    return {"default": {**both, HOLDS: (RECORD_APP, SERVICE_APP)}, "service": {**both, HOLDS: ()}}


def _sqlite(path: Path, holds: tuple[str, ...]) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.resolve()),
        # IMMEDIATE: a transaction that will write says so at once, and waits its turn rather than failing half way.
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
        },
        HOLDS: holds,
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def start_django() -> None:
    """Start Django with the record's settings, unless a larger application has started it already."""
    import django  # local: `check` and `inspections read` import nothing of Django
    from django.apps import apps

    # While it loads applications it is as good as started: their models may be imported in turn.
    if not apps.ready and not apps.loading:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.record.settings")
        django.setup()


def aliases_of(home: Path) -> Aliases:
    """The aliases of a home's databases, registered with Django where they are not yet."""
    start_django()
    return register(database_settings(home))


def register(wanted: Mapping[str, dict[str, Any]]) -> Aliases:
    """The aliases under which Django knows databases with these settings: the process's own, or new ones."""
    from django.db import connections

    single = not wanted["service"][HOLDS]
    if all(_same_place(connections.settings[name], each) for name, each in wanted.items() if name in connections):
        return Aliases("default", "default" if single else "service")
    # A digest of where it is, so that a home whose configuration changes is another database.
    place = repr([(each["NAME"], each.get("HOST"), each.get("PORT")) for each in wanted.values()])
    stem = "home-" + sha256(place.encode()).hexdigest()[:12]
    names = {"default": stem, "service": f"{stem}-service"}
    for name, each in wanted.items():
        if names[name] not in connections.settings:
            # Django's own defaults are filled in by the same function that fills them in for `default`.
            filled = type(connections)().configure_settings({"default": each})["default"]
            connections.settings[names[name]] = filled
    return Aliases(stem, stem if single else names["service"])


def _same_place(registered: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(
        str(registered.get(name, "")) == str(wanted.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")
    )


class Router:
    """Sends the record's tables to the record's database and everything else to the service's."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The process's own home, unless a query names another with `using`."""
        return self._database(model._meta.app_label, hints)

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        """As for reading."""
        return self._database(model._meta.app_label, hints)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Whether a database holds an application's tables; what is not the record is the service's."""
        from django.db import connections

        holds = connections.settings[db].get(HOLDS)
        if holds is None:
            return None
        return (RECORD_APP if app_label == RECORD_APP else SERVICE_APP) in holds

    def _database(self, app_label: str, hints: Mapping[str, Any]) -> str:
        from django.db import connections

        near = hints.get("instance")
        if near is not None and near._state.db and near._meta.app_label == app_label:
            return str(near._state.db)

        single = not connections.settings["service"].get(HOLDS)
        return "default" if app_label == RECORD_APP or single else "service"
