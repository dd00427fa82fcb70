"""A pack's two files: written, found again, and their digests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from lineofsight.record.home import BOARD_PACKS, Home
from lineofsight.reports.html import html_of
from lineofsight.reports.pdf import pdf_of
from lineofsight.web.board_pack.basis import Basis
from lineofsight.web.board_pack.building import pack_of
from lineofsight.web.board_pack.unnamed import kept_back_of, without
from lineofsight.web.improvement.reading import plan_as_at
from lineofsight.web.knowledge.authority import authority_name
from lineofsight.web.knowledge.snapshots import Known

FORMS = ("html", "pdf")
_PRIVATE = 0o700


@dataclass(frozen=True)
class Made:
    """A pack as bytes by form, by measure the periods it does not give, and the basis with what it keeps back."""

    bodies: dict[str, bytes]
    hidden: dict[str, list[str]]
    basis: Basis

    def digest(self, form: str) -> str:
        """The SHA-256 of one of its files."""
        return sha256(self.bodies[form]).hexdigest()


def make(held: Known, basis: Basis) -> Made:
    """The pack of a snapshot: the same bytes for the same snapshot and basis. Raises PdfUnavailable."""
    plan = plan_as_at(held.info.snapshot, basis.on)
    full = replace(basis, kept_back=kept_back_of(plan, basis.kept_back))
    shown = None if plan is None else without(plan, full.kept_back)
    report, hidden = pack_of(held, full, shown, authority_name())
    return Made({"html": html_of(report).encode("utf-8"), "pdf": pdf_of(report)}, hidden, full)


def folder_of(home: Home, snapshot: str) -> Path:
    """Where the files of a snapshot's pack lie in the home."""
    return home.path / BOARD_PACKS / snapshot


def file_of(home: Home, snapshot: str, form: str) -> Path:
    """One of the files; it need not be there."""
    return folder_of(home, snapshot) / f"board-pack.{form}"


def write(folder: Path, made: Made) -> list[Path]:
    """Write both files into a folder, made where it is not there yet."""
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    paths = []
    for form, body in made.bodies.items():
        path = folder / f"board-pack.{form}"
        path.write_bytes(body)
        paths.append(path)
    return paths
