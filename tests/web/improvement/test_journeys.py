"""A director may not sign off what is theirs; somebody else does; what fell back is reopened and says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.support.chromium import axe_violations


def test_a_director_is_refused_their_own_line_another_signs_it_off_and_a_relapse_reopens_by_itself(
    service: Any, page_as: Any, plan: Any, actor: Any, new_line: Any, complaints: list[str]
) -> None:
    from lineofsight.web.improvement import actions
    from lineofsight.web.improvement.reading import plan_as_at

    line = new_line("director", term="Children on a plan are visited when they should be.")
    actions.hold_to(by=actor("director", 300), line=line, code="cp_visit.in_time", direction="at_least", target=1)
    # given a director whose line has whole evidence
    page = page_as("director")
    page.goto(f"{service.address}/improvement/lines/{line.number}/")
    expect(page.get_by_text("Evidence met, awaiting sign-off").first).to_be_visible()
    assert axe_violations(page) == []
    # when they try to sign it off themselves
    page.goto(f"{service.address}/improvement/lines/{line.number}/sign-off/")
    page.get_by_label("What you looked at, and what you found").fill("I think it is done.")
    page.get_by_role("button", name="Sign the line off").click()
    # then it is refused, and their words are kept
    expect(page.get_by_text("You own this line, or owned it. Somebody else must sign it off.")).to_be_visible()
    expect(page.get_by_label("What you looked at, and what you found")).to_have_value("I think it is done.")
    assert axe_violations(page) == []
    # a browser says of its own accord that something was refused
    assert all("403" in each for each in complaints)
    complaints.clear()
    # when somebody else does
    page_as("principal-social-worker")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{service.address}/improvement/lines/{line.number}/")
    page.get_by_role("link", name="Sign it off").click()
    page.get_by_label("What you looked at, and what you found").fill("Ten records and the run chart: it has changed.")
    page.get_by_role("button", name="Sign the line off").click()
    expect(page.get_by_text("It is looked at again after 3, 6 and 12 months.")).to_be_visible()
    expect(page.get_by_text("Nobody has signed it off.")).to_have_count(0)
    assert axe_violations(page) == []
    # and a line of the same plan that was put right once, and fell back, is open again by itself
    page.set_viewport_size({"width": 1280, "height": 900})
    relapsed = plan.of_status("relapsed")[0]
    signed = relapsed.sign_offs[0]
    before = plan_as_at(plan.snapshot, signed.on + timedelta(days=1))
    assert before is not None
    assert next(each for each in before.lines if each.number == relapsed.number).is_put_right
    page_as("director")
    page.goto(f"{service.address}/")
    page.get_by_role("link", name=relapsed.term).click()
    expect(page.get_by_text("Relapsed: reopened").first).to_be_visible()
    expect(page.get_by_text("It stays open until it is signed off again.")).to_be_visible()
    assert axe_violations(page) == []
    page.goto(f"{service.address}/improvement/board/")
    assert axe_violations(page) == []
