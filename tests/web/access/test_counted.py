"""What is counted in memory is what the database would list, for every role and every filter."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st


def drawn_asker(data: Any) -> Any:
    """Somebody of any role, as a child in the record could have them: worker, team, officer, or none of these."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    role = ROLES[data.draw(st.sampled_from(sorted(ROLES)))]
    children = ChildNow.objects.exclude(worker_id=None).order_by("pk")
    child = children[data.draw(st.integers(0, children.count() - 1))]
    mine = data.draw(st.sampled_from([child.worker_id, child.personal_adviser_id, child.reviewing_officer_id, "", "z"]))
    teams = tuple(team for team in data.draw(st.sampled_from([(), (child.team_id,), ("z",)])) if team)
    some = list(children.values_list("pk", flat=True)[:4])
    each = data.draw(st.sampled_from([(), tuple(some[:2]), tuple(some[2:]), (child.reference,)]))
    shut, named, reasoned = data.draw(st.permutations([frozenset(each), frozenset(), frozenset()]))
    return Asker(role, mine or "", teams, shut, named, reasoned)


def kept(day: Any) -> Q:
    """The rows that are held in memory: what may still be open then, and what was recorded late."""
    from lineofsight.record.service.open_duty import RECORDED_LATE

    return Q(ended_on=None) | Q(ended_on__gt=day) | RECORDED_LATE


@given(data=st.data())
def test_every_role_counts_what_it_may_list_and_no_more(service: Any, data: Any) -> None:
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.day import today

    caseload = Caseload(drawn_asker(data), lambda _: None)
    held = kept(today())
    for part, rows in (
        (caseload.counted, caseload.duties()), (caseload.counted_of_children, caseload.of_children()),
    ):  # fmt: skip
        assert set(part.keys(0, part.number)) == set(rows.filter(held).values_list("key", flat=True))
        listed = set(caseload.children().filter(is_open=True).values_list("pk", flat=True))
        open_ones = part.of_children(Q(is_open=True))
        assert set(open_ones.references(0, open_ones.number_of_children)) == listed


@given(data=st.data())
def test_every_filter_counts_the_rows_it_lists(service: Any, data: Any) -> None:
    from lineofsight.record.service.models import ChildNow, OpenDuty
    from lineofsight.record.service.now import Reason, Stage
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.day import today
    from lineofsight.web.worklists.filters import (  # fmt: skip
        FORCES,
        Filters,
        State,
        about_children,
        condition_of,
        counts,
        narrowed,
        state_of,
    )

    duty = OpenDuty.objects.order_by("key")[data.draw(st.integers(0, OpenDuty.objects.count() - 1))]

    def perhaps(*values: str | None) -> str:
        return data.draw(st.sampled_from(["", *(value for value in values if value)]))

    filters = Filters(
        standard=perhaps(duty.standard, "none_such"), area=perhaps(duty.area), worker=perhaps(duty.worker),
        force=perhaps(*FORCES), stage=perhaps(*Stage.values), reason=perhaps(*Reason.values),
    )  # fmt: skip
    caseload = Caseload(drawn_asker(data), lambda _: None)
    part, rows = narrowed(caseload.counted, filters), caseload.duties().filter(condition_of(filters))
    about = caseload.children().filter(about_children(filters))
    if filters.stage or filters.reason:
        rows = rows.filter(reference__in=about.values("pk"))
    for state, number in counts(part, today()).items():
        assert number == rows.filter(state_of(state, today())).count(), (state, filters)
    assert part.number_of_children == about.count()
    longest = [child.longest_overdue for child in ChildNow.objects.filter(pk__in=part.references(0, 20))]
    assert len(longest) == min(20, about.count())
    chosen = part.owed(state_of(data.draw(st.sampled_from(["", *State])), today()))
    due = [each.due_on for each in caseload.duties_of(chosen, 0, 50)]
    assert len(due) == min(50, chosen.number)
    assert due == sorted(due)


def test_whoever_is_to_be_looked_at_first_has_the_gravest_reason(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.record.service.now import Reason, Stage
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    graver, further = list(Reason.values), list(reversed(Stage.values))

    def need(child: Any) -> tuple[Any, ...]:
        longest = -1 if child.longest_overdue is None else child.longest_overdue
        gravest = min(graver.index(reason) for reason in child.reasons)
        return gravest, further.index(child.stage), -child.overdue, -longest, child.reference

    caseload = Caseload(Asker(ROLES["director"], "", ()), lambda _: None)
    with_reason = [child for child in ChildNow.objects.filter(is_open=True) if child.reasons]
    expected = [child.reference for child in sorted(with_reason, key=need)[:10]]
    assert caseload.counted.in_order_of_need(10) == expected


def test_one_person_asking_counts_one_state_though_somebody_writes_meanwhile(service: Any) -> None:
    import pytest

    from lineofsight.record.service.counting.kept import tell_made_again
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    child = ChildNow.objects.exclude(worker_id=None).order_by("pk")[0]
    asker = Asker(ROLES["social_worker"], child.worker_id, (child.team_id,), frozenset(), frozenset(), frozenset())
    caseload = Caseload(asker, lambda _: None)
    before = caseload.counted_of_children
    tell_made_again(ChildNow.objects.db, "child", child.child_id)
    assert caseload.counted.held is before.held
    after = Caseload(asker, lambda _: None).counted
    assert after.held is not before.held
    with pytest.raises(ValueError, match="two states"):
        after.either(before)
