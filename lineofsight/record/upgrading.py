"""Upgrading a home to this version: a backup first, then its databases, then its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lineofsight.record.backup import backup
from lineofsight.record.home import FORMAT, Home, HomeRefused


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which format to which, and the backup made before; the backup is None where nothing was to be done."""

    before: int
    after: int
    backup: Path | None


def upgrade(home: Home, *, at: datetime | None = None) -> Upgraded:
    """Bring a home up to this version. The backup stands beside the home, named for the moment.

    Raises HomeRefused for a newer home, HomeBusy while a load is running.
    """
    found = home.format
    if found > FORMAT:
        raise HomeRefused(f"{home.path} was made by a newer version. Install that version or a later one.")
    home.require_databases()
    if found == FORMAT and not home.pending_migrations():
        return Upgraded(found, FORMAT, None)
    moment = at or datetime.now(UTC)
    with home.alone():
        stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        kept = home.path.with_name(f"{home.path.name}-before-upgrade-{stamp}.zip")
        backup(home, kept, at=moment)
        home.migrate()
        home.write_format(FORMAT)
    return Upgraded(found, FORMAT, kept)
