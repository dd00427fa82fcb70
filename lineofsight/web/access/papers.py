"""What actions do alike with papers, the models an app keeps beside the record: hold one, refuse, keep what is written.

Every paper counts its versions: whoever sends a form says which one they read, and only that one is written over.
"""

from __future__ import annotations

from typing import Protocol, TypeVar, cast

from django.db import models

from lineofsight.web.access.actions import Refused, touched

CHANGED = "Somebody else wrote to this while you were. Read it again: your words are kept below."
Paper = TypeVar("Paper", bound=models.Model)


class _Versioned(Protocol):
    version: int


def require(reason: str) -> None:
    """Raise Refused where a rule gave a reason; a blank is none."""
    if reason:
        raise Refused(reason)


def held_paper(
    papers: models.Manager[Paper] | models.QuerySet[Paper], number: int, version: int | None = None,
    changed: str = CHANGED,
) -> Paper:  # fmt: skip
    """The paper of a number, held until the action ends. With `version`, raises Refused where another stands by now."""
    found = papers.select_for_update(of=("self",)).get(pk=number)
    if version is not None:
        require_version(cast(_Versioned, found).version, version, changed)
    return found


def require_version(stands: int, read: int, changed: str = CHANGED) -> None:
    """Raise Refused where somebody wrote after the version that was read."""
    require("" if stands == read else changed)


def kept_paper(paper: Paper) -> Paper:
    """The paper, written as its next version and entered as touched."""
    cast(_Versioned, paper).version += 1
    paper.save()
    touched(paper)
    return paper
