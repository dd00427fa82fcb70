"""What we do not know: named and counted, since not known is never fine."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lineofsight.evaluation.telling import untold
from lineofsight.record.books import Load, Reject
from lineofsight.record.service.open_duty import not_known_on
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import known_to
from lineofsight.web.home import counting
from lineofsight.web.home.parts import Section, Tile
from lineofsight.web.knowledge.definitions import Defined, definitions, definitions_of
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.knowledge.snapshots import KEPT_OPEN, known
from lineofsight.web.layout.dates import days, in_full
from lineofsight.web.layout.links import link


def what_we_do_not_know(request: Request, day: date) -> Section:
    """What no file loaded covers, what could not be read, and how old what is known is."""
    opened = known()
    if opened is None:
        return Section("What we do not know", paragraphs=("Nothing has been loaded yet, so nothing is known.",))
    upto = known_to()
    figures = latest()
    unfigured = [each for each in figures.values() if each.reason]
    untellable = standards_untold()
    duties = request.caseload.counted.how_many(not_known_on(day))
    rejected = latest_rejects() if may(request.asker, Action.SEE_DATA) else None
    behind = (day - upto).days if upto else 0
    tiles = [
        Tile(untellable, "standards of which no file loaded can tell", link("handbook:contents")),
        Tile(len(unfigured), "measures that cannot be worked out from what is loaded", link("performance:scorecard")),
        Tile(
            duties,
            "things owed where it is not known if they were done",
            counting.list_link("service", state="not_known"),
        ),
        Tile(behind, f"days behind: the files know no more than {in_full(upto)}"),
    ]
    if rejected is not None:
        tiles.insert(2, Tile(rejected, "rows or values that could not be read", link("data:loads")))
    return Section(
        "What we do not know",
        "Not loaded, not covered, not readable: none of it counts as done.",
        tiles=tiles,
        paragraphs=(f"The newest file is {days(behind)} old.",) if behind > 1 else (),
    )


def standards_untold() -> int:
    """How many standards the latest snapshot's sources can never tell of."""
    opened = known()
    return 0 if opened is None else _untold(opened.info.snapshot, definitions_of())


@lru_cache(maxsize=KEPT_OPEN)
def _untold(snapshot: str, policy: Defined) -> int:
    """For one snapshot and one policy: it never changes."""
    opened = known(snapshot)
    assert opened is not None
    coverage = opened.snapshot.manifest.coverage
    return sum(bool(untold(standard, coverage)) for standard in definitions().standards.values())


def latest_rejects() -> int:
    """What the newest load of any files could not take."""
    newest = Load.objects.filter(undone_at=None).order_by("-number").first()
    return 0 if newest is None else Reject.objects.filter(load=newest).count()
