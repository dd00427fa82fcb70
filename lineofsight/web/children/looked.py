"""Who has looked at a child's pages, as the child may one day read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.web.access.models import Look
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.layout import dates

PAGES = {
    "child": "Overview", "due": "What is due", "chronology": "Chronology", "family": "Family", "plans": "Plans",
    "visits": "Visits and voice", "placements": "Homes", "decisions": "Decisions", "workers": "Workers",
    "looks": "Who has looked", "why": "Why something is due", "address": "The protected address",
    "partner_meetings": "Partners at meetings", "partner_requests": "Information asked of partners",
    "partner_actions": "What partners agreed to do", "challenges": "Challenges",
    "candidates": "Who could hold the child", "decision_versions": "Decisions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: when, who, in which role, at what."""

    when: str
    who: str
    role: str
    page: str


def looked(looks: Iterable[Look]) -> list[Looked]:
    """Looks, told."""
    return [
        Looked(
            dates.with_time(look.at), look.by, ROLES[look.role_code].title if look.role_code in ROLES else "",
            _page(look.page) + (f". Reason: {look.reason.get_why_display()}" if look.reason else ""),
        ) for look in looks
    ]  # fmt: skip


def _page(name: str) -> str:
    place, _, page = name.partition(":")
    if place == "api":
        page, by, token = page.partition(" by ")
        return f"{PAGES.get(page.removeprefix('child_'), 'This child')}, read by a program{by}{token}"
    if place == "children":
        return PAGES.get(page, "This child's pages")
    return place.replace("_", " ").capitalize() or "Not known"
