"""Who led, beside the grades: each post as a row of the picture, and how long directors had been there at inspections.

In the order of posts the director of children's services comes first: Children Act 2004, section 18, has every
authority appoint one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from lineofsight.core.text_formats import join_words, plural
from lineofsight.record.library.histories import Graded
from lineofsight.web.drawings.strips import Stretch, Strip

MOST_TOLD = 5
_MONTH = 30.44  # days
_FOR_A_TIME = re.compile(r"\b(?:interim|acting|temporary)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_DIRECTOR = re.compile(
    r"(?:(?:strategic|corporate|executive) )*director(?: of| for|,) (?:[a-z,&]+ )*?child.*|dcs", re.IGNORECASE
)


class Leading(Protocol):
    """Somebody who led, as what, from when until when (None: still)."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def from_on(self) -> date: ...
    @property
    def to_on(self) -> date | None: ...


def posts(leaders: Iterable[Leading]) -> tuple[Strip, ...]:
    """A row for each post, the director of children's services first, then in the order they were first held."""
    titles: dict[str, str] = {}
    held: dict[str, list[Stretch]] = {}
    for each in sorted(leaders, key=lambda leader: leader.from_on):
        post = post_of(each.role)
        titles.setdefault(post.casefold(), post)
        held.setdefault(post.casefold(), []).append(
            Stretch(each.name, each.from_on, each.to_on, bool(_FOR_A_TIME.search(f"{each.name} {each.role}")))
        )
    ordered = sorted(held, key=lambda post: not is_director(titles[post]))
    return tuple(Strip(titles[post], tuple(held[post])) for post in ordered)


def post_of(role: str) -> str:
    """The post that a role is: the same for whoever holds it for a time."""
    bare = " ".join(_FOR_A_TIME.sub(" ", _IN_BRACKETS.sub(" ", role)).replace("'", "’").split())
    return bare[:1].upper() + bare[1:] if bare else "Not said as what"


def is_director(role: str) -> bool:
    """Whether a role is that of the director of children's services; a deputy or assistant director's is not."""
    return _DIRECTOR.fullmatch(post_of(role)) is not None


def in_post(leaders: Iterable[Leading], reports: Sequence[Graded]) -> str:
    """How long whoever was director had been so when inspectors left, at the last inspections; blank for none."""
    directors = [each for each in leaders if is_director(each.role)]
    if not directors or not reports:
        return ""
    told = [f"{_at(directors, each.on)} in {each.on:%B %Y}" for each in reports[-MOST_TOLD:]]
    return f"How long the director of children’s services had been in post when inspectors left: {join_words(told)}."


def _at(directors: Sequence[Leading], on: date) -> str:
    there = [each for each in directors if each.from_on <= on and (each.to_on is None or on <= each.to_on)]
    if not there:
        return "nobody recorded"
    months = round((on - max(each.from_on for each in there)).days / _MONTH)
    return plural(months, "month") if months else "less than a month"
