"""The improvement plan, readiness, dated views, board packs and public scorecards by the API: as on their pages."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from tests.support.access import restricted
from tests.support.routes import child_seen, there
from tests.web.api.test_reading import read, refused
from tests.web.api.test_staffing import everything

pytestmark = pytest.mark.usefixtures("whole")


def test_the_plan_is_that_of_its_page_and_its_lines_lead_to_what_shows_them(client_as: Any) -> None:
    director = client_as("director")
    plan, lines = read(director, "/improvement/"), everything(director, "/improvement/lines/")
    assert lines
    assert sum(each["lines"] for each in plan["counts"]) == len(lines)
    page = director.get("/improvement/").content.decode()
    assert plan["title"] in page
    status = lines[0]["status"]
    some = everything(director, "/improvement/lines/", status=status)
    assert [row["number"] for row in some] == [row["number"] for row in lines if row["status"] == status]
    assert refused(director, "/improvement/lines/", theme="elsewhere")["errors"][0]["name"] == "theme"
    assert refused(director, "/improvement/lines/999/")["status"] == 404
    held = [read(director, f"/improvement/lines/{row['number']}/") for row in lines]
    assert any(measure["points"] and measure["latest_value"] is not None
               for line in held for measure in line["measures"])  # fmt: skip
    assert refused(client_as("social-worker"), "/improvement/")["status"] == 404


def test_to_those_who_see_no_children_the_plan_has_no_exact_figure(client_as: Any) -> None:
    member = client_as("elected-member")
    lines = everything(member, "/improvement/lines/")
    assert [row["number"] for row in lines] == [
        row["number"] for row in everything(client_as("director"), "/improvement/lines/")
    ]
    for row in lines:
        line = read(member, f"/improvement/lines/{row['number']}/")
        page = member.get(f"/improvement/lines/{row['number']}/").content.decode()
        assert line["audits"]["words"] in page
        for measure in line["measures"]:
            assert measure["latest_value"] is measure["baseline_value"] is measure["latest_out_of"] is None
            assert measure["points"] == []
            assert measure["latest"] in page
    assert not [row["off"] for row in everything(member, "/improvement/spread/") if row["off"]]
    exact, told = (everything(client_as(who), "/improvement/meetings/") for who in ("director", "elected-member"))
    assert [row["number"] for row in exact] == [row["number"] for row in told]
    assert exact != told


def test_readiness_is_told_in_numbers_to_those_who_see_no_child_and_whole_to_those_who_prepare(client_as: Any) -> None:
    director, member = client_as("director"), client_as("elected-member")
    assert read(member, "/readiness/") == read(director, "/readiness/")
    for part in ("lists", "lists/unallocated", "claims", "criteria", "visits", "queries", "inspections", "annex-a"):
        read(director, f"/readiness/{part}/")
        assert refused(member, f"/readiness/{part}/")["status"] == 404
    # Whoever may not see every child makes no Annex A.
    assert refused(client_as("service-head"), "/readiness/annex-a/")["status"] == 404
    claims = everything(director, "/readiness/claims/")
    standing = [row for row in claims if row["withdrawn_on"] is None]
    assert read(director, "/readiness/")["claims"] == len(standing) > 0
    assert any(row["evidence"] for row in claims)
    area = claims[0]["area"]
    assert {row["area"] for row in everything(director, "/readiness/claims/", area=area)} == {area}
    criteria = everything(director, "/readiness/criteria/")
    gaps = read(director, "/readiness/")["areas"]
    assert len(criteria) == sum(each["criteria"] for each in gaps)
    assert sum(bool(row["gaps"]) for row in criteria) == sum(each["with_a_gap"] for each in gaps)


def test_the_lists_inspectors_ask_for_have_the_children_one_may_see(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    director, head = client_as("director"), client_as("service-head")
    numbers = {row["list"]: row["number"] for row in everything(director, "/readiness/lists/")}
    code = next(code for code, number in numbers.items() if number)
    every = everything(director, f"/readiness/lists/{code}/")
    assert len(every) == numbers[code]
    assert {row["reference"] for row in everything(head, f"/readiness/lists/{code}/")} <= {
        row["reference"] for row in every
    }
    with restricted(ChildNow.objects.get(reference=every[0]["reference"])):
        left = {row["list"]: row["number"] for row in everything(director, "/readiness/lists/")}
        assert left[code] == numbers[code] - 1
        assert every[0]["child"] not in {row["child"] for row in everything(director, f"/readiness/lists/{code}/")}
    assert refused(director, "/readiness/lists/elsewhere/")["status"] == 404


def test_a_visits_requests_and_queries_are_those_of_its_page(client_as: Any) -> None:
    director, number = client_as("director"), there()["api:readiness_requests number"]
    requests = everything(director, f"/readiness/visits/{number}/requests/")
    visit = next(row for row in everything(director, "/readiness/visits/") if str(row["visit"]) == number)
    assert len(requests) == visit["requests"] > 0
    assert sum(row["done_on"] is not None for row in requests) == visit["requests_done"]
    page = director.get(f"/readiness/visits/{number}/").content.decode()
    assert all(escape(row["what"]) in page for row in requests)
    queries = everything(director, "/readiness/queries/")
    assert queries
    still = everything(director, "/readiness/queries/", state="open")
    assert still == [row for row in queries if row["gone_at"] is None]
    assert refused(director, "/readiness/visits/999999/requests/")["status"] == 404


def test_a_query_that_names_a_restricted_child_is_not_told_of(client_as: Any) -> None:
    from lineofsight.web.readiness.models import InspectorQuery

    director, child = client_as("director"), child_seen("director")
    query = InspectorQuery.objects.order_by("pk").first()
    assert query is not None
    before, query.whose = query.whose, f"Whoever holds {child.child_id}"
    query.save()
    with restricted(child):
        told = {row["query"] for row in everything(director, "/readiness/queries/")}
    every = {row["query"] for row in everything(director, "/readiness/queries/")}
    query.whose = before
    query.save()
    assert every - told == {query.pk}


def test_dated_views_are_told_as_they_were_kept_to_those_outside_who_may(client_as: Any) -> None:
    commissioner = client_as("commissioner")
    view = everything(commissioner, "/oversight/views/")[0]
    assert everything(client_as("director"), "/oversight/views/")[0] == view
    page = commissioner.get("/commissioner/").content.decode()
    assert view["digest"][:12] in page
    measures = everything(commissioner, f"/oversight/views/{view['view']}/measures/")
    assert measures[0]["periods"][-1]["shown"] in page
    hidden = [each for row in measures for each in row["periods"] if each["is_hidden"]]
    assert {each["shown"] for each in hidden} <= {"c", "Not shown: too few"}
    lines = everything(commissioner, f"/oversight/views/{view['view']}/plan/")
    targets = everything(commissioner, f"/oversight/views/{view['view']}/targets/")
    assert len(targets) == sum(len(line["measures"]) for line in lines)
    questions = everything(commissioner, "/oversight/questions/")
    of_members = everything(client_as("elected-member"), "/members/questions/")
    assert not {row["question"] for row in questions} & {row["question"] for row in of_members}
    for part in ("views/", f"views/{view['view']}/measures/", "questions/", "intervention/"):
        assert refused(client_as("elected-member"), f"/oversight/{part}")["status"] == 404
    assert refused(commissioner, "/oversight/views/999999/plan/")["status"] == 404


def test_elected_members_read_their_page_and_a_commissioner_does_not(client_as: Any) -> None:
    member = client_as("elected-member")
    rows = everything(member, "/members/measures/")
    assert {row["part"] for row in rows} == {"service", "parenting"}
    page = member.get("/members/").content.decode()
    assert all(escape(row["question"]) in page for row in rows)
    assert everything(member, "/members/pledges/")
    for part in ("measures", "pledges", "questions"):
        assert refused(client_as("commissioner"), f"/members/{part}/")["status"] == 404
        assert refused(client_as("social-worker"), f"/members/{part}/")["status"] == 404


def test_board_packs_are_told_with_their_snapshot_their_address_and_figures_fit_to_publish(client_as: Any) -> None:
    member = client_as("elected-member")
    pack = everything(member, "/board-packs/")[0]
    assert member.get(pack["address"]).status_code == 200
    assert {each["form"] for each in pack["files"]} == {"html", "pdf"}
    assert all(len(each["sha256"]) == 64 for each in pack["files"])
    assert read(member, f"/board-packs/{pack['snapshot']}/") == pack
    measures = everything(member, f"/board-packs/{pack['snapshot']}/measures/")
    assert measures
    assert measures == everything(client_as("director"), f"/board-packs/{pack['snapshot']}/measures/")
    counts = {each["shown"] for row in measures if row["indicator"].endswith("_count") for each in row["periods"]}
    assert counts
    assert not {"1", "2", "3", "4"} & counts
    assert refused(client_as("social-worker"), "/board-packs/")["status"] == 404
    assert refused(member, "/board-packs/no-such-snapshot/")["status"] == 404


def test_a_pack_not_made_yet_is_for_those_who_make_them(client_as: Any) -> None:
    from lineofsight.web.board_pack.models import BoardPack, PackStage

    pack = BoardPack.objects.filter(stage=PackStage.DONE)[0]
    BoardPack.objects.filter(pk=pack.pk).update(stage=PackStage.MAKING)
    try:
        assert everything(client_as("elected-member"), "/board-packs/") == []
        assert refused(client_as("elected-member"), f"/board-packs/{pack.snapshot}/")["status"] == 404
        assert read(client_as("director"), f"/board-packs/{pack.snapshot}/")["files"] == []
        said = refused(client_as("director"), f"/board-packs/{pack.snapshot}/measures/")
        assert "not made yet" in said["detail"]
    finally:
        BoardPack.objects.filter(pk=pack.pk).update(stage=PackStage.DONE)


def test_a_published_scorecard_is_told_to_everybody_and_one_withdrawn_says_why(client_as: Any) -> None:
    from lineofsight.web.day import today
    from lineofsight.web.published.models import Scorecard

    worker = client_as("social-worker")
    card = everything(worker, "/public-scorecards/")[0]
    address = f"/public-scorecards/{card['scorecard']}/measures/"
    measures = everything(worker, address)
    page = client_as("").get(card["address"]).content.decode()
    assert measures[0]["periods"][-1]["shown"] in page
    assert refused(worker, "/public-scorecards/made/")["status"] == 404
    made = everything(client_as("director"), "/public-scorecards/made/")
    assert card["scorecard"] in {row["scorecard"] for row in made}
    found = Scorecard.objects.filter(pk=card["scorecard"])
    found.update(withdrawn_on=today(), withdrawn_why="The file was loaded twice.", correction="It was 410.")
    try:
        said = refused(worker, address)
        assert everything(worker, "/public-scorecards/")[0]["correction"] == "It was 410."
    finally:
        found.update(withdrawn_on=None, withdrawn_why="", correction="")
    assert said["status"] == 404
    assert "loaded twice" in said["detail"]
    assert said["remedy"] == "It was 410."


def test_nothing_made_for_people_outside_tells_of_a_child(client_as: Any) -> None:
    member, children = client_as("elected-member"), [child_seen("director"), child_seen("social-worker")]
    told = json.dumps([
        read(member, where, limit=1000)
        for where in ("/improvement/meetings/", "/improvement/questions/", "/improvement/spread/", "/members/measures/",
                      "/members/pledges/", "/members/questions/", "/board-packs/", "/public-scorecards/")
    ])  # fmt: skip
    for child in children:
        assert child.reference not in told
        assert child.name not in told
