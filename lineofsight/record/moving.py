"""Moving a home's record from the embedded database to PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from django.db import connections

from lineofsight.record.configuration import write_configuration
from lineofsight.record.copying import CopyFailed, copy_database, models_at, require_empty
from lineofsight.record.databases import RECORD_FILE, SERVICE_FILE, database_settings_at, register
from lineofsight.record.home import Home
from lineofsight.record.rows import POSTGRESQL

MOVED_SUFFIX = ".moved"


def move_to_postgres(home: Home, url: str) -> dict[str, int]:
    """Copy both databases into an empty PostgreSQL database and use it from now on; gives rows by table.

    The embedded files stay beside, ending in `.moved`, until someone removes them. Open the home anew afterwards.
    Raises CopyFailed, having changed nothing of the home, when the database is not empty or the copy is not whole.
    """
    if connections[home.aliases.record].vendor == POSTGRESQL:
        raise CopyFailed(f"{home.path} is kept in PostgreSQL already.")
    target = register(database_settings_at(url))
    with home.alone():
        require_empty(target.record)
        home.migrate_database(target.record)
        copied: dict[str, int] = {}
        for source in home.aliases.each():
            copied |= copy_database(source, target.record, models_at(source))
        with connections[target.record].cursor() as cursor:
            # So that it knows at once how many rows of what there are, and not when it next comes to look.
            cursor.execute("VACUUM (ANALYZE)")
        write_configuration(home.configuration_file, replace(home.configuration, database=url))
        home.close()
        for name in (RECORD_FILE, SERVICE_FILE):
            embedded = home.path / name
            embedded.rename(embedded.with_name(f"{name}{MOVED_SUFFIX}"))
    return copied
