"""What is done with board packs: asked for, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from lineofsight.web.access.actions import Actor, action, touched
from lineofsight.web.accounts.roles import Action
from lineofsight.web.board_pack.basis import Basis
from lineofsight.web.board_pack.models import BoardPack, PackStage
from lineofsight.web.board_pack.tasks import make_board_pack


@action(Action.MAKE_BOARD_PACK)
def ask_pack(*, by: Actor, snapshot: str, known_on: date, basis: Basis) -> BoardPack:
    """Have the pack of a snapshot made, or made again, in the background; the one under way where there is one."""
    found = BoardPack.objects.filter(snapshot=snapshot).first()
    if found is not None and found.is_moving:
        return found
    asked = {
        "asked_at": datetime.now(UTC), "asked_by_id": by.user.pk, "asked_by": str(by.user), "problem": "",
        "stage": PackStage.WAITING,
    }  # fmt: skip
    if found is None:
        found = BoardPack.objects.create(snapshot=snapshot, known_on=known_on, basis=basis.as_row(), **asked)
    else:
        BoardPack.objects.filter(pk=found.pk).update(**asked)
        found.refresh_from_db()
    touched(found)
    make_board_pack.enqueue(found.pk)
    return found


@action(Action.MAKE_BOARD_PACK, logged=False)
def note_pack(*, by: Actor, number: int, values: Mapping[str, Any]) -> None:
    """Write down how far a pack is."""
    BoardPack.objects.filter(pk=number).update(**values)
