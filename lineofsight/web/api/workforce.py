"""The workforce in numbers: measures, posts, and teams. Nobody is named here, and no worker has a figure.

To those who see no children numbers are rounded, and not shown where few, as on the pages.
"""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.figures import NOTHING_YET, TAKE_ONE
from lineofsight.web.api.oversight_shapes import PostsRow, TeamPostsRow, WorkforceRow
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.knowledge.staff import staff
from lineofsight.web.workforce import measures, staffing
from lineofsight.web.workforce.people import Workforce
from lineofsight.web.workforce.people import workforce as workforce_of
from lineofsight.web.workforce.views import is_public_to

router = Router(tags=["Workforce"])
CODES = tuple(code for _, codes in measures.GROUPS for code in codes)


@reads(router, "/workforce/", Action.SEE_WORKFORCE, Rows[WorkforceRow])
def workforce(request: Request, paging: Query[Paging]) -> Any:
    """Every measure of the workforce: its latest value in words

    Month by month they are among the figures of this API.
    """
    held, _ = held_now()
    found = measures.cards(held, CODES, is_public=is_public_to(request), lists=False)
    return page_of(found, paging, lambda card: {
        "indicator": card.code, "title": card.title, "value": card.value, "period": card.when, "england": card.england,
    })  # fmt: skip


@reads(router, "/workforce/posts/", Action.SEE_WORKFORCE, Rows[PostsRow])
def workforce_posts(request: Request, paging: Query[Paging]) -> Any:
    """Posts of the service: all, filled, vacant, and of these covered by an agency worker"""
    _, found = held_now()
    tiles = staffing.post_tiles(found.posts, is_public=is_public_to(request), lists=False)
    return page_of(tiles, paging, lambda tile: {"number": tile.number, "words": tile.label})


@reads(router, "/workforce/teams/", Action.SEE_STAFF, Rows[TeamPostsRow])
def workforce_teams(request: Request, paging: Query[Paging]) -> Any:
    """Posts and people of the teams you may see, in numbers

    By kind of work and name; no figure orders them.
    """
    held, found = held_now()
    rows = staffing.team_rows(found, staff(held).teams, request.caseload.sees_team)
    return page_of(rows, paging, _team_row)


def _team_row(row: staffing.TeamRow) -> dict[str, Any]:
    same = ("name", "kind", "people", "agency", "left")
    sizes = {name: float(getattr(row, name)) for name in ("posts", "filled", "vacant", "covered")}
    return {name: getattr(row, name) for name in same} | sizes | {"team": row.team}


def held_now() -> tuple[Known, Workforce]:
    """The latest snapshot and the workforce it knows. Raises Refusal without one."""
    held = known()
    found = workforce_of(held)
    if held is None or found is None:
        raise Refusal(404, NOTHING_YET, TAKE_ONE)
    return held, found
