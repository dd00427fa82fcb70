"""Which shares of a dip sample somebody may read who does not see all of its children."""

from __future__ import annotations

from typing import Any

import pytest

from lineofsight.web.audits.dip_rules import fit_for
from tests.support.access import restricted
from tests.support.dips import complete_sample

TEAMS = ("a", "b")


def looked_at(**unseen: tuple[int, int]) -> list[tuple[str, bool]]:
    """Of each team, how many children were looked at whom the reader sees, and whom not."""
    return [
        (team, seen)
        for team, numbers in unseen.items()
        for seen, number in zip((True, False), numbers, strict=True)
        for _ in range(number)
    ]


@pytest.mark.parametrize(("unseen", "whole"), [(0, True), (1, False), (5, False), (6, True)])
def test_nothing_is_told_of_a_group_with_one_to_five_unseen(unseen: int, whole: bool) -> None:
    fit = fit_for(looked_at(a=(10, unseen)), TEAMS, complete=True)
    assert fit.whole is whole
    assert ("a" in fit.teams) is whole


def test_no_few_are_left_when_teams_are_taken_from_the_whole() -> None:
    # of the whole 7 are unseen; without b's 6 one would be left
    fit = fit_for(looked_at(a=(5, 1), b=(5, 6)), TEAMS, complete=True)
    assert fit.whole
    assert fit.teams == frozenset()
    # a team of which everybody is seen tells nothing its children do not
    fit = fit_for(looked_at(a=(5, 0), b=(5, 6)), TEAMS, complete=True)
    assert (fit.whole, fit.teams) == (True, {"a", "b"})
    # nor is anything left by a team whose page the reader may not open
    fit = fit_for(looked_at(a=(5, 6), c=(5, 2)), TEAMS, complete=True)
    assert (fit.whole, fit.teams) == (True, {"b"})


def test_before_a_sample_is_complete_two_looks_at_it_tell_nothing() -> None:
    assert fit_for(looked_at(a=(4, 0), b=(3, 9)), TEAMS, complete=False).teams == {"a"}
    assert not fit_for(looked_at(a=(4, 0), b=(3, 9)), TEAMS, complete=False).whole
    assert fit_for(looked_at(a=(4, 0), b=(3, 0)), TEAMS, complete=False).whole


def test_what_a_restricted_childs_record_says_is_not_told_by_what_is_left(client_as: Any, service: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    held = ChildNow.objects.filter(is_open=True).exclude(team_id=None).order_by("team_id", "reference")
    first = held[0]
    children = [first, *held.filter(team_id=first.team_id)[1:2], *held.exclude(team_id=first.team_id)[:2]]
    with complete_sample(children, ["partly", "no", "no", "no"]) as sample:
        address = f"/audits/dip-samples/{sample.pk}/"
        page = client_as("director").get(address).content.decode()
        assert "All questions" in page
        assert "By team" in page
        with restricted(first):
            for who in ("auditor", "analyst", "director"):
                page = client_as(who).get(address).content.decode()
                assert "1 more: children you may not see" in page
                assert "What all children’s answers come to is not shown to you" in page
                assert "All questions" not in page
            rows = client_as("auditor").get("/api/v1/audits/dip-samples/?limit=500").json()["rows"]
            found = next(each for each in rows if each["sample"] == sample.pk)
            assert found["questions"] == []
            # what is left is told by the children who are seen: nothing of the first child's team
            assert sum(each["partly"] for each in found["teams"]) == 0
            assert first.team_name not in {each["name"] for each in found["teams"]}
            assert found["teams"]


def test_an_earlier_sample_is_not_shown_beside_where_it_would_tell(client_as: Any, service: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    held = list(ChildNow.objects.filter(is_open=True).exclude(team_id=None).order_by("reference")[:5])
    with complete_sample(held[:3], ["partly", "no", "no"]) as earlier, complete_sample(held[3:], ["no"] * 2) as later:
        later.repeats = earlier
        later.save()
        address = f"/audits/dip-samples/{later.pk}/"
        assert "Beside the earlier sample" in client_as("director").get(address).content.decode()
        with restricted(held[0]):
            page = client_as("director").get(address).content.decode()
        assert "All questions" in page
        assert "Beside the earlier sample" not in page
        later.repeats = None
        later.save()
