"""What the API's rows of people of the workforce look like, and of what staff said in surveys."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Rows, Text


class PersonRow(Schema):
    """Somebody of the workforce, in words as on the page. Why somebody left stands beside nobody's name."""

    name: str
    role: str
    team: str
    full_time: str
    started: str
    tenure: str
    notes: list[str]


class PostRow(Schema):
    """A post. `state`: who fills it, or that it is vacant."""

    team: str
    full_time: str
    state: str
    since: Text


class ReviewRow(Schema):
    """A review of a first, supported year. `tone`: done, overdue or due."""

    title: str
    words: str
    tone: str


class FirstYearRow(Schema):
    """A newly qualified worker's year. `overdue`: theirs to be given, not to answer for."""

    worker: str
    name: str
    team: str
    year: str
    load: str
    is_above: bool
    supervision: str
    reviews: list[ReviewRow]
    overdue: list[str]


class LeavingRow(Schema):
    """How many who left, or came, share a word: last twelve months and the twelve before. `c`: fewer than six."""

    about: str
    word: str
    number: str
    before: str


class LeavingRows(Rows[LeavingRow]):
    """`number` and `before`: all who left. `asked`: of how many the reason is known. `not_shown`: tables of too few."""

    number: str
    before: str
    asked: Text
    not_shown: list[str]


class TrainingRow(Schema):
    """A theme of audits and the courses that answer it. That one grew rarer after the other does not say why."""

    theme: str
    courses: list[str]
    places: str
    completed: str
    share: Text
    audits: str
    audits_before: str


class SurveyRow(Schema):
    """A round of a survey of staff. `answered`: how many did, in words."""

    survey: int
    title: str
    opened_on: date
    closed_on: date
    invited: int | None
    counted_on: date | None
    answered: str


class SurveyTeamRow(Schema):
    """The share of a team that agrees, and of how many; never of fewer than ten."""

    name: str
    agree: str
    answered: str


class AnswerRow(Schema):
    """An answer to a question, and how many gave it."""

    answer: str
    number: str


class SurveyQuestionRow(Schema):
    """A question of a round: who agrees, of how many, in the round before, the answers, and the teams you may see."""

    question: str
    text: str
    about: str
    agree: str
    answered: str
    before: Text
    answers: list[AnswerRow]
    teams: list[SurveyTeamRow]
    spread: Text


class SurveyActionRow(Schema):
    """What is done about what staff said. `owner` is a name for those who see staff."""

    action: int
    survey: int
    said: str
    doing: str
    owner: str
    due_on: date
    agreed_on: date
    said_done_on: date | None
    closed_on: date | None
    state: str
    evidence: Text
    found: Text
