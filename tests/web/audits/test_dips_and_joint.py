"""Dip samples and audits with other agencies: whose they are, what refuses, what they come to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.audits.test_journeys import actions_of, answered, fits, quoted


@pytest.fixture
def child(service: Any) -> Any:
    """A child of the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="team-manager").team_ids(today())
    rows = ChildNow.objects.filter(team_id__in=teams, is_open=True, stage="child_protection")
    return rows.exclude(worker_id=None).order_by("reference").first()


def drawn(client: Any, **more: Any) -> str:
    sent = {"title": "Plans", "tool": "dip_plan", "source": "stage", "stages": ["child_protection"], "wanted": "3",
            "seed": "one", **more}  # fmt: skip
    answer = client.post("/audits/dip-samples/new/" + more.pop("query", ""), sent)
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


def answers(yes: bool = True) -> dict[str, str]:
    found = {f"a_{code}": "yes" if yes else "no" for code in ("outcome", "by_when", "words")}
    return found | {f"q_{code}": "What the plan says." for code in ("outcome", "by_when", "words")}


def looked_at(client: Any, sample: str, yes: bool = True) -> list[str]:
    """Every record of a sample answered; their addresses."""
    page = client.get(sample).content.decode()
    addresses = list(dict.fromkeys(re.findall(r'href="(/audits/dip-samples/child/[^"]+)"', page)))
    for address in addresses:
        assert client.post(address, {**answers(yes), "version": "1"}).status_code == 303
    return addresses


def test_a_sample_is_drawn_again_the_same_counts_whole_and_stands_beside_the_next(client_as: Any) -> None:
    from lineofsight.core.tables.oversight import service_events
    from lineofsight.web.access.service_rows import service_rows
    from lineofsight.web.audits.models import DipSample
    from tests.support.routes import whose

    auditor = client_as("auditor")
    first, second = drawn(auditor), drawn(auditor)
    one, two = (DipSample.objects.get(pk=each.rstrip("/").split("/")[-1]) for each in (first, second))
    assert list(one.records.values_list("reference")) == list(two.records.values_list("reference"))
    assert one.frame_digest == two.frame_digest
    early = auditor.post(first + "complete/", {"version": "1"})
    assert early.status_code == 403
    assert "Nobody has looked" in early.content.decode()
    records = looked_at(auditor, first, yes=False)
    assert auditor.post(first + "complete/", {"version": "1"}).status_code == 303
    events = [row for row in service_rows(whose("auditor")).rows(service_events) if row["kind"] == "dip_sample"]
    assert (9.0, 0.0, "dip_plan") in {(row["planned"], row["done"], row["reference"]) for row in events}
    again = auditor.post(records[0], {**answers(), "version": "2"})
    assert again.status_code == 403
    assert "What the plan says." in again.content.decode()
    again = drawn(auditor, query=f"?again={one.pk}", seed="two", title="Plans again")
    looked_at(auditor, again)
    page = auditor.get(again).content.decode()
    assert "Beside the earlier sample" in page
    assert "Better: +100 in a hundred" in page
    assert "Too few to tell" in page


def test_a_sample_is_drawn_and_answered_beside_the_record_at_two_widths(
    service: Any, page_as: Any, complaints: list[str]
) -> None:
    page = page_as("auditor")
    page.goto(f"{service.address}/audits/dip-samples/")
    page.get_by_role("button", name="Draw a dip sample").click()
    page.get_by_label("What it is called").fill("Words of children")
    page.get_by_label("How many children").fill("2")
    fits(page)
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_text("0 of 2 looked at")).to_be_visible()
    page.get_by_role("table").get_by_role("link").first.click()
    fits(page)
    page.get_by_role("button", name="Keep the answers").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    # a browser says of its own accord that something was refused
    assert all("403" in each for each in complaints)
    complaints.clear()
    for name, value in answers(yes=False).items():
        if name.startswith("a_"):
            page.locator(f"input[name={name}][value={value}]").check(force=True)
        else:
            page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Keep the answers").click()
    expect(page.get_by_role("button", name="Ask for something to change")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="Words of children").click()
    expect(page.get_by_text("1 of 2 looked at")).to_be_visible()
    fits(page)


def test_what_is_found_becomes_an_action_that_its_owner_does_not_close(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.audits.models import DipRecord

    auditor = client_as("auditor")
    sample = drawn(auditor, wanted="40")
    found = DipRecord.objects.filter(sample_id=sample.rstrip("/").split("/")[-1], reference=child.reference).first()
    found = found or DipRecord.objects.filter(sample_id=sample.rstrip("/").split("/")[-1]).first()
    address = f"/audits/dip-samples/child/{found.reference}/{found.pk}/"
    bare = auditor.post(address, {**answers(), "q_words": " ", "version": "1"})
    assert bare.status_code == 403
    assert "Quote what the record says" in bare.content.decode()
    assert "What the plan says." in auditor.get(address).content.decode()
    asked = auditor.post(address + "ask/", {"what": "Ask her", "owner": child.worker_id, "version": "1"})
    assert asked.status_code in (200, 403)
    assert auditor.post(address, {**answers(yes=False), "version": "1"}).status_code == 303
    owner = re.search(r'<option value="([^"]+)"', auditor.get(address + "ask/").content.decode().split("Choose one")[1])
    assert owner is not None
    made = auditor.post(address + "ask/", {"what": "Ask her", "owner": owner[1], "version": "2"})
    assert made.status_code == 303
    row_id = made["Location"].rstrip("/").split("/")[-1]
    assert OpenDuty.objects.filter(standard="audit_actions_closed", subject=row_id).exists()
    assert "Ask her" in auditor.get(made["Location"]).content.decode()


def test_nobody_looks_at_a_child_of_their_own_team_and_strangers_find_nothing(client_as: Any, child: Any) -> None:
    from lineofsight.web.audits.models import DipRecord

    sample = drawn(client_as("auditor"), wanted="40")
    records = DipRecord.objects.filter(sample_id=sample.rstrip("/").split("/")[-1])
    own = records.filter(team_id=child.team_id).first()
    if own is not None:
        address = f"/audits/dip-samples/child/{own.reference}/{own.pk}/"
        page = client_as("team-manager").post(address, {**answers(), "version": "1"})
        assert "Somebody independent must audit" in page.content.decode()
    one = records.first()
    there = client_as("elected-member").get(f"/audits/dip-samples/child/{one.reference}/{one.pk}/")
    nowhere = client_as("elected-member").get(f"/audits/dip-samples/child/p{'0' * 20}/{one.pk}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert client_as("team-manager").get("/audits/dip-samples/new/").status_code == 404


def test_a_sample_of_a_measures_children_is_of_those_it_counts(client_as: Any) -> None:
    from lineofsight.web.audits.models import DipSample

    auditor = client_as("auditor")
    made = drawn(auditor, source="measure", measure="cpp_count", stages=[])
    sample = DipSample.objects.get(pk=made.rstrip("/").split("/")[-1])
    assert sample.source_of[0] == "cpp_count"
    assert sample.frame_size >= 3
    none = {"title": "x", "tool": "dip_plan", "source": "measure", "measure": "", "wanted": "3", "seed": "s"}
    assert "Choose a measure" in auditor.post("/audits/dip-samples/new/", none).content.decode()


def part_sent(grade: str, **more: str) -> dict[str, str]:
    from lineofsight.web.audits.tools import joint_in_force, tool_from
    from lineofsight.web.served import served_home

    tool = tool_from(joint_in_force(served_home().path)["joint"])
    codes = {f"q_{q.code}": next(c.code for c in tool.choices(q) if c.grade == grade) for q in tool.questions}
    return {**codes, "summary": f"Ours says {grade}.", "grade": grade, "version": "1", **more}


def test_parts_are_unseen_until_all_are_in_then_compared_graded_and_owed(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.audits.models import JointAction, JointAudit

    auditor = client_as("auditor")
    begin = f"/audits/joint/child/{child.reference}/begin/"
    own = client_as("team-manager").post(begin, {"title": "x", "agencies": ["police"]})
    assert own.status_code == 403
    assert "Somebody independent must audit" in own.content.decode()
    made = auditor.post(begin, {"title": "Neglect", "agencies": ["police", "health"]})
    assert made.status_code == 303
    address = str(made["Location"])
    joint = JointAudit.objects.latest("pk")
    parts = {each.agency: f"/audits/joint/child/{child.reference}/parts/{each.pk}/" for each in joint.parts.all()}
    assert auditor.post(parts["social_care"], part_sent("good")).status_code == 303
    theirs = part_sent("inadequate", auditor="Detective inspector")
    assert "Nobody audits their own work" in auditor.post(parts["police"], theirs).content.decode()
    assert auditor.post(parts["police"], {**theirs, "independent": "on"}).status_code == 303
    page = auditor.get(address).content.decode()
    assert "Waiting for: Health" in page
    assert "Ours says good." not in page
    early = {"grade": "good", "agreed": "All.", "version": "1"}
    assert "until every part is in" in auditor.post(address + "grade/", early).content.decode()
    assert auditor.post(parts["health"] + "missing/", {"why": "The nurse left.", "version": "1"}).status_code == 303
    page = auditor.get(address).content.decode()
    assert "2 grades apart: talk about it" in page
    assert "Ours says good." in page
    opened = auditor.get(address + "grade/").content.decode()
    assert "The joint grade" in opened
    assert 'name="agreed"' in opened
    kind = auditor.post(address + "grade/", {**early, "grade": "outstanding"}).content.decode()
    assert "not kinder than the kindest" in kind
    below = {**early, "grade": "requires_improvement", "theme": "partners"}
    assert "at least one action that an agency owes" in auditor.post(address + "grade/", below).content.decode()
    owed = {"agency": "police", "what": "Tell us the same day", "owner": "Detective inspector",
            "due_on-day": "1", "due_on-month": "1", "due_on-year": "2040"}  # fmt: skip
    assert auditor.post(address + "owe/", owed).status_code == 303
    assert client_as("principal-social-worker").post(address + "grade/", below).status_code == 403
    assert auditor.post(address + "grade/", below).status_code == 303
    joint.refresh_from_db()
    assert OpenDuty.objects.filter(standard="audited_again", subject=joint.row_id).exists()
    of_row = auditor.get(f"/audits/child/{child.reference}/{joint.row_id}/")
    assert (of_row.status_code, of_row["Location"]) == (303, address)
    # what an agency owes is closed by somebody other than whoever wrote that it is done
    action = JointAction.objects.get(joint=joint)
    done = f"/audits/joint/child/{child.reference}/owed/{action.pk}/"
    manager = client_as("team-manager")
    assert manager.post(done + "done/", {"evidence": "Their letter.", "version": "1"}).status_code == 303
    assert "Somebody else must look" in manager.post(done + "close/", {"checked": "x", "version": "2"}).content.decode()
    opened = auditor.get(done + "close/").content.decode()
    assert "It is done: close it" in opened
    assert 'name="checked"' in opened
    assert auditor.post(done + "close/", {"checked": "Read it.", "version": "2"}).status_code == 303
    outsider = client_as("elected-member")
    assert outsider.get(address).status_code == outsider.get("/audits/joint/").status_code == 404


def test_whoever_comes_second_reads_what_stands_keeps_their_words_and_may_send_again(
    client_as: Any, child: Any
) -> None:
    from lineofsight.web.audits.models import DipRecord, JointAudit

    auditor, other = client_as("auditor"), client_as("principal-social-worker")
    sample = drawn(auditor)
    record = DipRecord.objects.filter(sample_id=sample.rstrip("/").split("/")[-1]).first()
    address = f"/audits/dip-samples/child/{record.reference}/{record.pk}/"
    first = {**answers(), "q_words": "Her own words are there.", "version": "1"}
    assert other.post(address, first).status_code == 303
    stale = auditor.post(address, {**answers(yes=False), "q_words": "None of hers.", "version": "1"})
    assert stale.status_code == 200
    page = stale.content.decode()
    for words in ("As it stands now", "Yes. Her own words are there.", "None of hers.", 'name="version" value="2"'):
        assert words in page, words
    # read, it is for the rule to say whether it may be written over: an answer may not
    again = auditor.post(address, {**answers(yes=False), "version": "2"})
    assert "Somebody else wrote to this" not in again.content.decode()
    record.refresh_from_db()
    assert record.quotes["words"] == "Her own words are there."
    # of another agency's part nobody reads the findings before every part is in, not in this way either
    begin = f"/audits/joint/child/{child.reference}/begin/"
    auditor.post(begin, {"title": "Neglect", "agencies": ["police", "health"]})
    police = JointAudit.objects.latest("pk").parts.get(agency="police")
    part = f"/audits/joint/child/{child.reference}/parts/{police.pk}/"
    assert other.post(part + "missing/", {"why": "They have no auditor.", "version": "1"}).status_code == 303
    theirs = part_sent("good", auditor="Detective inspector", independent="on")
    page = auditor.post(part, theirs).content.decode()
    for words in ("As it stands now", "They have no auditor.", "Ours says good.", 'name="version" value="2"'):
        assert words in page, words
    assert auditor.post(part, {**theirs, "version": "2"}).status_code == 303
    page = other.post(part + "missing/", {"why": "They wrote again.", "version": "2"}).content.decode()
    assert "Typed by" in page
    assert "Ours says good." not in page
    assert "They wrote again." in page


def test_an_actions_words_are_kept_when_a_rule_refuses_and_put_aside_for_later(client_as: Any, child: Any) -> None:
    auditor = client_as("auditor")
    form = auditor.post(f"/audits/child/{child.reference}/begin/")["Location"]
    quoted(auditor, form)
    before = actions_of(child)
    assert auditor.post(form, answered(owner_1=child.worker_id)).status_code == 303
    (action,) = actions_of(child) - before
    address = f"/audits/child/{child.reference}/actions/{action}/"
    early = auditor.post(address, {"do": "close", "checked": "Words to keep", "version": "1"})
    assert early.status_code == 403
    manager = client_as("team-manager")
    assert manager.post(address, {"do": "take", "version": "1"}).status_code == 303
    later = manager.post(
        address, {"do": "done", "evidence": "Half a sentence", "keep_for_later": "yes", "version": "2"}
    )
    assert later.status_code == 303
    assert "Half a sentence" in manager.get(address).content.decode()
    assert manager.post(address, {"do": "done", "evidence": "All of it", "version": "2"}).status_code == 303
    assert "Words to keep" in auditor.get(address).content.decode()
