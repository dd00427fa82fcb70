"""What staff said, in words: each question in the service and by team, then and before; and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.web.layout.dates import days, from_day, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.workforce.measures import spread_words
from lineofsight.web.workforce.models import SurveyAction, SurveyCount, SurveyRound
from lineofsight.web.workforce.questionnaires import Question, Questionnaire, questionnaire_from
from lineofsight.web.workforce.staffing import drawn_apart
from lineofsight.web.workforce.suppression import FEWEST


@dataclass(frozen=True, slots=True)
class Said:
    """How many gave each answer to a question, in a group."""

    numbers: Mapping[str, int]
    agreeing: frozenset[str]

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(self.numbers.values())

    @property
    def agree(self) -> float | None:
        """The share who agree, of a hundred; None where nobody answered."""
        yes = sum(number for answer, number in self.numbers.items() if answer in self.agreeing)
        return 100 * yes / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a round: the share who agree, now and before; the answers; and how teams lie apart."""

    code: str
    text: str
    about: str
    agree: str
    answered: str
    before: str
    answers: tuple[tuple[str, str], ...]
    teams: tuple[tuple[str, str, str], ...]
    spread: str
    picture: str

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.answered)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something done about what staff said, as it stands."""

    number: int
    said: str
    doing: str
    owner: str
    state: str
    tone: str
    link: str


def counts_of(found: SurveyRound) -> dict[tuple[str, str], Said]:
    """What a round counted, by team (blank: the service) and question."""
    asked = questionnaire_from(found.questionnaire)
    numbers: dict[tuple[str, str], dict[str, int]] = {}
    for row in SurveyCount.objects.filter(round=found).values_list("team_id", "question", "answer", "number"):
        team, question, answer, number = row
        numbers.setdefault((team, question), {})[answer] = number
    return {key: Said(given, asked.agreeing) for key, given in numbers.items()}


def round_before(found: SurveyRound) -> SurveyRound | None:
    """The round counted before this one of the same questionnaire; None for none."""
    earlier = SurveyRound.objects.filter(closed_on__lt=found.closed_on, counted_on__isnull=False)
    return next((each for each in earlier if each.questionnaire["code"] == found.questionnaire["code"]), None)


def question_lines(
    asked: Questionnaire, counts: Mapping[tuple[str, str], Said], before: Mapping[tuple[str, str], Said],
    teams: Mapping[str, str], sees: Callable[[str], bool],
) -> list[QuestionLine]:  # fmt: skip
    """Every question in the questionnaire's order. Teams are those a person may see, by name."""
    return [_line(each, asked, counts, before, teams, sees) for each in asked.questions]


def _line(
    question: Question, asked: Questionnaire, counts: Mapping[tuple[str, str], Said],
    before: Mapping[tuple[str, str], Said], teams: Mapping[str, str], sees: Callable[[str], bool],
) -> QuestionLine:  # fmt: skip
    whole, earlier = counts.get(("", question.code)), before.get(("", question.code))
    if whole is None:
        return QuestionLine(question.code, question.text, question.about, "", "", "", (), (), "", "")
    given = sorted(
        (teams.get(team, team), said) for (team, code), said in counts.items()
        if team and code == question.code and sees(team)
    )  # fmt: skip
    shares = [(name, said.agree) for name, said in given if said.agree is not None]
    return QuestionLine(
        question.code, question.text, question.about, percent(whole.agree), f"{whole.answered:,}",
        f"{percent(earlier.agree)} of {earlier.answered:,}" if earlier else "",
        tuple((answer.text, f"{whole.numbers.get(answer.code, 0):,}") for answer in asked.answers),
        tuple((name, percent(said.agree), f"{said.answered:,}") for name, said in given),
        spread_words([share for _, share in shares], "%") if len(shares) > 1 else "",
        drawn_apart(f"Agree, by team: {question.text}", shares, "%") if len(shares) > 2 else "",
    )  # fmt: skip


def percent(share: float | None) -> str:
    """62%; blank for none."""
    return "" if share is None else f"{share:.0f}%"


def answered_words(found: SurveyRound, counts: Mapping[tuple[str, str], Said]) -> str:
    """How many answered of how many asked, as far as it is known."""
    most = max((said.answered for (team, _), said in counts.items() if not team), default=0)
    if not most:
        return "Nothing is known of what was answered yet."
    if not found.invited:
        return f"{most:,} answered. How many were asked is not known: those who did not answer may think otherwise."
    share = min(100 * most / found.invited, 100)
    return f"{most:,} of {found.invited:,} answered ({share:.0f}%). Those who did not may think otherwise."


def headlines(lines: Sequence[QuestionLine], codes: Iterable[str]) -> list[QuestionLine]:
    """Of the lines shown those of some questions, for a page about something else; else the first three."""
    wanted = set(codes)
    shown = [each for each in lines if each.is_shown]
    return [each for each in shown if each.code in wanted] or shown[:3]


def action_line(it: SurveyAction, on: date, *, names_shown: bool = True) -> ActionLine:
    """An action as it stands on a day; without names for those who may not see staff."""
    if it.closed_on:
        who = f" by {it.closed_by}" if names_shown else ""
        state, tone = f"Done: seen{who}, {in_full(it.closed_on)}", "met"
    elif it.said_done_on:
        state, tone = "Said to be done: somebody else is to see", "due"
    else:
        state = f"{in_full(it.due_on)}, {from_day(it.due_on, on)}"
        tone = "overdue" if it.due_on < on else "due"
    owner = it.owner if names_shown else "A manager"
    return ActionLine(it.pk, it.said, it.doing, owner, state, tone, link("workforce:survey_action", it.pk))


def not_kept_words(counts: Mapping[tuple[str, str], Said], teams: int) -> str:
    """How many teams have no numbers of their own, and why."""
    shown = {team for team, _ in counts if team}
    return (
        f"{len(shown)} of {teams} teams have numbers of their own. Of a group of fewer than {FEWEST}, and of any group "
        "that would give one away, only the service’s numbers are kept."
    )


def age_words(found: SurveyRound, on: date) -> str:
    """How long ago a round closed."""
    away = (on - found.closed_on).days
    return f"closed {in_full(found.closed_on)}" + (f", {days(away)} ago" if away > 0 else "")
