"""A form about something that stands already: its version, what is refused, and where it leads.

Whatever was typed outlives a refusal, somebody else's version and a machine that stops: until it is sent it is its
writer's draft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form

from lineofsight.record.home import HomeBusy
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.papers import PaperChanged, number_in
from lineofsight.web.access.request import Request
from lineofsight.web.drafts.conflicts import told_of
from lineofsight.web.drafts.writing import Writing, drop, is_for_later, keep, writing_of

CHANGED = "{} changed this while you were writing. Read it again: your words are below."
KEPT = "Your words are kept. Open the form again to go on."


@dataclass
class Answer:
    """A form as it was opened or sent. `sent`: the row as written; `is_kept`: put aside for later.

    `refused`: why a rule does not let the person do it; their words are then kept for when it does. `is_changed`: that
    somebody wrote meanwhile; `told`: what a paper says since, each with its label.
    """

    form: Form
    writing: Writing
    version: int
    sent: WrittenRow | None = None
    is_kept: bool = False
    refused: str = ""
    is_changed: bool = False
    told: tuple[tuple[str, str], ...] = ()


def answer(
    request: Request, held: HeldRow, name: str, asked: type[Form], act: Callable[[Form, int], WrittenRow],
    who: Callable[[str], str] = str,
) -> Answer:  # fmt: skip
    """The form called `name` about a row, shown, kept for later, or sent by `act`, which gets the version read.

    `who` gives the name of whoever wrote meanwhile. On a conflict `version` is the one that stands by now, so that
    what is sent again is sent knowingly.
    """
    writing = writing_of(request, name, held.row_id)
    found = Answer(asked(request.POST or None, initial=writing.initial(asked)), writing, version_read(request, held))
    if request.method != "POST":
        return found
    if is_for_later(request):
        keep(request, writing)
        messages.info(request, KEPT)
        found.is_kept = True
    elif found.form.is_valid():
        try:
            found.sent = act(found.form, found.version)
        except ChangedMeanwhile as problem:
            found.form.add_error(None, CHANGED.format(who(problem.by) or "Somebody else"))
            found.version, found.is_changed = problem.version, True
        except PaperChanged as problem:
            found.form.add_error(None, str(problem))
            found.version, found.is_changed, found.told = problem.version, True, told_of(problem.paper)
        except Refused as problem:
            keep(request, writing)
            found.refused = str(problem)
        except (WriteRefused, HomeBusy) as problem:
            found.form.add_error(None, str(problem))
        else:
            drop(request, writing)
    return found


def tried(form: Form, act: Callable[[], WrittenRow]) -> WrittenRow | ChangedMeanwhile | None:
    """What was written; on a conflict, that; otherwise what is wrong is on the form, with everything typed kept."""
    try:
        return act()
    except ChangedMeanwhile as problem:
        return problem
    except (WriteRefused, HomeBusy) as problem:
        form.add_error(None, str(problem))
        return None


def version_read(request: Request, held: HeldRow | None = None, stands: int = 0) -> int:
    """The version whoever sends a form had read: what the form says, else the one that stands, of a row or a paper."""
    sent = number_in(str(request.POST.get("version", "")))
    if sent is not None:
        return sent
    return held.version if held else stands
