"""What the API gives: the pages' rows, by the pages' policy, part by part, and problems that say what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.routes import child_not_seen, child_seen, of_child, routes, teams_of, there

V1 = "/api/v1"


def read(client: Any, address: str, **asked: Any) -> Any:
    answer = client.get(V1 + address, asked)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def refused(client: Any, address: str, **asked: Any) -> Any:
    answer = client.get(V1 + address, asked)
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = json.loads(answer.content)
    assert said["status"] == answer.status_code
    assert said["detail"]
    assert said["remedy"]
    return said


@pytest.mark.parametrize("who", ["director", "elected-member"])
def test_every_address_answers(whole: Path, client_as: Any, who: str) -> None:
    client, child = client_as(who), child_seen(who)
    given = there() | (of_child(child) if child else {"reference": "p" + "0" * 20})
    given["team_id"] = teams_of(who)[0] or "T1"
    statuses = {}
    for route in routes():
        if route.is_for_programs:
            answer = client.get(route.address(given))
            assert answer.headers["Cache-Control"] == "no-store, private"
            statuses[route.name] = answer.status_code
    if who == "director":
        assert set(statuses.values()) == {200}, statuses
    else:
        seen = {name for name, status in statuses.items() if status == 200}
        assert seen == {
            "api:openapi", "api:figures", "api:measures", "api:measure", "api:scorecard", "api:catalogue",
            "api:definition", "api:inspections", "api:judgements", "api:passages", "api:figure_challenges",
            "api:contract", "api:contract_plans", "api:contract_reports", "api:workforce", "api:workforce_posts",
            "api:workforce_leavers", "api:workforce_training", "api:workforce_surveys", "api:workforce_survey",
            "api:workforce_survey_actions", "api:improvement_plan", "api:improvement_lines", "api:improvement_line",
            "api:improvement_spread", "api:improvement_meetings", "api:improvement_questions", "api:improvement_past",
            "api:improvement_leaders", "api:readiness", "api:board_packs", "api:board_pack", "api:board_pack_measures",
            "api:members_measures", "api:members_pledges", "api:members_questions", "api:public_scorecards",
            "api:public_scorecard_measures",
        }  # fmt: skip


def test_children_are_those_of_the_page_with_its_filters(client_as: Any) -> None:
    client = client_as("team-manager")
    every = read(client, "/children/", limit=1000)["rows"]
    overdue = read(client, "/children/", reason="overdue", limit=1000)["rows"]
    assert overdue
    assert {row["reference"] for row in overdue} == {row["reference"] for row in every if "overdue" in row["reasons"]}
    assert [row["child"] for row in read(client, "/children/", q=every[0]["child"])["rows"]][:1] == [every[0]["child"]]
    assert "no such stage" in refused(client, "/children/", stage="elsewhere")["detail"]


def test_a_list_comes_in_parts_that_make_the_whole(client_as: Any) -> None:
    client = client_as("director")
    whole = read(client, "/worklists/service/", limit=25)
    parts, cursor = [], ""
    for _ in range(5):
        part = read(client, "/worklists/service/", limit=5, cursor=cursor)
        parts += part["rows"]
        cursor = part["next"]
    assert parts == whole["rows"]
    assert cursor == whole["next"]
    last = read(client, "/teams/", limit=1000)
    assert last["next"] is None


@pytest.mark.parametrize("cursor", ["x", "ZnJvbSAx!", "ZnJvbSAwMQ", "ZnJvbSA5OTk5OTk5OTk5OTk5"])
def test_a_cursor_of_somebody_elses_making_is_refused(client_as: Any, cursor: str) -> None:
    said = refused(client_as("director"), "/children/", cursor=cursor)
    assert said["status"] == 422
    assert said["errors"][0]["name"] == "cursor"


@pytest.mark.parametrize(
    ("address", "asked", "named"),
    [
        ("/children/", {"limit": 0}, "limit"), ("/children/", {"limit": "many"}, "limit"),
        ("/children/", {"stagee": "in_care"}, "stagee"), ("/worklists/service/", {"standard": "nothing"}, "standard"),
        ("/figures/", {"period": "yesterday"}, "period"), ("/figures/", {"snapshot": "gone"}, "snapshot"),
        ("/measures/cpp_count/children/", {"counted": "perhaps"}, "counted"),
        ("/data-errors/", {"severity": "grave"}, "severity"), ("/decisions/", {"show": "all"}, "show"),
        ("/allocation/waiting/", {"team": "nowhere"}, "team"), ("/allocation/others/", {"kind": "odd"}, "kind"),
        ("/supervision/actions/", {"show": "all"}, "show"), ("/workforce/people/", {"show": "all"}, "show"),
        ("/workforce/posts/each/", {"team": "nowhere"}, "team"), ("/readiness/queries/", {"state": "lost"}, "state"),
        ("/readiness/claims/", {"area": "elsewhere"}, "area"), ("/oversight/intervention/", {"la": "999"}, "la"),
        ("/scorecard/", {"area": "elsewhere"}, "area"), ("/catalogue/", {"kind": "wish"}, "kind"),
        ("/partners/", {"what": "flowers"}, "what"), ("/partners/asked/", {"agency": "circus"}, "agency"),
        ("/partners/asked/", {"state": "came"}, "state"), ("/partners/asked/", {"month": "May"}, "month"),
        ("/learning/", {"kind": "allegation"}, "kind"), ("/learning/actions/", {"state": "late"}, "state"),
        ("/contract/", {"quarter": "2026-Q1"}, "quarter"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_named_and_never_passed_over(
    client_as: Any, address: str, asked: dict[str, Any], named: str
) -> None:
    said = refused(client_as("director"), address, **asked)
    assert said["status"] == 422
    assert [each["name"] for each in said["errors"]] == [named]


def test_what_is_due_leads_to_why_and_to_the_file_it_came_from(client_as: Any) -> None:
    client, child = client_as("social-worker"), child_seen("social-worker")
    due = read(client, f"/children/{child.reference}/due/")["rows"]
    row = next(each for each in due if each["status"] in ("due", "overdue"))
    assert row["child"] == row["holder"] == child.child_id
    why = read(client, f"/children/{child.reference}/why/{row['standard']}/{row['mark']}/")
    assert {name: why[name] for name in row} == row
    assert why["clause"]
    assert why["opened_by"]["file"]
    assert why["opened_by"]["row_id"]


def test_every_look_is_written_down_as_the_apis(client_as: Any) -> None:
    client, child = client_as("social-worker"), child_seen("social-worker")
    for part in ("", "due/", "chronology/", "decisions/", "visits/", "partner-meetings/", "looks/"):
        read(client, f"/children/{child.reference}/{part}")
    pages = [row["page"] for row in read(client, f"/children/{child.reference}/looks/")["rows"]][:8]
    assert set(pages) == {
        "api:child", "api:child_due", "api:child_chronology", "api:child_decisions", "api:child_visits",
        "api:child_partner_meetings", "api:child_looks",
    }  # fmt: skip
    page = client.get(f"/children/child/{child.reference}/looks/").content.decode()
    assert "Chronology, read by a program" in page
    assert "Partners at meetings, read by a program" in page


def test_a_child_one_may_not_see_is_not_there_and_in_no_list(client_as: Any) -> None:
    client, child = client_as("social-worker"), child_not_seen("social-worker")
    assert refused(client, f"/children/{child.reference}/") == refused(client, "/children/p" + "0" * 20 + "/")
    for where in ("/children/", "/worklists/mine/", "/worklists/my-team/", "/data-errors/"):
        rows = read(client, where, limit=1000)["rows"]
        assert child.child_id not in {row["child"] for row in rows}


def test_the_rows_behind_a_figure_are_its_own_and_others_are_only_counted(client_as: Any) -> None:
    figure = read(client_as("director"), "/measures/cpp_count/")["figures"][-1]
    whole = read(client_as("director"), "/measures/cpp_count/children/", period=figure["period"], limit=1000)
    mine = read(client_as("social-worker"), "/measures/cpp_count/children/", period=figure["period"], limit=1000)
    assert figure["numerator"] == sum(row["counted"] is True for row in whole["rows"])
    assert whole["others"] == 0
    assert len(mine["rows"]) + mine["others"] == len(whole["rows"])
    assert {row["child"] for row in mine["rows"]} < {row["child"] for row in whole["rows"]}


def test_who_may_see_nobody_behind_a_figure_is_told_how_many_there_are(client_as: Any) -> None:
    figure = read(client_as("director"), "/measures/cpp_count/")["figures"][-1]
    nobodys = {"period": figure["period"], "counted": "missing"}
    assert read(client_as("reviewing-officer"), "/measures/cpp_count/children/", **nobodys)["rows"] == []


def test_figures_are_those_published_and_a_teams_are_for_those_who_see_the_team(client_as: Any) -> None:
    asked = {"indicator": "cpp_count", "by": "team", "limit": 1000}
    every = read(client_as("director"), "/figures/", **asked)["rows"]
    mine = read(client_as("social-worker"), "/figures/", **asked)["rows"]
    seen, not_seen = teams_of("social-worker")
    assert {row["breakdown"]["team"] for row in mine} <= {seen}
    assert not_seen in {row["breakdown"]["team"] for row in every}
    whole = read(client_as("social-worker"), "/figures/", indicator="cpp_count")["rows"]
    assert {tuple(row["breakdown"]) for row in whole} == {()}
    assert len({row["period"] for row in whole}) == len(whole)


def test_those_who_see_no_children_get_figures_fit_to_publish(client_as: Any) -> None:
    client = client_as("elected-member")
    rows = read(client, "/figures/", indicator="cpp_count")["rows"]
    assert rows
    assert all(row["shown"] and row["numerator"] is row["value"] is None for row in rows)
    page = client.get("/performance/measures/cpp_count/")
    assert page.status_code == 200
    assert rows[-1]["shown"] in page.content.decode()
    for name in ("team", "period", "by", "snapshot"):
        assert refused(client, "/figures/", **{name: "x"})["errors"][0]["name"] == name


def test_what_a_load_could_not_take_is_given_without_its_values_to_those_who_load_nothing(client_as: Any) -> None:
    from lineofsight.record.books import Load, Reject

    load = Load.objects.latest("number")
    Reject.objects.create(
        load=load, file="a.csv", line=3, column="dob", value="Ann", reason="'Ann' is no date", remedy="Mend it",
        table="people",
    )  # fmt: skip
    try:
        rows = {who: read(client_as(who), f"/loads/{load.number}/rejects/", limit=1000)["rows"][-1]
                for who in ("analyst", "director")}  # fmt: skip
    finally:
        Reject.objects.filter(load=load, file="a.csv").delete()
    assert rows["analyst"]["value"] == "Ann"
    assert "Ann" not in str(rows["director"])


def test_nothing_can_be_written_and_an_unknown_address_is_a_problem(client_as: Any) -> None:
    client = client_as("director")
    for send in (client.post, client.put, client.patch, client.delete):
        answer = send(V1 + "/children/")
        assert answer.status_code == 405
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Allow"] == "GET"
    assert refused(client, "/nothing/here/")["status"] == 404
