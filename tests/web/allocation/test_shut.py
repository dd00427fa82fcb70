"""A handover of a child restricted to others is neither listed nor counted for whoever may not see the child."""

from __future__ import annotations

from typing import Any

from tests.support.access import child_of_many, restricted


def test_a_handover_of_a_restricted_child_is_not_counted(client_as: Any, service: Any) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.allocation.models import Handover
    from lineofsight.web.day import today

    manager, child = User.objects.get(username="team-manager"), child_of_many()
    made = Handover.objects.create(
        reference=child.reference, local_id=child.child_id, stage=child.stage, to_team=manager.team_ids(today())[0],
        summary="x", put_on=today(), put_by_id=0, put_by="Somebody",
    )  # fmt: skip
    waiting = Handover.objects.filter(outcome="", to_team__in=manager.team_ids(today())).count()
    client = client_as("team-manager")
    assert f"({waiting} to answer)" in client.get("/allocation/").content.decode()
    with restricted(child):
        page = client.get("/allocation/").content.decode()
        assert f"({waiting} to answer)" not in page
        assert child.child_id not in client.get("/allocation/handovers/").content.decode()
    made.delete()
