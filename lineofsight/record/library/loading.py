"""Bringing documents into the library: a few at a time, each few whole or not at all, so that it can be taken up again.

A file that is there already, read by the same rules, is not read again; one read by other rules is replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path

from django.db import transaction

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.inspections import Inspection, read_many
from lineofsight.record.home import Home
from lineofsight.record.library.models import NOT_A_REPORT, Document, Judgement, Passage, Problem
from lineofsight.record.library.rows import document_of, judgements_of, passages_of, problems_of

ENDINGS = frozenset({".pdf", ".html", ".htm", ".txt"})
AT_A_TIME = 24
_BYTES = 1 << 20
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """How many files were named, how many of them were there already, read anew and replaced, and gave no report."""

    files: int
    unchanged: int
    read: int
    replaced: int
    unread: int


@cache
def reading_digest() -> str:
    """What names the rules that read documents: a digest of the reader's own files, the same where they are."""
    digest = hashlib.sha256()
    folder = Path(str(resources.files("lineofsight.inspections")))
    for file in sorted(each for ending in ("*.py", "*.csv") for each in folder.rglob(ending)):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and those in folders that are named whose ending says they may be documents.

    Raises FileNotFoundError for what is not there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.suffix.lower() in ENDINGS and each.is_file())
            found |= dict.fromkeys(sorted(each for each in inside if not each.name.startswith(("README", "."))))
        elif path.exists():
            found[path] = None
        else:
            raise FileNotFoundError(path)
    return list(found)


def bring_in(home: Home, files: Sequence[Path], *, by: str, progress: Progress = lambda done, of: None) -> Brought:
    """Read files into the library. Raises OSError where one may not be opened; what came before it stays."""
    database = home.aliases.service
    wanted = _not_held(database, files)
    progress(len(files) - len(wanted), len(files))
    before = set(Document.objects.using(database).filter(sha256__in=wanted.values()).values_list("sha256", flat=True))
    done, unread = len(files) - len(wanted), 0
    reading = read_many(list(wanted))
    while few := list(islice(reading, AT_A_TIME)):
        unread += sum(each.document_type == NOT_A_REPORT for each in few)
        keep(home, few, by=by)
        done += len(few)
        progress(done, len(files))
    return Brought(len(files), len(files) - len(wanted), len(wanted), len(before), unread)


def keep(home: Home, inspections: Sequence[Inspection], *, by: str, at: datetime | None = None) -> None:
    """Keep documents as they were read, in place of what was read of the same files before; all or none."""
    database, moment = home.aliases.service, at or datetime.now(UTC)
    latest = {each.sha256: each for each in inspections if each.sha256}
    with transaction.atomic(using=database):
        held = Document.objects.using(database).filter(sha256__in=latest)
        gone = list(held.values_list("pk", flat=True))
        for model in (Judgement, Passage, Problem):
            model.objects.using(database).filter(document__in=gone)._raw_delete(database)
        held._raw_delete(database)
        documents = [document_of(each, reading_digest(), by, moment) for each in latest.values()]
        Document.objects.using(database).bulk_create(documents)
        pairs = list(zip(documents, latest.values(), strict=True))
        Judgement.objects.using(database).bulk_create(row for made, read in pairs for row in judgements_of(made, read))
        Passage.objects.using(database).bulk_create(row for made, read in pairs for row in passages_of(made, read))
        Problem.objects.using(database).bulk_create(row for made, read in pairs for row in problems_of(made, read))
        _mark_copies(database, {each.la_code for each in documents if each.la_code})


def _not_held(database: str, files: Sequence[Path]) -> dict[Path, str]:
    """The files to read, each with its digest; once where two are the same."""
    held = set(
        Document.objects.using(database).filter(reading=reading_digest()).values_list("sha256", flat=True)
    )  # fmt: skip
    wanted: dict[str, Path] = {}
    for path, digest in _digests(files):
        if digest not in held:
            wanted.setdefault(digest, path)
    return {path: digest for digest, path in wanted.items()}


def _digests(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in files:
        with path.open("rb") as opened:
            yield path, hashlib.file_digest(opened, "sha256").hexdigest()


def _mark_copies(database: str, authorities: set[str]) -> None:
    """Of several files of one inspection the one loaded last counts."""
    known = Document.objects.using(database).filter(la_code__in=authorities, inspection_start__isnull=False)
    latest: dict[tuple[object, ...], Document] = {}
    copies: list[int] = []
    for each in known.order_by("loaded_at", "pk"):
        key = (each.la_code, each.document_type, each.framework, each.inspection_start, each.inspection_end)
        if key in latest:
            copies.append(latest[key].pk)
        latest[key] = each
    known.filter(is_copy=True).exclude(pk__in=copies).update(is_copy=False)
    known.filter(pk__in=copies).update(is_copy=True)
