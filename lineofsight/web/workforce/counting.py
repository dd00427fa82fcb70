"""Numbers of a survey's answers from lines of text: a line for each team and question, a column for each answer."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO

from lineofsight.web.workforce.questionnaires import Questionnaire
from lineofsight.web.workforce.suppression import Key

TEAM, QUESTION = "team", "question"
MOST_LINES, MOST_PEOPLE, SAID = 5_000, 100_000, 12


@dataclass
class Counted:
    """What was read, by team (blank: none given) and question; and what could not be, each with its line."""

    answers: dict[Key, dict[str, int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def headings(asked: Questionnaire) -> tuple[str, ...]:
    """The columns of a file of counts."""
    return (TEAM, QUESTION, *(each.code for each in asked.answers))


def template(asked: Questionnaire, teams: Mapping[str, str]) -> str:
    """An empty file to fill in: a line for each team and question, the team by its name."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(headings(asked))
    for name in [*sorted(teams.values()), ""]:
        writer.writerows([name, question.code, *("" for _ in asked.answers)] for question in asked.questions)
    return made.getvalue()


def read_counts(text: str, asked: Questionnaire, teams: Mapping[str, str]) -> Counted:
    """Numbers from comma-separated lines. `teams`: names by id; a line may give either. Blank numbers are none."""
    found = Counted()
    rows = csv.reader(StringIO(text.removeprefix("\ufeff").strip()), skipinitialspace=True)
    wanted = headings(asked)
    try:
        listed = list(rows)
    except csv.Error as problem:
        return Counted(problems=[f"This is no comma-separated file: {problem}."])
    if not listed or [each.strip().casefold() for each in listed[0]] != list(wanted):
        return Counted(problems=[f"The first line is to be: {', '.join(wanted)}"])
    if len(listed) > MOST_LINES:
        return Counted(problems=[f"There are more than {MOST_LINES:,} lines. Give one for each team and question."])
    by_name = {name.strip().casefold(): key for key, name in teams.items()} | {key.casefold(): key for key in teams}
    for place, row in enumerate(listed[1:], start=2):
        if any(cell.strip() for cell in row[2:]):
            _take(found, place, [cell.strip() for cell in row], asked, by_name)
    if not found.answers and not found.problems:
        found.problems.append("There is no number in it.")
    if len(found.problems) > SAID:
        rest = len(found.problems) - SAID
        found.problems = [*found.problems[:SAID], f"And {rest} more lines that cannot be read."]
    return found


def _take(found: Counted, place: int, row: list[str], asked: Questionnaire, by_name: Mapping[str, str]) -> None:
    codes = [each.code for each in asked.answers]
    if len(row) != len(codes) + 2:
        found.problems.append(f"Line {place}: {len(row)} columns, where there are to be {len(codes) + 2}.")
        return
    team, question = row[0], row[1]
    if team and team.casefold() not in by_name:
        found.problems.append(f"Line {place}: there is no team {team[:60]!r}. Write its name as on the page of teams.")
        return
    if asked.question(question) is None:
        found.problems.append(f"Line {place}: there is no question {question[:60]!r}. Write its code.")
        return
    key = (by_name[team.casefold()] if team else "", question)
    if key in found.answers:
        found.problems.append(f"Line {place}: this team and question stand on a line above too. Add the two.")
        return
    numbers = [cell or "0" for cell in row[2:]]
    wrong = next((cell for cell in numbers if not _is_number(cell)), None)
    if wrong is not None:
        found.problems.append(f"Line {place}: {wrong[:20]!r} is no number of people. Write 0 or more.")
        return
    found.answers[key] = dict(zip(codes, (int(cell) for cell in numbers), strict=True))


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) < 7 and int(cell) <= MOST_PEOPLE
