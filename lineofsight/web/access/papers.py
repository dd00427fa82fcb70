"""What is done alike with papers, the models an app keeps beside the record: find, hold, refuse, keep what is written.

Every paper counts its versions: whoever sends a form says which one they read, and only that one is written over.
"""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.http import Http404

from lineofsight.web.access.actions import Refused, touched
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.versions import Versioned

_MOST_DIGITS = 18
"""Fewer than a database's largest number has."""
CHANGED = "Somebody else wrote to this while you were. Read it again: your words are kept below."
Paper = TypeVar("Paper", bound=Versioned)
Found = TypeVar("Found", bound=models.Model)


class PaperChanged(Refused):
    """Somebody wrote to a paper after the version that was read. Nothing was written; nothing is lost.

    `paper`: as it stands, in its `version`.
    """

    def __init__(self, reason: str, paper: Versioned) -> None:
        super().__init__(reason)
        self.paper, self.version = paper, paper.version


def number_in(text: str) -> int | None:
    """The number somebody sent as text; None where it is none that a paper or a version could have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def paper_or_404(papers: models.Manager[Found] | models.QuerySet[Found], number: int) -> Found:
    """The paper of a number among those somebody may open. Raises Http404, the same for absent and not among them."""
    found = papers.filter(pk=number).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found


def require(reason: str) -> None:
    """Raise Refused where a rule gave a reason; a blank is none."""
    if reason:
        raise Refused(reason)


def held_paper(
    papers: models.Manager[Paper] | models.QuerySet[Paper], number: int, version: int | None = None,
    changed: str = CHANGED,
) -> Paper:  # fmt: skip
    """The paper of a number, held until the action ends. With `version`, raises PaperChanged where another stands."""
    found = papers.select_for_update(of=("self",)).get(pk=number)
    if version is not None:
        require_version(found, version, changed)
    return found


def require_version(paper: Versioned, read: int, changed: str = CHANGED) -> None:
    """Raise PaperChanged where somebody wrote after the version that was read."""
    if paper.version != read:
        raise PaperChanged(changed, paper)


def kept_paper(paper: Paper) -> Paper:
    """The paper, written as its next version and entered as touched."""
    paper.version += 1
    paper.save()
    touched(paper)
    return paper
