"""Board packs: which there are, one with its digests, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.board_pack import actions, files
from lineofsight.web.board_pack.basis import basis_for
from lineofsight.web.board_pack.models import BoardPack, PackStage
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home

SHOWN = 60
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@page(Action.SEE_BOARD_PACK)
def packs(request: Request) -> HttpResponse:
    """The packs that were made; for those who may, one of any snapshot in one action."""
    makes = may(request.asker, Action.MAKE_BOARD_PACK)
    infos = list(reversed(snapshots()))
    wrong = ""
    if request.method == "POST":
        wanted = next((each for each in infos if each.snapshot == request.POST.get("snapshot")), None)
        if not makes:
            raise Http404(NOT_YOURS)
        if wanted is None:
            wrong = "There is no such snapshot. Choose another."
        else:
            try:
                basis = basis_for(wanted.snapshot, wanted.as_known_on, served_home().policy)
                actions.ask_pack(by=request.actor, snapshot=wanted.snapshot, known_on=wanted.as_known_on, basis=basis)
                return see(link("board_pack:pack", wanted.snapshot))
            except PolicyProblem as problem:
                wrong = str(problem)
    choices = [(each.snapshot, f"Known to {in_full(each.as_known_on)}, taken {with_time(each.made_at)}")
               for each in infos[:SHOWN]]  # fmt: skip
    return render(request, "board_pack/packs.html", {
        "packs": packs_seen(request)[:SHOWN], "makes": makes, "choices": choices, "wrong": wrong,
    })  # fmt: skip


@page(Action.SEE_BOARD_PACK)
def pack(request: Request, name: str) -> HttpResponse:
    """One pack: its files, their digests, and whether it was made again the same. Looks again while it is made."""
    found = pack_seen(request, name)
    fragment = request.htmx and found.is_moving  # type: ignore[attr-defined]
    response = render(request, "board_pack/moving.html" if fragment else "board_pack/pack.html", {
        "pack": found, "makes": may(request.asker, Action.MAKE_BOARD_PACK),
        "kept": all(files.file_of(served_home(), found.snapshot, form).is_file() for form in files.FORMS),
    })  # fmt: skip
    if request.htmx and not found.is_moving:  # type: ignore[attr-defined]
        response.headers["HX-Refresh"] = "true"
    return response


@page(Action.SEE_BOARD_PACK)
def file(request: Request, name: str, form: str) -> HttpResponseBase:
    """One of a pack's files, to keep."""
    found = pack_seen(request, name)
    if form not in files.FORMS:
        raise Http404(NOT_YOURS)
    path = files.file_of(served_home(), found.snapshot, form)
    if not path.is_file():
        messages.warning(request, "The file is not there. Have the pack made again: it is made from its snapshot.")
        return see(link("board_pack:pack", found.snapshot))
    called = f"board-pack-{found.known_on.isoformat()}.{form}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=called, content_type=KINDS[form])


def packs_seen(request: Request) -> QuerySet[BoardPack]:
    """The packs there are; those that are not made yet only for those who make them."""
    makes = may(request.asker, Action.MAKE_BOARD_PACK)
    return BoardPack.objects.all() if makes else BoardPack.objects.filter(stage=PackStage.DONE)


def pack_seen(request: Request, name: str) -> BoardPack:
    """One of them, by its snapshot. Raises Http404."""
    found = packs_seen(request).filter(snapshot=name).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found
