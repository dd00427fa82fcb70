"""Which of a survey's numbers may be kept: none of a group so small that an answer could be somebody's.

What may not be shown is not kept at all, so that no page, file or later question can bring it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 10
"""The fewest people whose answers are ever shown together."""

Key = tuple[str, str]
"""A team's id (blank: no team given) and a question's code."""
Answers = Mapping[str, int]


def keepable(given: Mapping[Key, Answers]) -> dict[Key, dict[str, int]]:
    """The answers of the service (team blank), and of each team, that may be kept, question by question.

    A team with fewer than FEWEST answers to a question has none there; nor, until what is left over comes to nobody or
    to FEWEST, has the smallest team besides, so that nothing can be had by subtraction. A question to which fewer than
    FEWEST answered at all has nothing.
    """
    kept: dict[Key, dict[str, int]] = {}
    for question in dict.fromkeys(question for _, question in given):
        mine = {team: answers for (team, asked), answers in given.items() if asked == question}
        whole = _together(mine)
        if sum(whole.values()) < FEWEST:
            continue
        kept["", question] = whole
        sizes = {team: sum(answers.values()) for team, answers in mine.items() if team}
        shown = sorted((team for team, size in sizes.items() if size >= FEWEST), key=lambda team: (sizes[team], team))
        while shown and 0 < sum(whole.values()) - sum(sizes[team] for team in shown) < FEWEST:
            shown.pop(0)
        for team in sorted(shown):
            kept[team, question] = dict(mine[team])
    return kept


def _together(groups: Mapping[str, Answers]) -> dict[str, int]:
    whole: dict[str, int] = {}
    for answers in groups.values():
        for answer, number in answers.items():
            whole[answer] = whole.get(answer, 0) + number
    return whole
