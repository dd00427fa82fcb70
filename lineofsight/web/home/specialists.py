"""Home of those whose part is some children's: solicitor, placements, school, health, business support."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from lineofsight.record.service.now import Stage
from lineofsight.web.access.request import Request
from lineofsight.web.home import counting
from lineofsight.web.home.parts import Section, Tile

MOST_CHILDREN = 25


def specialist(request: Request, day: date) -> list[Section]:
    """How many children there are to see, and those to look at first."""
    children = request.caseload.children().filter(is_open=True)
    by_need = children.order_by(F("longest_overdue").desc(nulls_last=True), "pk")
    return [
        Section("Children you may see", tiles=(
            Tile(children.count(), "open"),
            Tile(children.filter(stage=Stage.IN_CARE).count(), "in care"),
            Tile(children.filter(stage=Stage.CARE_LEAVER).count(), "care leavers"),
            Tile(children.exclude(missing_since=None).count(), "missing now"),
        )),
        Section(
            "Children to look at first", "Those for whom something has been overdue longest.",
            lines=counting.child_lines(list(by_need[:MOST_CHILDREN]), day, worker=True),
            empty="No open child you may see is in what has been loaded.",
        ),
    ]  # fmt: skip
