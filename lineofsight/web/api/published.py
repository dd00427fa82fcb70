"""Board packs, and scorecards that anybody may read: which there are, their figures, and where each is had."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Query, Router

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.outside_shapes import MadeScorecardRow, PackRow, PublicMeasureRow, PublicScorecardRow
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal
from lineofsight.web.api.public_rows import public_measure_row
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.board_pack.basis import basis_from
from lineofsight.web.board_pack.files import FORMS
from lineofsight.web.board_pack.models import BoardPack, PackStage
from lineofsight.web.board_pack.views import pack_seen, packs_seen
from lineofsight.web.knowledge.public_lines import line_from, lines_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link
from lineofsight.web.published.models import Scorecard
from lineofsight.web.published.public_views import published as published_one

router = Router(tags=["Board packs and public scorecards"])
_PACK = ("snapshot", "known_on", "stage", "asked_at", "asked_by", "made_at", "is_same")
_PUBLIC = ("title", "intro", "snapshot", "known_on", "digest", "published_on", "withdrawn_on", "withdrawn_why",
           "correction")  # fmt: skip
_MADE = ("title", "snapshot", "known_on", "digest", "state", "made_on", "made_by", "published_on", "published_by",
         "refused_on", "why_not", "withdrawn_on")  # fmt: skip


@reads(router, "/board-packs/", Action.SEE_BOARD_PACK, Rows[PackRow])
def board_packs(request: Request, paging: Query[Paging]) -> Any:
    """Board packs, the latest known first: the snapshot of each, its page, and its files with their digests"""
    return page_of(packs_seen(request), paging, _pack_row)


@reads(router, "/board-packs/{str:name}/", Action.SEE_BOARD_PACK, PackRow)
def board_pack(request: Request, name: str) -> Any:
    """One board pack, by the name of its snapshot"""
    return _pack_row(pack_seen(request, name))


@reads(router, "/board-packs/{str:name}/measures/", Action.SEE_BOARD_PACK, Rows[PublicMeasureRow])
def board_pack_measures(request: Request, name: str, paging: Query[Paging]) -> Any:
    """The figures of one board pack, from its snapshot and what it was made from: fit to publish

    What an earlier pack did not give, a later one does not.
    """
    pack = pack_seen(request, name)
    if pack.stage != PackStage.DONE:
        raise Refusal(404, "The pack is not made yet, or its making failed.", "See its page for how far it is.")
    try:
        held = known(pack.snapshot)
    except Http404:
        held = None
    if held is None:
        raise Refusal(404, "Its snapshot was removed.", "Read its files: their addresses are in the list of packs.")
    basis = basis_from(pack.basis)
    return page_of(lines_of(held, basis.measures, basis.hidden), paging, public_measure_row)


@reads(router, "/public-scorecards/", Action.SEE_HOME, Rows[PublicScorecardRow])
def public_scorecards(request: Request, paging: Query[Paging]) -> Any:
    """Scorecards that were published, the latest first; of one withdrawn, why, and what is right

    Anybody may read them without signing in, at `address`.
    """
    found = Scorecard.objects.exclude(published_on=None).defer("body", "csv", "lines")
    return page_of(found, paging, lambda each: {
        **{name: getattr(each, name) for name in _PUBLIC}, "scorecard": each.pk,
        "address": link("published:shown", each.pk),
    })  # fmt: skip


@reads(router, "/public-scorecards/made/", Action.MAKE_PUBLIC_SCORECARD, Rows[MadeScorecardRow])
def public_scorecards_made(request: Request, paging: Query[Paging]) -> Any:
    """Every public scorecard that was made, however it stands: for those who make them"""
    return page_of(Scorecard.objects.defer("body", "csv", "lines"), paging, lambda each: {
        **{name: getattr(each, name) for name in _MADE}, "scorecard": each.pk,
    })  # fmt: skip


@reads(router, "/public-scorecards/{int:number}/measures/", Action.SEE_HOME, Rows[PublicMeasureRow])
def public_scorecard_measures(request: Request, number: int, paging: Query[Paging]) -> Any:
    """The figures of one published scorecard, as they were kept; none of one that was withdrawn"""
    found = published_one(number)
    if found.withdrawn_on:
        raise Refusal(404, f"This scorecard was withdrawn. {found.withdrawn_why}",
                      found.correction or "Take another of the list.")  # fmt: skip
    return page_of(found.lines, paging, lambda row: public_measure_row(line_from(row)))


def _pack_row(pack: BoardPack) -> dict[str, Any]:
    return {name: getattr(pack, name) for name in _PACK} | {
        "address": link("board_pack:pack", pack.snapshot),
        "files": [
            {"form": form, "address": link("board_pack:file", pack.snapshot, form),
             "bytes": getattr(pack, f"{form}_bytes"), "sha256": getattr(pack, f"{form}_sha256")}
            for form in FORMS if pack.stage == PackStage.DONE
        ],
    }  # fmt: skip
