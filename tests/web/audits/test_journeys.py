"""An auditor samples, audits, is moderated, and the re-audit falls due; nobody audits or closes their own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations

WORSE = {"difference": "some", "safe": "unsure"}


@pytest.fixture
def child(service: Any) -> Any:
    """An open child of the social worker's own, in the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    worker = User.objects.get(username="social-worker")
    return ChildNow.objects.filter(worker_id=worker.worker_id, is_open=True).order_by("-owed", "reference").first()


def answered(**changed: str) -> dict[str, str]:
    """An audit's form as sent, requiring improvement throughout."""
    from lineofsight.web.audits.tools import tool_from, tools_in_force
    from lineofsight.web.served import served_home

    tool = tool_from(tools_in_force(served_home().path)["practice"])
    codes = {q.code: next(c.code for c in tool.choices(q) if c.grade == "requires_improvement") for q in tool.questions}
    return {
        **{f"q_{code}": choice for code, choice in codes.items()},
        **{f"w_{code}": "As the visits show." for code in codes},
        **{f"v_{voice.code}": "Nobody asked before." for voice in tool.voices},
        "summary": "He is seen, and not heard.", "grade": "requires_improvement", "theme": "voice",
        "action_1": "Ask him, alone, what he wants to change", **changed,
    }  # fmt: skip


def quoted(client: Any, form: str, question: str = "difference") -> None:
    """The first row beside the record quoted."""
    row = re.search(r'name="use" value="([^"]+)"', client.get(form).content.decode())
    assert row is not None
    kept = client.post(form, {"use": row[1]})
    assert client.post(kept["Location"], {"question": question, "quote": "Not seen alone."}).status_code == 303


def actions_of(child: Any) -> set[str]:
    """The ids of every action that audits have asked of this child's workers, from whichever test."""
    from lineofsight.record.service.models import OpenDuty

    rows = OpenDuty.objects.filter(standard="audit_actions_closed", reference=child.reference)
    return set(rows.values_list("subject", flat=True))


def fits(page: Page) -> None:
    """The page is usable at two widths."""
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_auditor_samples_audits_is_moderated_and_the_child_is_to_be_audited_again(
    service: Any, page_as: Any, client_as: Any
) -> None:
    # given a sample that an auditor draws
    page = page_as("auditor")
    page.goto(f"{service.address}/audits/")
    page.get_by_role("button", name="Draw children to audit").click()
    page.get_by_label("What it is called").fill("Autumn sample")
    page.get_by_label("How many children", exact=True).fill("4")
    fits(page)
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_text("0 of 4 done")).to_be_visible()
    programme = page.url
    fits(page)
    # when they take one, and answer without quoting the record
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Take this audit").click()
    fits(page)
    page.get_by_role("button", name="Complete the audit").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    form = page.url
    sent = answered(grade="inadequate")
    for name, value in sent.items():
        if name.startswith("q_"):
            page.locator(f"input[name={name}][value={value}]").check(force=True)
        elif name == "grade":
            page.get_by_label("Inadequate", exact=True).last.check(force=True)
        elif name == "theme":
            page.locator("select[name=theme]").select_option(value)
        else:
            page.locator(f"[name={name}]").fill(value)
    page.locator("select[name=owner_1]").select_option(index=1)
    page.get_by_role("button", name="Complete the audit").click()
    expect(page.get_by_text("a grade without evidence is an opinion").first).to_be_visible()
    # then what was typed stands, and with a quote it is complete
    page.get_by_role("button", name=re.compile("^Quote")).first.click()
    page.get_by_label("For which question").select_option(index=1)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Keep the quote").click()
    expect(page.locator("[name=summary]")).to_have_value(sent["summary"])
    page.get_by_role("button", name="Complete the audit").click()
    expect(page.get_by_text("Complete. What was found is on the child’s record.")).to_be_visible()
    expect(page.get_by_text("Waits for a second grade")).to_be_visible()
    assert page.get_by_role("button", name="Grade it again").count() == 0
    fits(page)
    audit = page.url
    # when another, who does not see the first grade, grades it again
    page_as("principal-social-worker")
    page.goto(f"{service.address}/audits/grading/")
    fits(page)
    page.goto(audit)
    expect(page.get_by_text("Not shown until it is graded again")).to_be_visible()
    assert page.get_by_text(sent["summary"]).count() == 0
    page.get_by_role("button", name="Grade it again").click()
    assert page.get_by_text(sent["summary"]).count() == 0
    page.get_by_label("Requires improvement to be good").check()
    page.get_by_label("Why").fill("He was seen in time.")
    fits(page)
    page.get_by_role("button", name="Give this grade").click()
    # then both are shown, and the child is to be audited again within six months
    expect(page.get_by_text("Requires improvement to be good: another grade.")).to_be_visible()
    expect(page.get_by_text(sent["summary"])).to_be_visible()
    page.goto(programme)
    expect(page.get_by_text("1 of 4 done")).to_be_visible()
    from lineofsight.record.service.models import OpenDuty

    row_id = audit.rstrip("/").split("/")[-1]
    duty = OpenDuty.objects.get(standard="audited_again", subject=row_id)
    assert duty.variant == "graded requires improvement"
    assert form.endswith("/form/")


def test_nobody_audits_a_child_of_their_own_team_and_no_owner_closes_their_own_action(
    service: Any, page_as: Any, client_as: Any, child: Any
) -> None:
    from lineofsight.record.service.models import OpenDuty

    page = page_as("team-manager")
    page.goto(f"{service.address}/audits/child/{child.reference}/begin/")
    expect(page.get_by_text("You manage or belong to a team that holds")).to_be_visible()
    assert axe_violations(page) == []
    assert client_as("team-manager").post(f"/audits/child/{child.reference}/begin/").status_code == 403
    # an independent audit asks the worker to do something
    auditor = client_as("auditor")
    form = auditor.post(f"/audits/child/{child.reference}/begin/")["Location"]
    quoted(auditor, form)
    before = actions_of(child)
    assert auditor.post(form, answered(owner_1=child.worker_id)).status_code == 303
    (action,) = actions_of(child) - before
    # the owner says it is done and cannot close it
    page_as("social-worker")
    page.goto(f"{service.address}/audits/actions/?show=mine")
    fits(page)
    page.locator(f"main a[href*='{action}']").first.click()
    page.get_by_label("What shows it, and where on the record").fill("The visit of today: he drew his week.")
    fits(page)
    page.get_by_role("button", name="Say that it is done").click()
    expect(page.get_by_text("Said to be done: somebody else checks")).to_be_visible()
    assert page.get_by_role("button", name="It is done: close it").count() == 0
    address = page.url
    # somebody else looks, sends it back, and later closes it
    page_as("team-manager")
    page.goto(address)
    page.get_by_label("What you found on the record").fill("The drawing is not there.")
    page.get_by_role("button", name="It is not: send it back").click()
    expect(page.get_by_text("Sent back: not done")).to_be_visible()
    client = client_as("social-worker")
    path = address.removeprefix(service.address)
    assert client.post(path, {"do": "close", "checked": "x", "version": "3"}).status_code in (403, 404)
    assert client.post(path, {"do": "done", "evidence": "The drawing is filed.", "version": "3"}).status_code == 303
    page.reload()
    page.get_by_label("What you found on the record").fill("His drawing, dated today.")
    page.get_by_role("button", name="It is done: close it").click()
    expect(page.get_by_text("Closed.").first).to_be_visible()
    assert OpenDuty.objects.get(standard="audit_actions_closed", subject=action).met_on is not None
