"""The policy: one function and one condition for lists, which must always say the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

WORKERS, TEAMS = ("w1", "w2", ""), ("t1", "t2")
ids = st.sampled_from(WORKERS)


def test_a_stranger_may_do_nothing_and_sees_nobody(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen, may
    from lineofsight.web.accounts.roles import Action

    assert not any(may(None, action) for action in Action)
    assert not ChildNow.objects.filter(children_seen(None)).exists()


@given(data=st.data())
def test_what_a_list_shows_is_what_the_policy_allows(service: Any, data: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import Asker, children_seen, may
    from lineofsight.web.accounts.roles import ROLES, Action

    role = ROLES[data.draw(st.sampled_from(sorted(ROLES)))]
    everyone = ChildNow.objects.exclude(worker_id=None).order_by("pk")
    child = everyone[data.draw(st.integers(0, everyone.count() - 1))]
    mine = data.draw(
        st.sampled_from([child.worker_id, child.personal_adviser_id, child.reviewing_officer_id, "", "zz"])
    )
    teams = tuple(team for team in data.draw(st.sampled_from([(), (child.team_id,), ("zz",)])) if team)
    # Each of these children: restricted to others, to this person, or to nobody; and looked at with a reason, or not.
    others = everyone[: data.draw(st.integers(0, 3))]
    some = {child.reference, *others.values_list("pk", flat=True)}
    shut, named, reasons = set(), set(), set()
    for reference in sorted(some):
        data.draw(st.sampled_from([set(), shut, named])).add(reference)
        data.draw(st.sampled_from([set(), reasons])).add(reference)
    asker = Asker(role, mine or "", teams, frozenset(shut), frozenset(named), frozenset(reasons))
    for each in ChildNow.objects.filter(pk__in=some):
        listed = ChildNow.objects.filter(children_seen(asker), pk=each.pk).exists()
        assert listed is may(asker, Action.SEE_CHILD, each)
        if each.reference in shut:
            assert not listed
        elif each.reference in named | reasons and Action.SEE_CHILD in role.actions:
            assert listed


def test_nobody_is_everybodys_because_a_column_is_blank(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import Asker, may
    from lineofsight.web.accounts.roles import ROLES, Action

    child = ChildNow(reference="r", child_id="1", worker_id="", team_id=None, reviewing_officer_id="")
    for code in ("social_worker", "team_manager", "reviewing_officer", "service_head"):
        assert not may(Asker(ROLES[code], "", ()), Action.SEE_CHILD, child)


def test_a_look_is_written_once_and_never_taken_back(service: Any) -> None:
    from lineofsight.web.access.looks import write_look
    from lineofsight.web.access.models import LogIsAppendOnly, Look
    from lineofsight.web.accounts.models import User

    write_look(User.objects.get(username="director"), "p0", "children:child")
    look = Look.objects.filter(reference="p0")[0]
    look.page = "elsewhere"
    with pytest.raises(LogIsAppendOnly):
        look.save()
    with pytest.raises(LogIsAppendOnly):
        look.delete()


def test_opening_a_child_is_written_down_and_not_being_allowed_is_not(service: Any) -> None:
    from django.http import Http404

    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    child = ChildNow.objects.exclude(team_id=None)[0]
    looks: list[str] = []
    Caseload(Asker(ROLES["director"], "", ()), looks.append).child(child.reference)
    assert looks == [child.reference]
    stranger = Caseload(Asker(ROLES["team_manager"], "", ("elsewhere",)), looks.append)
    messages = []
    for reference in (child.reference, "p" + "0" * 20):
        with pytest.raises(Http404) as refused:
            stranger.child(reference)
        messages.append(str(refused.value))
    assert looks == [child.reference]
    assert messages[0] == messages[1]
