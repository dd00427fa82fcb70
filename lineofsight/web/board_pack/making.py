"""A pack made in the background, as whoever asked. What goes wrong is written with it in words; nothing is raised."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

from lineofsight.reports.pdf import PdfUnavailable
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.board_pack import actions, files
from lineofsight.web.board_pack.basis import basis_from
from lineofsight.web.board_pack.models import BoardPack, PackStage
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.served import served_home

logger = logging.getLogger("lineofsight.web")


def make_pack(number: int) -> None:
    """Make what a row asks for, and compare it with how it was made first."""
    row = BoardPack.objects.filter(pk=number, stage=PackStage.WAITING).first()
    user = User.objects.filter(pk=row.asked_by_id).first() if row else None
    asker = asker_of(user)
    if row is None or user is None or asker is None:
        return
    by = Actor(user, asker, today())
    actions.note_pack(by=by, number=number, values={"stage": PackStage.MAKING})
    try:
        held = known(row.snapshot)
        assert held is not None  # a name was given
        made = files.make(held, basis_from(row.basis))
        files.write(files.folder_of(served_home(), row.snapshot), made)
    except PdfUnavailable as problem:
        _failed(by, number, str(problem))
        return
    except Exception as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]
        logger.error(
            "board pack %s: %s at %s:%s", number, type(fault).__name__, Path(where.filename).name, where.lineno
        )
        _failed(by, number, f"Something inside failed ({type(fault).__name__}, {Path(where.filename).name}).")
        return
    html, pdf = made.digest("html"), made.digest("pdf")
    first = not row.html_sha256
    actions.note_pack(by=by, number=number, values={
        "stage": PackStage.DONE, "problem": "", "made_at": datetime.now(UTC), "hidden": made.hidden,
        "basis": made.basis.as_row(),
        "html_sha256": html if first else row.html_sha256, "pdf_sha256": pdf if first else row.pdf_sha256,
        "html_bytes": len(made.bodies["html"]), "pdf_bytes": len(made.bodies["pdf"]),
        "is_same": None if first else (html, pdf) == (row.html_sha256, row.pdf_sha256),
    })  # fmt: skip


def _failed(by: Actor, number: int, problem: str) -> None:
    actions.note_pack(by=by, number=number, values={"stage": PackStage.FAILED, "problem": problem})
