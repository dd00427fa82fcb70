"""Home of the analyst: what was loaded, what could not be read, how old the snapshot is, what cannot be worked out."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from lineofsight.record.books import Load
from lineofsight.web.access.request import Request
from lineofsight.web.home.parts import Section, Tile
from lineofsight.web.home.unknown import latest_rejects, what_we_do_not_know
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.links import link

MOST_LOADS = 6


def analyst(request: Request, day: date) -> list[Section]:
    """Whether the figures can be trusted today."""
    taken = snapshots()
    newest = taken[-1] if taken else None
    age = (day - newest.as_known_on).days if newest else None
    loads = Load.objects.order_by("-number")
    rows = []
    for load in loads[:MOST_LOADS]:
        parts = load.parts.aggregate(
            read=Sum("read"), changed=Sum("changed"), gone=Sum("withdrawn"), bad=Sum("rejected")
        )
        sources = sorted(set(load.parts.exclude(file="").values_list("source", flat=True)))
        rows.append((
            (f"Load {load.number}", link("data:load", load.number)), (with_time(load.at), ""), (", ".join(sources), ""),
            (f"{parts['read'] or 0:,}", ""), (f"{parts['changed'] or 0:,}", ""), (f"{parts['gone'] or 0:,}", ""),
            (f"{parts['bad'] or 0:,}", link("data:rejects", load.number) if parts["bad"] else ""),
            ("undone" if load.undone_at else "", ""),
        ))  # fmt: skip
    return [
        Section("Today", tiles=(
            Tile(loads.filter(undone_at=None).count(), "loads", link("data:loads")),
            Tile(latest_rejects(), "could not be read in the newest load", link("data:loads")),
            Tile(len(taken), "snapshots", link("data:snapshots")),
            Tile(age, "days since the newest snapshot's last day", link("data:snapshots"),
                 f"{newest.snapshot}, as known on {in_full(newest.as_known_on)}" if newest else "no snapshot yet"),
        )),
        Section(
            "Newest loads", rows=rows,
            headings=("Load", "When", "Sources", "Read", "Changed", "Not in latest", "Could not be read", ""),
            numeric=frozenset({3, 4, 5, 6}), empty="Nothing has been loaded yet.",
            more=("Load files", link("data:upload")) if link("data:upload") else None,
        ),
        what_we_do_not_know(request, day),
    ]  # fmt: skip
