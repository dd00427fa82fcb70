"""Home of a system administrator: accounts, and no child."""

from __future__ import annotations

from datetime import date

from lineofsight.web.access.request import Request
from lineofsight.web.home.parts import Section
from lineofsight.web.layout.links import link


def administrator(request: Request, day: date) -> list[Section]:
    """Where accounts are; this role sees no child and no figure."""
    return [Section(
        "Accounts", "Who signs in, in which role, for which teams and since when.",
        paragraphs=("Your role sees no child and no figure: it says who does.",),
        more=("People who sign in", link("accounts:people")) if link("accounts:people") else None,
    )]  # fmt: skip
