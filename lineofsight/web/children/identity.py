"""The bar on top of every page about a child: who they are, where they are with the service, who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import DRIFT, Stage
from lineofsight.web.children.opened import Opened
from lineofsight.web.layout import dates

PLACES = (
    ("child", "Overview"), ("due", "What is due"), ("chronology", "Chronology"), ("family", "Family"),
    ("plans", "Plans"), ("visits", "Visits and voice"), ("placements", "Homes"), ("decisions", "Decisions"),
    ("workers", "Workers"), ("looks", "Who has looked"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A word beside the name, and how it looks."""

    words: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the bar says. `you`: what to call the child in a sentence."""

    name: str
    you: str
    local_id: str
    born: str
    age: str
    stage: str
    stage_since: str
    worker: str
    team: str
    allocated: str
    tags: tuple[Tag, ...]
    places: tuple[tuple[str, str], ...] = PLACES


def identity_of(child: ChildNow, day: date) -> Identity:
    """The bar for a child, on a day."""
    stage = Stage(child.stage).label if child.stage in Stage.values else child.stage.replace("_", " ")
    held = bool(child.worker_id)
    return Identity(
        child.name, child.forename or child.name, child.child_id, born_words(child), dates.age(child.born_on, day),
        stage, dates.in_full(child.stage_since),
        (child.worker_name or "A worker whose name is not recorded") if held else "",
        child.team_name or "", dates.in_full(child.allocated_since) if held else "", tuple(_tags(child, day)),
    )  # fmt: skip


def identity(opened: Opened) -> Identity:
    """The bar for a child opened."""
    return identity_of(opened.child, opened.day)


def born_words(child: ChildNow) -> str:
    """When the child was born or is expected."""
    if child.born_on:
        return f"born {dates.in_full(child.born_on)}"
    return f"expected {dates.in_full(child.expected_on)}" if child.expected_on else "date of birth not known"


def _tags(child: ChildNow, day: date) -> list[Tag]:
    tags = []
    if child.died_on:
        tags.append(Tag(f"Died {dates.in_full(child.died_on)}"))
    if child.missing_since:
        tags.append(Tag("Missing now", "overdue"))
    if child.address_protected:
        tags.append(Tag("Protected address", "overdue"))
    if child.has_dangers:
        tags.append(Tag("Dangers recorded", "soon"))
    if child.is_open and not child.worker_id:
        tags.append(Tag("No allocated worker", "unknown"))
    if child.overdue:
        tags.append(Tag(f"{child.overdue} overdue", "overdue"))
    tags += [Tag(sign.label, "soon") for sign in DRIFT if sign.value in child.reasons]
    return tags
