"""They rang: requests, a query that goes only when a second person has checked it, a claim signed by saying so."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.support.chromium import axe_violations
from tests.support.web import become

HIDDEN_FROM_MEMBERS = (
    "lists/long_plans/", "annex-a/", "visits/", "visits/new/", "queries/", "self-evaluation/", "evidence/",
    "evidence/in_care/", "self-evaluation/document/html/",
)  # fmt: skip


def test_inspectors_ring_and_an_answer_goes_only_once_it_is_checked(service: Any, page_as: Any) -> None:
    # given that they rang today
    page = page_as("director")
    page.goto(f"{service.address}/readiness/visits/new/")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_label("Monitoring visit", exact=True).check()
    page.get_by_label("What about", exact=True).fill("The front door")
    page.get_by_label("What a focused or monitoring visit looks at").select_option("contact_and_threshold")
    page.get_by_label("Which children").select_option("long_plans")
    page.get_by_role("button", name="Begin").click()
    # then what is asked for is listed with its day, and is not done by saying so
    expect(page.get_by_role("heading", name="Monitoring visit: The front door")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Annex A: the lists of children")).to_be_visible()
    assert axe_violations(page) == []
    visit = page.url
    page.get_by_role("row").filter(has_text="Annex A: the lists of children").get_by_role("link").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What was given, and where it is").fill("Sent by the secure site")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("1 of 15 done")).to_be_visible()
    # when an inspector asks, and it is answered
    page.get_by_role("button", name="An inspector asked").click()
    page.get_by_label("Who asked").fill("Lead inspector")
    page.get_by_label("What they asked").fill("Who holds the children of workers who are away?")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("The answer").fill("Each has cover by name.")
    page.get_by_role("button", name="Answer the query").click()
    # then it does not go, and whoever wrote it does not check it
    expect(page.get_by_text("You wrote this answer.")).to_be_visible()
    page.get_by_role("button", name="It was given to the inspector").click()
    expect(page.get_by_text("only when a second person has checked it")).to_be_visible()
    assert axe_violations(page) == []
    query = page.url
    become(page, service, "principal-social-worker")
    page.goto(query)
    page.get_by_role("button", name="I have checked it: it is right").click()
    page.get_by_role("button", name="It was given to the inspector").click()
    expect(page.get_by_text("Gone", exact=True).first).to_be_visible()
    # and the visit's own page tells what changed, also on a phone
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (
        visit,
        f"{visit}changes/",
        f"{service.address}/readiness/",
        f"{service.address}/readiness/queries/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
        assert axe_violations(page) == [], address


def test_a_claim_with_one_kind_of_evidence_is_signed_only_by_saying_so(
    service: Any, page_as: Any, complaints: list[str]
) -> None:
    page = page_as("principal-social-worker")
    page.goto(f"{service.address}/readiness/self-evaluation/new/help_and_protection/")
    page.get_by_label("What we know").fill("Children on a plan are visited.")
    page.get_by_role("button", name="A claim: Help and protection").click()
    expect(page.get_by_text("Nothing shows how this is known.").first).to_be_visible()
    address = page.url
    # a measure that says otherwise shows nothing
    page.get_by_role("link", name="Add: a measure").click()
    page.get_by_label("Measure", exact=True).select_option("cpp_count")
    page.get_by_label("At most").check()
    page.get_by_label("This number").fill("0")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("which is not at most 0.0").first).to_be_visible()
    # a browser says of its own accord that something was refused
    assert all("403" in each for each in complaints)
    complaints.clear()
    page.get_by_label("This number").fill("100000")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("One kind of evidence alone: measures.").first).to_be_visible()
    assert axe_violations(page) == []
    # whoever wrote it does not sign it
    expect(page.get_by_role("button", name="Sign the claim")).to_have_count(0)
    expect(page.get_by_text("Somebody else must sign it.")).to_be_visible()
    become(page, service, "director")
    page.goto(address)
    page.get_by_role("button", name="Sign the claim").click()
    expect(page.get_by_text("All that it rests on is measures.")).to_be_visible()
    page.get_by_label("Where there is one kind of evidence alone: why").fill("Nobody was asked yet.")
    page.get_by_role("button", name="Sign the claim").click()
    expect(page.get_by_text("Signed, and flagged").first).to_be_visible()
    # changed, it is signed no longer, and what it said is kept
    page.get_by_role("button", name="Change what it says").click()
    page.get_by_label("What we know").fill("Most children on a plan are visited in time.")
    page.get_by_role("button", name="Change the claim").click()
    expect(page.get_by_text("Not signed").first).to_be_visible()
    expect(page.get_by_text("Children on a plan are visited.", exact=False).first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []


def test_an_elected_member_reads_the_summary_and_no_list(client_as: Any) -> None:
    member = client_as("elected-member")
    told = member.get("/readiness/").content.decode()
    assert "If they rang today" in told
    assert "Lists of children" not in told
    assert "/children/" not in told.partition("<main")[2]
    for place in HIDDEN_FROM_MEMBERS:
        assert member.get(f"/readiness/{place}").status_code == 404, place
    assert client_as("social-worker").get("/readiness/").status_code == 404


def listed(client: Any, code: str) -> tuple[str, list[str]]:
    """What a list says of itself, and the references of its children, page after page."""
    found: list[str] = []
    for number in range(1, 30):
        said = client.get(f"/readiness/lists/{code}/?page={number}").content.decode().partition("<main")[2]
        here = re.findall(r"/children/child/(p[0-9a-f]{20})/", said)
        found += [each for each in here if each not in found]
        if f"page={number + 1}" not in said:
            break
    return said, found


def test_lists_are_cut_to_the_children_one_may_see_and_say_none_or_not_known(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.readiness.asked_lists import LISTS
    from tests.support.routes import whose

    seen = set(ChildNow.objects.filter(children_seen(whose("service-head"))).values_list("reference", flat=True))
    whole, part = client_as("director"), client_as("service-head")
    filled = all_told = mine_told = 0
    for asked in LISTS:
        said, children = listed(whole, asked.code)
        # A list has children, or says that there is none or that nobody can tell: one of the three.
        none = ">None.<" in said or ">None known.<" in said
        states = [bool(children), none, "Not known: nothing loaded fills" in said]
        assert states.count(True) == 1, asked.code
        _, mine = listed(part, asked.code)
        assert sorted(mine) == sorted(each for each in children if each in seen), asked.code
        filled += bool(children)
        all_told, mine_told = all_told + len(children), mine_told + len(mine)
    assert filled >= 3
    assert 0 < mine_told < all_told
    assert whole.get("/readiness/lists/nothing/").status_code == 404
    assert whole.get("/readiness/lists/unallocated/?format=xlsx")["Content-Disposition"].endswith('.xlsx"')


def test_annex_a_is_made_checked_and_taken_by_those_who_may(service: Any, client_as: Any) -> None:
    from lineofsight.web.access.done import Done
    from lineofsight.web.readiness.making import make
    from lineofsight.web.readiness.models import AnnexA, MakingStage

    analyst = client_as("analyst")
    sent = analyst.post("/readiness/annex-a/")
    assert sent.status_code == 303
    row = AnnexA.objects.get(key=sent["Location"].strip("/").split("/")[-1])
    assert analyst.post(f"/readiness/annex-a/{row.key}/file/").status_code == 303  # not there yet
    make(row.key)
    row.refresh_from_db()
    assert row.stage == MakingStage.DONE, row.problem
    assert len(row.lists) == 11
    found = {each["what"]: each["is_right"] for each in row.checks}
    assert found["Every list is there"] is True
    assert found["Read back as a file of a council is read"] is True
    assert "Its checks" in analyst.get(f"/readiness/annex-a/{row.key}/").content.decode()
    taken = analyst.post(f"/readiness/annex-a/{row.key}/file/")
    assert b"".join(taken.streaming_content)[:2] == b"PK"
    assert Done.objects.filter(name="take_annex_a").exists()
    assert client_as("principal-social-worker").get(f"/readiness/annex-a/{row.key}/").status_code == 404
    assert client_as("service-head").post("/readiness/annex-a/").status_code == 404


def test_the_self_evaluation_is_a_document(client_as: Any) -> None:
    director = client_as("director")
    page = director.get("/readiness/self-evaluation/document/html/")
    assert page["Content-Disposition"].startswith("attachment")
    assert "Self-evaluation" in page.content.decode()
    assert director.get("/readiness/self-evaluation/document/pdf/").content.startswith(b"%PDF")
    assert director.get("/readiness/self-evaluation/document/exe/").status_code == 404
