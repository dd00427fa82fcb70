"""What is known of the record between two snapshots: definitions in force, and what its tables cover with what is
written here since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.standards import Standard
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import NOTHING, Coverage, Extent
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.telling import untold
from lineofsight.record.books import WrittenTable
from lineofsight.record.definitions import catalogue_of
from lineofsight.record.home import Home
from lineofsight.record.service.models import Prepared
from lineofsight.record.snapshots.manifest import Manifest, read_manifest

KEPT = 4


@dataclass(frozen=True, eq=False)
class Known:
    """What one holder's duties are worked out from beside the record: definitions, coverage, and the interpreters."""

    catalogue: ResolvedCatalogue
    coverage: Coverage
    by_code: Mapping[str, Standard]
    interpreter: Interpreter
    national: Interpreter


def known(home: Home) -> Known | None:
    """For a home whose tables were prepared; None where they never were. Kept: a snapshot never changes."""
    prepared = Prepared.objects.using(home.aliases.service).first()
    if prepared is None:
        return None
    written = WrittenTable.objects.using(home.aliases.record).order_by("table")
    here = tuple((row.table, row.from_on, frozenset(row.columns_held)) for row in written)
    policy = home.policy.stat().st_mtime_ns if home.policy.exists() else None
    return _known(str(home.path), home.snapshots / prepared.snapshot, policy, here)


@lru_cache(maxsize=KEPT)
def _known(home: str, folder: Path, policy: int | None, here: tuple[tuple[str, object, frozenset[str]], ...]) -> Known:
    catalogue = _catalogue(home, policy)
    coverage = dict(_manifest(folder).coverage)
    for table, from_on, written in here:
        columns = written | {"id", "recorded_on", TABLES[table].holder_column}  # which every row written here fills
        before = coverage.get(table, NOTHING)
        if before.extent is Extent.NONE:
            # No source tells of the table: what is written here does, from the day it was first written.
            coverage[table] = replace(before, extent=Extent.COMPLETE, from_on=from_on, to_on=None, columns=columns)  # type: ignore[arg-type]
        else:
            coverage[table] = replace(before, columns=columns | (before.columns or frozenset()))
    standards = tuple(each for each in catalogue.standards.values() if not untold(each, coverage))
    by_code = {each.code: each for each in standards}
    national = [each for code, each in catalogue.national.items() if code in by_code]
    return Known(catalogue, coverage, by_code, Interpreter(standards, coverage), Interpreter(national, coverage))


@lru_cache(maxsize=KEPT)
def _manifest(folder: Path) -> Manifest:
    return read_manifest(folder)


@lru_cache(maxsize=KEPT)
def _catalogue(home: str, policy: int | None) -> ResolvedCatalogue:
    return catalogue_of(Home(home))
