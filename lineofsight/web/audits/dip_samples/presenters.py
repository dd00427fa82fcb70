"""Dip samples as pages show them: children to look at, answers, shares by team and question, and what moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineofsight.record.service.models import ChildNow
from lineofsight.web.audits.dip_models import DipRecord, DipSample
from lineofsight.web.audits.dip_rules import Answered, Fit, Share, by_team, moved, share
from lineofsight.web.audits.tools import ANSWERS, DipTool
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One child of a sample in a list."""

    child: str
    local_id: str
    team: str
    link: str
    state: str
    tone: str
    answers: str


@dataclass(frozen=True, slots=True)
class ShareShown:
    """A share in words."""

    name: str
    counts: tuple[int, int, int]
    percent: str
    interval: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A share now beside the same in the earlier sample."""

    name: str
    before: str
    now: str
    words: str


def record_lines(records: Sequence[DipRecord], children: Mapping[str, ChildNow]) -> list[RecordLine]:
    """The children of a sample whom one may see."""
    found = []
    for each in records:
        child = children.get(each.reference)
        if child is None:
            continue
        state, tone = (f"Looked at by {each.answered_by}", "met") if each.answered_on else ("To look at", "due")
        said = ", ".join(ANSWERS[answer].lower() for answer in each.answers.values())
        found.append(RecordLine(child.name, child.child_id, each.team_name,
                                link("audits:dip_record", child.reference, each.pk), state, tone, said))  # fmt: skip
    return found


def answered(records: Sequence[DipRecord]) -> list[Answered]:
    """The records as their shares are counted."""
    return [Answered(each.team_id, each.team_name, each.answers) for each in records if each.answered_on]


def shown(found: Share) -> ShareShown:
    """A share in words; too few to tell is said."""
    if found.percent is None:
        return ShareShown(found.name, (0, 0, 0), "–", "Nobody has looked")
    interval = "Too few to tell" if found.is_few else f"{found.lower:.0f}% to {found.upper:.0f}%"
    return ShareShown(found.name, (found.yes, found.partly, found.no), f"{found.percent:.0f}%", interval)


def shares(tool: DipTool, records: Sequence[DipRecord], fit: Fit) -> dict[str, list[ShareShown]]:
    """By question for the service, all together last; and by team: what is fit to be told."""
    given = answered(records)
    by_question = [shown(share(question.text, given, question.code)) for question in tool.questions]
    return {
        "questions": [*by_question, shown(share("All questions", given))] if fit.whole else [],
        "teams": [shown(each) for each in by_team(given, fit.teams)],
    }


def beside(tool: DipTool, now: Sequence[DipRecord], before: Sequence[DipRecord]) -> list[Beside]:
    """Each question now beside the earlier sample's, and all together last."""
    one, other = answered(before), answered(now)
    found = []
    for code, name in [*((question.code, question.text) for question in tool.questions), ("", "All questions")]:
        was, is_ = share(name, one, code), share(name, other, code)
        found.append(Beside(name, shown(was).percent, shown(is_).percent, moved(was, is_)))
    return found


def beside_words(earlier: DipSample) -> str:
    """What whoever draws a sample again needs to know of the earlier one."""
    return (
        f"It will stand beside “{earlier.title}” of {in_full(earlier.drawn_on)}. Keep the questions and the list; "
        "change the seed."
    )


def sample_words(sample: DipSample) -> str:
    """Where a sample is."""
    return f"Complete, {in_full(sample.completed_on)}" if sample.completed_on else "Under way"
