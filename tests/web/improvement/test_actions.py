"""What is written on the plan, what is refused, and what the figures do to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest


def test_the_demonstration_caught_a_relapse_and_keeps_two_plans_that_failed_with_who_led(plan: Any) -> None:
    relapsed = plan.of_status("relapsed")
    assert [line.sign_offs[0].ended_on for line in relapsed] == [line.relapsed_on for line in relapsed] != []
    assert "fell back off target" in relapsed[0].relapse
    assert relapsed[0].reasons[0].startswith("Signed off on")
    assert {each.outcome for each in plan.past} == {"failed", "replaced"}
    assert all(each.leaders and each.why for each in plan.past)


def test_a_plan_as_at_an_earlier_day_knows_nothing_of_what_came_later(plan: Any) -> None:
    from lineofsight.web.improvement.reading import plan_as_at

    line = plan.of_status("relapsed")[0]
    before = plan_as_at(plan.snapshot, line.sign_offs[0].on)
    assert before is not None
    then = next(each for each in before.lines if each.number == line.number)
    assert (then.status, then.relapsed_on) == ("done", None)
    eve = plan_as_at(plan.snapshot, line.sign_offs[0].on - timedelta(days=1))
    assert eve is not None
    assert next(each for each in eve.lines if each.number == line.number).status == "evidence_met"
    assert plan_as_at(plan.snapshot, plan.began_on - timedelta(days=1)) is None


def test_the_same_snapshot_and_day_give_the_same_plan(plan: Any) -> None:
    from lineofsight.web.improvement.reading import plan_as_at

    assert plan_as_at(plan.snapshot, plan.on) == plan_as_at(plan.snapshot, plan.on)


def test_a_line_is_signed_off_on_whole_evidence_by_somebody_who_never_owned_it(new_line: Any, actor: Any) -> None:
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.improvement import actions

    line = new_line("director")
    with pytest.raises(Refused, match="No measure shows"):
        actions.sign_off(by=actor("principal-social-worker"), line=line, words="Read it.")
    actions.hold_to(by=actor("director", 390), line=line, code="cp_visit.in_time", direction="at_least", target=0)
    with pytest.raises(Refused, match="You own this line"):
        actions.sign_off(by=actor("director"), line=line, words="Read it.")
    # Handed on, it is still not theirs to sign off.
    handed = actions.change_line(
        by=actor("director"), line=line.pk, version=line.version, owner=actor("service-head").user,
        values={"begins_on": line.begins_on, "due_on": line.due_on, "finding": "", "finding_place": "",
                "audit_theme": "", "audits_least": 1, "audits_share": 1},
    )  # fmt: skip
    with pytest.raises(Refused, match="or owned it"):
        actions.sign_off(by=actor("director"), line=handed, words="Read it.")
    done = actions.sign_off(by=actor("principal-social-worker"), line=handed, words="Read the chart and ten records.")
    assert done.evidence[0].startswith("A child on a child protection plan is visited")
    with pytest.raises(Refused, match="It is signed off"):
        actions.sign_off(by=actor("commissioner"), line=handed, words="Again.")


def test_what_a_commissioner_is_refused_with_has_no_figure_in_it(new_line: Any, actor: Any) -> None:
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.improvement import actions

    line = new_line("service-head")
    actions.hold_to(by=actor("director"), line=line, code="cp_visit.in_time", direction="at_least", target=100)
    with pytest.raises(Refused, match="not at target|not yet for long enough|not shown") as told:
        actions.sign_off(by=actor("commissioner"), line=line, words="Read it.")
    assert not any(sign.isdigit() for sign in str(told.value).replace("10 working days", ""))


def test_saying_done_is_the_owners_and_shows_on_the_record(new_line: Any, actor: Any) -> None:
    from lineofsight.record.written import held_row
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.improvement import actions
    from lineofsight.web.served import served_home

    line = new_line("director")
    by = actor("director", 30)
    made = actions.add_action(by=by, line=line, owner=actor("service-head").user, what="Look each Monday.",
                              begins_on=by.day, due_on=by.day + timedelta(days=5))  # fmt: skip
    row = held_row(served_home(), actions.TABLE, made.row_id)
    assert row is not None
    assert (row.values["action"], row.values["due_on"]) == ("Look each Monday.", made.due_on)
    with pytest.raises(Refused, match="Only whoever owns"):
        actions.say_done(by=by, done=made.pk, version=1, evidence="I saw it.")
    said = actions.say_done(by=actor("service-head", 3), done=made.pk, version=1, evidence="The list of Mondays.")
    assert said.said_done_on == actor("director", 3).day


def test_two_people_do_not_write_over_each_other(new_line: Any, actor: Any) -> None:
    from lineofsight.web.access.papers import PaperChanged
    from lineofsight.web.improvement import actions

    line = new_line("director")
    measure = actions.hold_to(by=actor("director"), line=line, code="cp_visit.in_time", direction="at_least", target=90)
    actions.ask_anew(by=actor("director"), measure=measure.pk, version=1, target=92, why="Ninety was too easy.")
    with pytest.raises(PaperChanged):
        actions.take_off(by=actor("director"), measure=measure.pk, version=1, why="It counts something else.")


def test_what_was_asked_before_stays_and_the_new_baseline_is_by_todays_definition(
    new_line: Any, actor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.web.improvement import actions, building
    from lineofsight.web.improvement.models import LineMeasure
    from lineofsight.web.improvement.reading import plan_as_at
    from lineofsight.web.knowledge import meanings

    line = new_line("director")
    old = actions.hold_to(by=actor("director", 200), line=line, code="cp_visit.in_time", direction="at_least", target=0)
    meaning = meanings.meaning_in
    monkeypatch.setattr(meanings, "meaning_in", lambda snapshot, code: meaning(snapshot, code)[::-1])

    def verdict() -> str:
        building._plan_view.cache_clear()
        view = plan_as_at()
        assert view is not None
        found = next(each for each in view.lines if each.number == line.number)
        assert found.status != "evidence_met" or found.measures[0].verdict == "met"
        return str(found.measures[0].verdict)

    # The definition changed in between: neither met nor missed.
    assert verdict() == "not_comparable"
    actions.ask_anew(by=actor("director"), measure=old.pk, version=1, target=0, why="It is defined otherwise.")
    assert verdict() == "met"
    building._plan_view.cache_clear()
    kept = LineMeasure.objects.get(pk=old.pk)
    assert (kept.ended_on, kept.why_ended) == (actor("director").day, "It is defined otherwise.")


@pytest.mark.parametrize(
    ("code", "why"), [("cl_suitable", "once a year"), ("no_such", "no such measure"), ("cp_visit.in_time", "already")]
)
def test_a_line_is_not_held_to_what_cannot_tell(new_line: Any, actor: Any, code: str, why: str) -> None:
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.improvement import actions

    line = new_line("director")
    actions.hold_to(by=actor("director"), line=line, code="cp_visit.in_time", direction="at_least", target=90)
    with pytest.raises(Refused, match=why):
        actions.hold_to(by=actor("director"), line=line, code=code, direction="at_least", target=90)


def test_the_board_is_told_what_stood_then_and_shown_what_the_data_says_now(plan: Any) -> None:
    told = [said for meeting in plan.meetings for said in meeting.statements]
    assert told
    then = next(said for said in told if said.lines)
    assert then.snapshot != plan.snapshot
    # March is told otherwise now: some of its work was written down afterwards.
    assert any("the data now says" in stood.changed for said in told for stood in said.lines)
    assert not any(sign.isdigit() for said in told for stood in said.lines
                   for sign in stood.public_changed.replace(" 3 months", "").replace(" 6 months", "")
                   .replace(" 12 months", ""))  # fmt: skip


def test_meetings_are_recorded_in_their_order_and_a_question_is_answered_by_somebody_else(
    plan: Any, actor: Any
) -> None:
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.improvement import actions
    from lineofsight.web.improvement.models import Plan

    held = Plan.objects.get(pk=plan.number)
    with pytest.raises(Refused, match="later meeting"):
        actions.hold_meeting(by=actor("director"), plan=held, on=plan.meetings[-1].on, minutes="", said={})
    asked = actions.ask(by=actor("director"), plan=held, question="Which teams are behind?")
    with pytest.raises(Refused, match="yourself"):
        actions.answer(by=actor("director"), question=asked.pk, version=1, words="Two.")
    actions.answer(by=actor("service-head"), question=asked.pk, version=1, words="Two, by name on the page.")
    with pytest.raises(Refused, match="met|put right"):
        actions.end_plan(by=actor("director"), plan=held.pk, version=held.version, outcome="met", why="It was time.")
    with pytest.raises(Refused, match="in force"):
        actions.begin_plan(by=actor("director"), title="Another", aim="", began_on=date(2026, 1, 1))


def test_recommendations_of_the_library_become_lines_with_their_place_finding_themes_and_measures_once(
    plan: Any, actor: Any
) -> None:
    from lineofsight.record.library.models import Document, Passage
    from lineofsight.web.improvement import actions
    from lineofsight.web.improvement.library import can_be_taken
    from lineofsight.web.improvement.models import Plan

    document = Document.objects.create(
        sha256="a" * 64, file="made-up.pdf", reading="1", document_type="inspection", framework="ilacs",
        la_code="330", published_printed=date(2024, 5, 1), on=date(2024, 4, 1), loaded_at=datetime.now(UTC),
        loaded_by="test", recommendations=2, findings=1,
    )  # fmt: skip
    kept = {"document": document, "start": 0, "end": 9}
    Passage.objects.create(kind="recommendation", place=0, number="1", page=3, text="The quality of pathway plans.",
                           theme_words={"pathway_plans": ["pathway plans"]}, **kept)  # fmt: skip
    Passage.objects.create(kind="recommendation", place=1, number="2", page=3, body="lscb", text="The board.", **kept)
    Passage.objects.create(kind="finding", place=0, number="47", page=9, tone="concern", text="Pathway plans are poor.",
                           theme_words={"pathway_plans": ["pathway plans"]}, **kept)  # fmt: skip
    by, held = actor("director"), Plan.objects.get(pk=plan.number)
    given = {"by": by, "plan": held, "owner": by.user, "document": document, "passages": can_be_taken(document),
             "begins_on": by.day, "due_on": by.day + timedelta(days=365)}  # fmt: skip
    lines = actions.take_lines(**given)
    assert [(line.source, line.place) for line in lines] == [
        ("Inspection report of Birmingham, 1 May 2024", "recommendation 1, page 3")
    ]
    assert lines[0].finding_place == "paragraph 47, page 9; matched by theme: pathway plans"
    assert list(lines[0].measures.values_list("code", flat=True)) == ["pathway_review.in_time", "cl_pathway_current"]
    assert actions.take_lines(**given) == []
