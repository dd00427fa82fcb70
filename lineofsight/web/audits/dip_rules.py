"""What may be done with a dip sample, and what it comes to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from lineofsight.evaluation.disclosure import SMALLEST_SHOWN
from lineofsight.evaluation.statistics import wilson
from lineofsight.web.audits.tools.dips import ANSWERS, DipTool

FEW = 10
"""Answers of a team below which a share is not shown as a pattern."""
MOST = 40
"""Children in a sample: a dip sample is quick, or it is a programme of audits."""
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Answered:
    """One record's answers, with the team that held the child."""

    team_id: str
    team_name: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some answers were yes, partly and no, with the 95% interval of yes; None where nobody answered."""

    name: str
    yes: int
    partly: int
    no: int
    lower: float | None
    upper: float | None

    @property
    def answers(self) -> int:
        """All of them."""
        return self.yes + self.partly + self.no

    @property
    def percent(self) -> float | None:
        """Of a hundred answers, how many were yes."""
        return 100 * self.yes / self.answers if self.answers else None

    @property
    def is_few(self) -> bool:
        """Whether there are too few to tell."""
        return self.answers < FEW


@dataclass(frozen=True, slots=True)
class Fit:
    """Which shares of a sample somebody may read: of all its children, and of which teams."""

    whole: bool
    teams: frozenset[str]


def fit_for(looked_at: Iterable[tuple[str, bool]], teams: Collection[str], *, complete: bool) -> Fit:
    """Which shares give away nobody's answers. looked_at: each child's team, and whether the reader sees the child.

    Who sees all of a group's children but a few would have the others' answers by subtraction. So nothing is told of a
    group in which 1 to 5 are unseen, nor of teams where such a few would be left of the whole; and where any is unseen,
    nothing before the sample is complete: two looks at it would tell what came between.
    """
    unseen = Counter(team for team, seen in looked_at if not seen)
    total = unseen.total()
    if total and not complete:
        return Fit(False, frozenset(team for team in teams if not unseen[team]))
    shown = {team for team in teams if not _is_few(unseen[team])}
    if _is_few(total - sum(unseen[team] for team in shown)):
        shown = {team for team in shown if not unseen[team]}
    return Fit(not _is_few(total), frozenset(shown))


def _is_few(unseen: int) -> bool:
    return 0 < unseen < SMALLEST_SHOWN


def may_not_answer(answered: bool, complete: bool, dependent: str) -> str:
    """Why somebody may not answer for a child; blank where they may. `dependent`: why they are not independent."""
    if complete:
        return "This sample is complete. What was found stays as it was: repeat it."
    if answered:
        return "This child’s record was looked at already."
    return dependent


def may_not_keep(tool: DipTool, answers: Mapping[str, str], quotes: Mapping[str, str]) -> list[str]:
    """Everything that stands against keeping answers; nothing where nothing does."""
    found = []
    for question in tool.questions:
        if answers.get(question.code) not in ANSWERS:
            found.append(f"Answer: {question.text}")
        elif not quotes.get(question.code, "").strip():
            found.append(f"Quote what the record says, or say that it says nothing: {question.text}")
    return found


def may_not_complete(of: int, answered: int, *, complete: bool) -> str:
    """Why a sample may not be completed; blank where it may."""
    if complete:
        return "This sample is complete."
    if not answered:
        return "Nobody has looked at any of these children’s records."
    left = of - answered
    return f"{left} of {of} children’s records are not looked at yet. A sample counts whole." if left else ""


def may_not_ask(answers: Mapping[str, str], what: str, owner: str) -> str:
    """Why an action may not be made of a record's answers; blank where it may."""
    if not answers:
        return "This child’s record is not looked at yet. Answer first."
    if not set(answers.values()) & {"no", "partly"}:
        return "Every answer is yes: nothing asks for an action."
    if not what.strip():
        return "Say what is to change for the child."
    return "" if owner else "Say who is to do it."


def share(name: str, records: Sequence[Answered], question: str = "") -> Share:
    """The answers of some records: to one question, or to all of them."""
    given = [
        answer for record in records for code, answer in record.answers.items() if not question or code == question
    ]
    yes = given.count("yes")
    lower, upper = (float(each) for each in wilson(yes, len(given))) if given else (None, None)
    return Share(name, yes, given.count("partly"), given.count("no"), lower, upper)


def by_team(records: Sequence[Answered], seen: Collection[str]) -> list[Share]:
    """By team, those whose page one may see, in the order of their names."""
    teams = {record.team_id: record.team_name for record in records if record.team_id in seen}
    found = [share(name, [each for each in records if each.team_id == team]) for team, name in teams.items()]
    return sorted(found, key=lambda each: each.name)


def moved(before: Share, now: Share) -> str:
    """Whether two samples of the same questions differ by more than chance, in words."""
    if not before.answers or not now.answers:
        return "One of the two has no answers."
    one, other = before.yes / before.answers, now.yes / now.answers
    error = sqrt(one * (1 - one) / before.answers + other * (1 - other) / now.answers)
    change = 100 * (other - one)
    low, high = change - 100 * _Z * error, change + 100 * _Z * error
    words = f"{change:+.0f} in a hundred; with 95% confidence {low:+.0f} to {high:+.0f}"
    if low > 0:
        return f"Better: {words}."
    if high < 0:
        return f"Worse: {words}."
    return f"Could be chance: {words}."
