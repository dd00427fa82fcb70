"""A form that is sent: the version read, what is refused, what somebody else wrote meanwhile, what is kept for later.

Whatever was typed outlives a refusal, somebody else's version and a machine that stops: until it is sent it is its
writer's draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.forms import Form

from lineofsight.record.home import HomeBusy
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.papers import PaperChanged, number_in
from lineofsight.web.access.request import Request
from lineofsight.web.access.versions import Versioned
from lineofsight.web.drafts.conflicts import told_of
from lineofsight.web.drafts.writing import Writing, drop, is_for_later, keep_or_say, put_aside, writing_of

CHANGED = "{} changed this while you were writing. Read it again: your words are below."
SENT_BEFORE = "This was sent already, in other words. Open what was kept and change it there: your words are below."
_NEVER = -1
"""A version that no row and no paper has: whoever sends it is told that theirs is not the one that stands."""
Sent = TypeVar("Sent")


@dataclass
class Answer(Generic[Sent]):
    """A form as it was opened or sent. `sent`: what sending it gave; `is_kept`: put aside for later.

    `refused`: why a rule does not let the person do it; their words are then kept for when it does. `is_changed`: that
    somebody wrote meanwhile; `told`: what a paper says since, each with its label.
    """

    form: Form
    writing: Writing
    version: int
    sent: Sent | None = None
    is_kept: bool = False
    refused: str = ""
    is_changed: bool = False
    told: tuple[tuple[str, str], ...] = ()


def answer(
    request: Request, held: HeldRow, name: str, asked: type[Form], act: Callable[[Form, int], WrittenRow],
    who: Callable[[str], str] = str, *, initial: Mapping[str, Any] | None = None, is_sent: bool = True,
) -> Answer[WrittenRow]:  # fmt: skip
    """The form called `name` about a row. `who` gives the name of whoever wrote meanwhile."""
    return answer_about(
        request, name, held.row_id, asked, act, version=held.version, initial=initial, who=who, is_sent=is_sent
    )


def answer_about(
    request: Request, name: str, subject: str, asked: type[Form], act: Callable[[Form, int], Sent], *,
    version: int = 0, initial: Mapping[str, Any] | None = None, who: Callable[[str], str] = str, is_sent: bool = True,
) -> Answer[Sent]:  # fmt: skip
    """The form called `name` about a subject, shown, kept for later, or sent by `act`, which gets the version read.

    `version`: the one that stands; `initial`: what stands in the form where nothing was typed before. On a conflict
    the answer's version is the one that stands by now, so that what is sent again is sent knowingly. What `act` finds
    wrong with what was typed it says by ValidationError, of its field or of the whole. `is_sent`: on a page of several
    forms, whether this is the one that was sent; the others stay as their writer left them.
    """
    writing = writing_of(request, name, subject)
    initial = {**(initial or {}), **writing.initial(asked)}
    if not is_sent:
        return Answer(asked(initial=initial), writing, version)
    form = asked(request.POST or None, initial=initial)
    read = version_read(request, stands=version)
    found: Answer[Sent] = Answer(form, writing, _NEVER if read > version else read)
    if request.method != "POST":
        return found
    if is_for_later(request):
        found.is_kept = put_aside(request, writing, form)
    elif form.is_valid():
        try:
            found.sent = act(form, found.version)
        except ChangedMeanwhile as problem:
            form.add_error(None, CHANGED.format(who(problem.by) or "Somebody else"))
            found.version, found.is_changed = problem.version, True
        except PaperChanged as problem:
            form.add_error(None, str(problem))
            found.version, found.is_changed, found.told = problem.version, True, told_of(problem.paper)
        except Refused as problem:
            # Where a refusal leads away, words that are too many to be kept would be lost: then it is said on the form.
            if keep_or_say(request, writing, form):
                found.refused = str(problem)
            else:
                form.add_error(None, str(problem))
        except (WriteRefused, HomeBusy) as problem:
            form.add_error(None, str(problem))
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            drop(request, writing)
    return found


def answer_on(
    request: Request, name: str, paper: Versioned, asked: type[Form], write: Callable[..., Sent], *, is_sent: bool
) -> Answer[Sent]:  # fmt: skip
    """The form called `name` on the page of a paper, one of several there, sent by an action that takes its fields."""

    def act(form: Form, version: int) -> Sent:
        return write(by=request.actor, number=paper.pk, version=version, **form.cleaned_data)

    return answer_about(request, name, str(paper.pk), asked, act, version=paper.version, is_sent=is_sent)


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
    """The version whoever sends a form had read: what the form says, else the one that stands, of a row or a paper.

    Of a row no version is believed that the view itself has not read: its rules were asked of what it read.
    """
    sent = number_in(str(request.POST.get("version", "")))
    if sent is None:
        return held.version if held else stands
    return _NEVER if held and sent > held.version else sent
