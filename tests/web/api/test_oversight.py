"""Partners, the contract, learning, the workforce and small audits by the API: as on their pages, nobody named more."""

from __future__ import annotations

import json
from typing import Any

from tests.support.routes import child_not_seen, teams_of, whose
from tests.web.api.test_reading import V1, read, refused


def test_an_agencys_year_is_the_pages_and_its_rows_are_of_children_one_may_see(client_as: Any) -> None:
    director, worker = client_as("director"), client_as("social-worker")
    every = read(director, "/partners/", what="information", limit=1000)["rows"]
    assert every == read(worker, "/partners/", what="information", limit=1000)["rows"]
    police = next(row for row in every if row["agency"] == "police")
    assert police["asked"] == sum(each["number"] for each in police["counts"])
    whole = read(director, "/partners/asked/", what="information", agency="police", limit=1000)
    assert len(whole["rows"]) == min(police["asked"], 1000)
    assert whole["others"] == 0
    mine = read(worker, "/partners/asked/", what="information", agency="police", limit=1000)
    assert len(mine["rows"]) + mine["others"] == police["asked"]
    assert mine["others"]
    hidden = child_not_seen("social-worker")
    assert hidden.child_id not in {row["child"] for row in mine["rows"]}


def test_what_partners_did_for_one_child_is_for_those_who_see_the_child(client_as: Any) -> None:
    rows = read(client_as("director"), "/partners/asked/", what="attendance", state="came", limit=1000)["rows"]
    reference = next(row["reference"] for row in rows if row["meeting"] != "strategy_discussion")
    said = read(client_as("director"), f"/children/{reference}/partner-meetings/")["rows"]
    assert any(row["attended"] for row in said)
    assert [row["meeting_on"] for row in said] == sorted(row["meeting_on"] for row in said)
    for part in ("meetings", "requests", "actions"):
        absent = refused(client_as("elected-member"), f"/children/{reference}/partner-{part}/")
        hidden = child_not_seen("social-worker").reference
        assert refused(client_as("social-worker"), f"/children/{hidden}/partner-{part}/")["status"] == 404
        assert absent["status"] == 404


def test_the_contract_is_told_as_to_both_bodies(client_as: Any, oversight: None) -> None:
    rows = read(client_as("director"), "/contract/")["rows"]
    for who in ("elected-member", "commissioner"):
        assert rows == read(client_as(who), "/contract/")["rows"]
    page = client_as("commissioner").get("/contract/").content.decode()
    assert rows
    for row in rows:
        assert row["quarters"]
        assert row["quarters"][-1]["shown"] in page
        hidden = [each for each in row["quarters"] if each["shown"].startswith("Not shown")]
        assert {each["state"] for each in hidden} <= {"Not shown"}
    plans = read(client_as("director"), "/contract/plans/")["rows"]
    assert {row["measure"] for row in plans} <= set(_contract_numbers())
    assert refused(client_as("social-worker"), "/contract/")["status"] == 404


def _contract_numbers() -> list[int]:
    from lineofsight.web.contract.models import Measure

    return list(Measure.objects.values_list("pk", flat=True))


def test_the_workforce_is_rounded_for_those_who_see_no_children_and_nobody_is_named(client_as: Any) -> None:
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.workforce.people import workforce

    found = workforce(known())
    assert found is not None
    names = {each.name for each in found.people.values() if " " in each.name}
    for who in ("director", "elected-member"):
        client = client_as(who)
        page = client.get("/workforce/").content.decode()
        rows = read(client, "/workforce/")["rows"]
        assert rows
        assert all(row["value"] in page for row in rows)
        posts = read(client, "/workforce/posts/")["rows"]
        assert len(posts) == 4
        assert not [name for name in names if name in json.dumps([rows, posts])]
    exact = {row["indicator"]: row["value"] for row in read(client_as("director"), "/workforce/")["rows"]}
    told = {row["indicator"]: row["value"] for row in read(client_as("elected-member"), "/workforce/")["rows"]}
    assert exact != told
    teams = read(client_as("team-manager"), "/workforce/teams/")
    assert {row["team"] for row in teams["rows"]} <= set(_teams_seen("team-manager"))
    assert not [name for name in names if name in json.dumps(teams)]
    assert refused(client_as("elected-member"), "/workforce/teams/")["status"] == 404


def _teams_seen(username: str) -> list[str]:
    from lineofsight.web.access.policy import team_seen
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.knowledge.staff import team_names

    asker = whose(username)
    assert teams_of(username)[1] not in asker.teams
    return [key for key in team_names(known()) if team_seen(asker, key)]


def test_the_register_is_that_of_its_page_without_allegations(client_as: Any, oversight: None) -> None:
    client = client_as("director")
    rows = read(client, "/learning/", limit=1000)["rows"]
    assert rows
    assert "allegation" not in {row["kind"] for row in rows}
    page = client.get("/learning/?state=all").content.decode()
    assert f"/learning/{rows[0]['kind']}/{rows[0]['row_id']}/" in page
    only = read(client, "/learning/", kind="complaint", limit=1000)["rows"]
    assert only == [row for row in rows if row["kind"] == "complaint"]
    # Who reads allegations as well finds none of them here, nor any action of one.
    actions = read(client, "/learning/actions/", limit=1000)["rows"]
    assert "allegation" not in {row["kind"] for row in actions}
    assert refused(client_as("elected-member"), "/learning/")["status"] == 404


def test_dip_samples_name_the_children_one_may_see_and_count_the_others(client_as: Any, oversight: None) -> None:
    every = read(client_as("auditor"), "/audits/dip-samples/")["rows"]
    sample = next(row for row in every if row["looked_at"])
    for share in (*sample["questions"], *sample["teams"]):
        few = share["yes"] + share["partly"] + share["no"] < 10
        assert (share["percent"] is None) is few
    address = f"/audits/dip-samples/{sample['sample']}/children/"
    whole, mine = (read(client_as(who), address) for who in ("auditor", "social-worker"))
    assert len(whole["rows"]) == sample["children"]
    assert len(mine["rows"]) + mine["others"] == sample["children"]
    assert {row["child"] for row in mine["rows"]} <= {row["child"] for row in whole["rows"]}
    for number in ("0", "999999", "9" * 30):
        assert refused(client_as("auditor"), f"/audits/dip-samples/{number}/children/")["status"] == 404


def test_a_joint_audit_is_told_as_far_as_it_is(client_as: Any, oversight: None) -> None:
    from lineofsight.web.audits.models import JointAudit

    whole = read(client_as("auditor"), "/audits/joint/", limit=1000)
    assert len(whole["rows"]) + whole["others"] == JointAudit.objects.count() > 0
    for row in whole["rows"]:
        assert (row["grade"] is None) is (row["completed_on"] is None)
        if not all(part["received_on"] or part["missing_why"] for part in row["parts"]):
            assert {part["grade"] for part in row["parts"]} == {None}
    mine = read(client_as("social-worker"), "/audits/joint/", limit=1000)
    hidden = child_not_seen("social-worker").child_id
    assert hidden not in {row["child"] for row in mine["rows"]}
    assert client_as("elected-member").get(V1 + "/audits/joint/").status_code == 404
