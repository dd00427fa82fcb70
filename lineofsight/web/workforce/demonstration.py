"""Surveys of the demonstration authority's staff, made by the same actions as anybody's: two rounds, what followed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.workforce import actions
from lineofsight.web.workforce.models import SurveyRound
from lineofsight.web.workforce.people import workforce
from lineofsight.web.workforce.questionnaires import questionnaire_from, questionnaires_in_force

CODE, ANSWERED = "working_here", 0.78
# How many in a hundred agree, in the first round and in the second.
_AGREE = {
    "time": (38, 49), "load": (31, 43), "reflection": (46, 58), "manager": (63, 70), "challenge": (41, 47),
    "mistakes": (37, 41), "respect": (66, 69), "leaders": (35, 46), "heard": (18, 33), "learning": (61, 68),
    "tools": (24, 27), "stay": (54, 63),
}  # fmt: skip
_ACTIONS = (
    ("load", "We cannot do what is asked of us in the week we are paid for.",
     "No newly qualified worker holds more than twelve children; managers see the list each Monday.",
     "service-head", -40, "The list has been empty of them for six weeks: see First years.", "director",
     "Asked four newly qualified workers: two held thirteen in August, none does now."),
    ("heard", "Nothing ever changes after a survey.",
     "What is done about each round is shown to all staff, with its day and whose it is.", "director", 21,
     "This page is open to all managers, and is read out in team meetings.", "", ""),
    ("tools", "Recording takes our evenings.", "Take three forms nobody reads out of the templates.",
     "team-manager", 45, "", "", ""),
)  # fmt: skip


def make_surveys(home: Home, on: date) -> None:
    """Two rounds with their numbers, and three things done about them; nothing where there are any."""
    keeper, found = _actor("analyst", on), workforce(known())
    if not home.only_simulated() or SurveyRound.objects.exists() or keeper is None or found is None:
        return
    told = questionnaires_in_force(home.path)[CODE]
    asked = questionnaire_from(told)
    staff = [each.team for each in found.in_post()]
    sizes = {team: staff.count(team) for team in dict.fromkeys(staff)}
    last = None
    for place, (title, ago) in enumerate((("Autumn survey, last year", 350), ("Summer survey", 75))):
        closed = on - timedelta(days=ago)
        last = actions.begin_round(
            by=keeper, title=title, questionnaire=told, opened_on=closed - timedelta(days=20), closed_on=closed,
            invited=len(staff),
        )  # fmt: skip
        luck = Random(f"survey {place}")  # noqa: S311 - made-up numbers
        given = {
            (team, question.code): _answers(luck, size, _AGREE[question.code][place], len(asked.answers))
            for team, size in sizes.items() for question in asked.questions
        }  # fmt: skip
        codes = [each.code for each in asked.answers]
        answers = {key: dict(zip(codes, numbers, strict=True)) for key, numbers in given.items()}
        last = actions.keep_counts(by=keeper, number=last.pk, version=last.version, answers=answers)
    if last is not None:
        _act(last, on)


def _act(found: SurveyRound, on: date) -> None:
    by = _actor("director", on)
    if by is None:
        return
    for question, said, doing, whose, away, evidence, who_saw, seen in _ACTIONS:
        owner, other = _actor(whose, on), _actor(who_saw, on)
        if owner is None:
            continue
        values = {"question": question, "said": said, "doing": doing, "due_on": on + timedelta(days=max(away, 0))}
        made = actions.agree_action(by=by, number=found.pk, owner=owner.user, values=values)
        if evidence:
            made = actions.say_done(by=owner, number=made.pk, version=made.version, evidence=evidence)
        if other is not None:
            actions.close_action(by=other, number=made.pk, version=made.version, found=seen)


def _answers(luck: Random, size: int, agree: int, kinds: int) -> list[int]:
    """How many of a team gave each answer, the most agreeing first; some answer nothing."""
    numbers = [0] * kinds
    for _ in range(size):
        if luck.random() > ANSWERED:
            continue
        yes = luck.random() * 100 < agree + luck.gauss(0, 6)
        numbers[luck.randrange(2) if yes else luck.choice((2, 3, 3, 4))] += 1
    return numbers


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return None if user is None or asker is None else Actor(user, asker, on)
