"""Rows told in words: meanings for codes, names for ids, where each is from; what is asked of lists and timelines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import EVERYTHING, NOTHING
from lineofsight.evaluation.plain.record import PlainRecord

DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _started(service: Any) -> None:
    """Models can be imported once the service has started."""


def row(**given: Any) -> dict[str, Any]:
    return {"id": "R1", "child_id": "C1", "recorded_on": date(2026, 5, 8), "source": "ssd", "file": "/a/b/ssd_x.csv",
            "line": 1204, **given}  # fmt: skip


def opened(tables: dict[str, list[dict[str, Any]]], coverage: Any = None, **child: Any) -> Any:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.children.opened import Opened
    from lineofsight.web.children.words import Names

    first = {"reference": "pabc", "child_id": "C1", "forename": "Ada", "surname": "Lee", "is_open": True}
    made = ChildNow(**(first | child))
    told = dict.fromkeys(TABLES, EVERYTHING) if coverage is None else coverage
    names = Names({"W1": "Sam Worker"}, {"T1": "Team One"})
    return Opened(made, PlainRecord(tables), names, DAY, told)


def test_every_table_of_the_story_is_told_without_a_raw_name() -> None:
    from lineofsight.web.children.entries import entry_of
    from lineofsight.web.children.kinds import KINDS, LANES
    from lineofsight.web.children.words import Names

    for name, kind in KINDS.items():
        table = TABLES[name]
        assert kind.lane in LANES
        values = {"date": date(2026, 5, 1), "moment": datetime(2026, 5, 1, 9, tzinfo=UTC), "boolean": True,
                  "integer": 2, "number": 2.5, "code": "some_code", "text": "words"}  # fmt: skip
        full = {column.name: values[column.type.value] for column in table.columns}
        entry = entry_of(table, row(**full), Names())
        for words in (entry.title, entry.when, *(part for pair in (*entry.facts, *entry.quotes) for part in pair)):
            assert "_" not in words, (name, words)
        for column in (*kind.quotes, *kind.says_no, *kind.hides, *filter(None, (kind.named_by,))):
            table.column(column)


def test_a_row_without_a_day_or_a_code_is_still_told() -> None:
    from lineofsight.web.children.entries import entry_of

    entry = entry_of(TABLES["visits"], row())
    assert (entry.title, entry.when, entry.on) == ("Visit", "On a day not known", None)
    span = entry_of(TABLES["child_protection_plans"], row())
    assert (span.when, span.goes_on) == ("From a day not known", False)


def test_no_is_said_where_it_matters_and_ids_never_are() -> None:
    from lineofsight.web.children.entries import entry_of
    from lineofsight.web.children.words import Names

    visit = row(visited_on=date(2026, 5, 1), kind="child_protection", child_seen=False, bedroom_seen=False,
                worker_id="W1", plan_id="P77", child_words="I like it here")  # fmt: skip
    entry = entry_of(TABLES["visits"], visit, Names({"W1": "Sam Worker"}))
    facts = dict(entry.facts)
    assert entry.title.endswith(": child not seen")
    assert facts["The child was seen"] == "No"
    assert "The bedroom was seen" not in facts
    assert facts["Worker"] == "Sam Worker"
    assert "P77" not in str(entry.facts)
    assert entry.quotes == (("What the child said, or what was seen", "I like it here"),)


def test_a_decision_without_a_reason_or_words_for_the_child_says_so() -> None:
    from lineofsight.web.children.entries import entry_of

    bare = entry_of(TABLES["decisions"], row(gateway="placement", decided_on=date(2026, 5, 1)))
    assert bare.facts[:2] == (("In words for the child", "Not written"), ("Why", "Not written"))
    whole = row(gateway="placement", decided_on=date(2026, 5, 1), reason="Nearer school", in_plain_words="You asked")
    entry = entry_of(TABLES["decisions"], whole)
    assert entry.quotes[0] == ("In words for the child", "You asked")
    assert "Not written" not in str(entry.facts)


def test_a_worker_is_named_first_where_the_row_is_about_them() -> None:
    from lineofsight.web.children.entries import entry_of
    from lineofsight.web.children.words import Names

    held = row(worker_id="W1", role="allocated_worker", started_on=date(2026, 5, 1))
    named = entry_of(TABLES["allocations"], held, Names({"W1": "Sam Worker"}))
    assert named.title == "Sam Worker, the social worker who holds the case"
    assert "Sam Worker" not in str(named.facts)
    assert entry_of(TABLES["allocations"], held).title == "The social worker who holds the case"


def test_a_published_code_is_told_by_its_meaning_where_its_table_names_no_set() -> None:
    from lineofsight.web.children.entries import entry_of

    review = entry_of(TABLES["child_protection_reviews"], row(held_on=date(2026, 5, 1), participation="PN1"))
    assert len(dict(review.facts)["Participation"]) > 10


def test_homes_in_care_follow_on_and_tell_no_distance_of_a_protected_child() -> None:
    from lineofsight.web.children.homes import homes_of

    first = row(started_on=date(2024, 1, 1), ended_on=date(2024, 6, 1), type="U1", distance_miles=3.5)
    second = first | {"id": "R2", "started_on": date(2024, 6, 1), "ended_on": None}
    again = first | {"id": "R3", "started_on": date(2027, 1, 1)}
    tables = {"care_episodes": [second, first], "placements": [first, second, again]}
    found = homes_of(opened(tables))
    assert [(each.started, each.ended) for each in found.periods] == [(date(2024, 1, 1), None)]
    assert len(found.homes) == 2  # what is planned after today is no home yet
    assert found.homes[0].distance == "3.5 miles from home"
    assert homes_of(opened(tables, address_protected=True)).homes[0].distance == ""


def test_where_a_row_is_from_names_the_file_and_never_its_folder() -> None:
    from lineofsight.web.children.words import Names, origin_of

    origin = origin_of(row(recorded_by="W1", missing_since=date(2026, 6, 1)), Names({"W1": "Sam Worker"}))
    assert origin.words == (
        "Recorded 8 May 2026 by Sam Worker. From the Standard Safeguarding Dataset, file ssd_x.csv, line 1,204. "
        "Not in the latest file since 1 June 2026."
    )
    assert origin_of({}).words == "Recorded on a day not known. From a source not named."
    assert "secret" not in origin_of({"file": "C:\\secret\\x.csv"}).words


def test_an_open_episode_is_a_danger_and_one_that_ended_is_not() -> None:
    from lineofsight.web.children.tonight import dangers

    gone = row(started_on=date(2026, 9, 29), started_at=datetime(2026, 9, 29, 20, 20, tzinfo=UTC), kind="missing")
    found = {answer.asked: answer for answer in dangers(opened({"missing_episodes": [gone]}), {})}
    assert found["Missing"].said[0].words.endswith("since 29 September 2026 at 9:20pm (1 day)")
    back = gone | {"ended_on": DAY}
    found = {answer.asked: answer for answer in dangers(opened({"missing_episodes": [back]}), {})}
    assert not found["Missing"].is_yes
    assert found["Missing"].known
    seen = opened({"missing_episodes": [gone]}, last_seen_on=DAY)
    assert "No return is recorded; seen since, 30 September 2026" in dangers(seen, {})[1].said[0].words


def test_silence_of_a_table_no_file_speaks_of_is_not_known() -> None:
    from lineofsight.web.children.sections import part_of
    from lineofsight.web.children.tonight import dangers

    nothing = opened({}, dict.fromkeys(TABLES, NOTHING))
    assert not any(answer.known for answer in dangers(nothing, {}))
    assert all(answer.known for answer in dangers(opened({}), {}))
    assert "visits" in part_of(nothing, "visits").untold
    assert part_of(opened({}), "visits").untold == ()


def test_restricted_contact_is_named_until_it_ends() -> None:
    from lineofsight.web.children.tonight import dangers

    tie = row(related_person_id="M1", relation="mother", contact_restricted=True)
    people = {"M1": {"forename": "Jo", "surname": "Lee"}}

    def contact(**given: Any) -> Any:
        return next(a for a in dangers(opened({"relationships": [tie | given]}), people) if a.asked == "Contact")

    assert contact().said[0].words == "Jo Lee (mother): contact is restricted"
    assert not contact(ended_on=DAY).is_yes
    assert not contact(contact_restricted=False).is_yes


def test_a_protected_address_is_never_among_what_the_overview_says() -> None:
    from lineofsight.web.children.tonight import address_of, lives_at

    home = row(address="1 Canary Row", postcode="ZZ1 1ZZ", started_on=date(2025, 1, 1))
    moved = home | {"id": "R2", "address": "2 Old Row", "ended_on": date(2025, 1, 1), "started_on": date(2020, 1, 1)}
    tables = {"addresses": [moved, home]}
    assert lives_at(opened(tables), True).words == "1 Canary Row, ZZ1 1ZZ, since 1 January 2025"
    for protected in (opened(tables, address_protected=True),
                      opened(tables | {"people": [{"id": "C1", "address_protected": True}]})):  # fmt: skip
        lives = lives_at(protected, True)
        assert lives.protected
        assert lives.reveal
        assert "Canary" not in str(lives)
        assert not lives_at(protected, False).reveal
        assert "Canary" in address_of(protected).words


def test_a_missing_contingency_plan_is_said_and_one_in_force_is_quoted() -> None:
    from lineofsight.web.children.tonight import contingency_of

    plan = row(started_on=date(2026, 1, 1))

    def state(**given: Any) -> str:
        return contingency_of(opened({"child_protection_plans": [plan | given]})).state

    assert state() == "none"
    assert state(contingency="Ring the aunt") == "recorded"
    assert state(contingency_recorded_on=date(2026, 1, 2)) == "only_dated"
    assert state(ended_on=DAY) == "not_asked"
    assert contingency_of(opened({}, dict.fromkeys(TABLES, NOTHING))).state == "none"


def test_a_relative_out_of_reach_has_a_name_and_nothing_more() -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.children.family import family_of, relatives

    tie = row(related_person_id="C2", relation="brother_or_sister")
    child = opened({"relationships": [tie]})
    people = {"C2": {"forename": "Bo", "surname": "Lee", "born_on": date(2020, 2, 29), "sex": "M"}}
    away = relatives(child, people, {})[0]
    assert (away.name, away.reference, away.status) == ("Bo Lee", "", "")
    assert family_of(child, people, {}).people[1].marks == ()
    near = {"C2": ChildNow(reference="pdef", child_id="C2", stage="in_care", is_open=True)}
    assert relatives(child, people, near)[0].reference == "pdef"
    assert family_of(child, people, near).people[1].marks == ("in care",)


@pytest.mark.parametrize(
    ("lanes", "first", "last", "notices"),
    [
        ([], "", "", 0), (["visits"], "2024", "2026", 0), (["nothing"], "", "", 1), (["visits"], "20x4", "", 1),
        ([], "99999", "-1", 2), ([], "٢٠٢٤", "", 1),
    ],
)  # fmt: skip
def test_a_timeline_leaves_out_what_does_not_exist_and_says_so(
    lanes: list[str], first: str, last: str, notices: int
) -> None:
    from lineofsight.web.children.timeline import wanted_of

    assert len(wanted_of(lanes, first, last).notices) == notices


def test_a_timeline_takes_what_touches_the_years_asked_for() -> None:
    from lineofsight.web.children.entries import entry_of
    from lineofsight.web.children.timeline import wanted_of

    plan = entry_of(TABLES["child_protection_plans"], row(started_on=date(2022, 5, 1), ended_on=date(2024, 1, 1)))
    runs = entry_of(TABLES["child_protection_plans"], row(started_on=date(2022, 5, 1)))
    assert wanted_of([], "2024", "").takes(plan)
    assert not wanted_of([], "2025", "").takes(plan)
    assert wanted_of([], "2025", "").takes(runs)
    assert not wanted_of([], "", "2021").takes(runs)
    assert wanted_of([], "2024", "2022").takes(plan)  # the wrong way round
    assert not wanted_of(["visits"], "", "").takes(plan)


def test_who_looked_is_told_by_page_and_role() -> None:
    from lineofsight.web.children.looked import looked

    look = SimpleNamespace(at=datetime(2026, 6, 1, 8, 5, tzinfo=UTC), by="Sam", role_code="director",
                           page="children:why", reason=None)  # fmt: skip
    reason = SimpleNamespace(get_why_display=lambda: "I am covering for a colleague")
    with_reason = SimpleNamespace(**(vars(look) | {"reason": reason}))
    told, other = looked([look, with_reason])  # type: ignore[list-item]
    assert told.when == "1 June 2026 at 9:05am"
    assert (told.role, told.page) == ("Director of children's services", "Why something is due")
    assert other.page == "Why something is due. Reason: I am covering for a colleague"


def test_partners_stand_in_the_story_for_those_who_may_read_of_them(client_as: Any) -> None:
    from lineofsight.record.models import MODELS
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User
    from tests.support.routes import whose

    asked = MODELS["partner_invitations"].objects.values("child_id")  # type: ignore[attr-defined]
    ids = {row["child_id"] for row in asked}
    care = ChildNow.objects.filter(children_seen(whose("director")), child_id__in=ids, stage="in_care", is_open=True)
    child = care.order_by("reference")[0]
    where = f"/children/child/{child.reference}/chronology/"
    read = client_as("director").get(where, {"what": "partners"}).content.decode()
    assert "Asked to a meeting" in read
    assert "Recorded" in read
    person = User.objects.get(username="director")
    User.objects.filter(pk=person.pk).update(role_code="virtual_school")
    try:
        other = client_as("director").get(where)
        rows = client_as("director").get(f"/api/v1/children/{child.reference}/chronology/", {"limit": 1000})
    finally:
        User.objects.filter(pk=person.pk).update(role_code=person.role_code)
    assert other.status_code == 200
    assert "Asked to a meeting" not in other.content.decode()
    assert "partner_invitations" not in rows.content.decode()


def test_what_came_of_asking_a_partner_is_told(service: Any) -> None:
    from lineofsight.web.children.entries import entry_of

    asked = {"agency": "police", "meeting": "core_group", "meeting_on": date(2026, 5, 1)}
    came = entry_of(TABLES["partner_invitations"], row(**asked, attended=True))
    assert came.title == "Asked to a meeting: police"
    assert ("Came", "Yes") in came.facts
    away = entry_of(TABLES["partner_invitations"], row(**asked, attended=False, apologies=True))
    assert away.title == "Asked to a meeting: police: did not come"
    assert ("Sent apologies", "Yes") in away.facts
    # Nobody wrote whether they came: that is not absence.
    assert entry_of(TABLES["partner_invitations"], row(**asked)).title == "Asked to a meeting: police"
