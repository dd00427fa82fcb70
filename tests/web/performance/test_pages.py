"""Pages of figures: what they show to whom, and that nothing in an address can break or widen them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

MEASURE = "/performance/measures/cp_visit.in_time/"
ALLEGATIONS = "/performance/measures/lado_resolved"
EVERYBODY = ("social-worker", "team-manager", "reviewing-officer", "service-head", "director", "analyst")


@pytest.fixture
def earlier(service: Any) -> Iterator[Any]:
    """A snapshot that knows less: as the latest, but known to the quarter end before."""
    from lineofsight.core.periods import PeriodKind, latest_periods
    from lineofsight.web.knowledge.snapshots import snapshots

    latest = snapshots()[-1]
    name = "20200101T000000Z"
    folder = service.home / "snapshots" / name
    shutil.copytree(service.home / "snapshots" / latest.snapshot, folder)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    day = latest_periods(PeriodKind.QUARTER, latest.as_known_on, 2)[0].end
    manifest |= {"snapshot": name, "as_known_on": day.isoformat(), "made_at": "2020-01-01T00:00:00Z"}
    path.chmod(0o600)
    path.write_text(json.dumps(manifest))
    yield next(info for info in snapshots() if info.snapshot == name)
    shutil.rmtree(folder, ignore_errors=True)


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sheet_of(answer: Any, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(answer.content))[name].values)


def outside_team(username: str) -> str:
    """A team there is, and that the person may not see."""
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import team_seen
    from lineofsight.web.accounts.models import User
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.team_names import teams_of

    asker = asker_of(User.objects.get(username=username))
    return next(team for team in teams_of(known()).names if not team_seen(asker, team))


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("where", ["/performance/", MEASURE, f"{MEASURE}?by=team", f"{MEASURE}?by=sex",
                                   f"{MEASURE}children/", "/performance/compare/"])  # fmt: skip
def test_every_role_that_sees_children_has_every_page(service: Any, client_as: Any, who: str, where: str) -> None:
    assert client_as(who).get(where).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["snapshot=nothing", "on=31/2/2026", "date=2999-01-01", "team=T999999", "area=x", "theme=x", "list=x", "only=x",
     "by=x", "period=x", "period=2026-27", "counted=x", "page=x", "page=-1", "page=99999999999", "q=" + "x" * 5000,
     "on=1066-10-14", "on=%01", "measure=x", "first_on=x", "second_team=x", "first_snapshot=../../etc"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["/performance/", MEASURE, f"{MEASURE}children/", "/performance/compare/"])
def test_an_address_that_asks_for_what_is_not_there_is_answered(
    service: Any, client_as: Any, where: str, query: str
) -> None:
    assert client_as("director").get(f"{where}?{query}").status_code == 200


def test_what_was_left_out_is_said(service: Any, client_as: Any) -> None:
    client = client_as("director")
    assert "no such snapshot" in words_of(client.get("/performance/?snapshot=nothing"))
    assert "not a date" in words_of(client.get("/performance/?date=31/2/2026"))
    assert "knows nothing after" in words_of(client.get("/performance/?on=2999-01-01"))
    assert "no such choice" in words_of(client.get("/performance/?area=nowhere"))


def test_a_measure_there_is_not_is_not_found(service: Any, client_as: Any) -> None:
    assert client_as("director").get("/performance/measures/nothing/").status_code == 404
    assert client_as("director").get("/performance/measures/nothing/children/").status_code == 404


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "reviewing-officer"])
@pytest.mark.parametrize("where", ["/performance/", MEASURE, f"{MEASURE}?by=sex", f"{MEASURE}children/"])
def test_a_team_one_may_not_see_is_answered_like_one_that_is_not_there(
    service: Any, client_as: Any, who: str, where: str
) -> None:
    client, mark = client_as(who), "&" if "?" in where else "?"
    real, none = (client.get(f"{where}{mark}team={team}") for team in (outside_team(who), "T999999"))
    assert real.status_code == none.status_code == 200
    assert words_of(real) == words_of(none)
    # As a word of its own: the letters of a team's id also stand in the name of a snapshot taken before ten.
    said = real.content.decode().replace(f"team={outside_team(who)}", "")
    assert re.search(rf"\b{re.escape(outside_team(who))}\b", said) is None


@pytest.mark.parametrize("who", ["social-worker", "team-manager"])
def test_teams_one_may_not_see_are_not_named_among_like_teams(service: Any, client_as: Any, who: str) -> None:
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import team_seen
    from lineofsight.web.accounts.models import User
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.team_names import teams_of

    asker = asker_of(User.objects.get(username=who))
    text = words_of(client_as(who).get(f"{MEASURE}?by=team"))
    names = teams_of(known()).names
    hidden = [name for team, name in names.items() if not team_seen(asker, team)]
    assert hidden
    assert [name for name in hidden if f" {name} " in text] == []


def test_the_list_behind_a_figure_is_the_figure(service: Any, client_as: Any) -> None:
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.figures import of_service

    series = of_service(known())
    for code in ("cp_visit.in_time", "cp_visit.overdue", "cla_count", "assessment_45wd", "re_referrals_12m"):
        figure = series[code][-1]
        where = f"/performance/measures/{code}/children/?period={figure.period.code}"
        counted = client_as("director").get(f"{where}&counted=yes&format=xlsx")
        missing = client_as("director").get(f"{where}&counted=missing&format=xlsx")
        assert len(sheet_of(counted, "List")) - 1 == figure.above, code
        assert len(sheet_of(missing, "List")) - 1 == figure.missing, code


@pytest.mark.parametrize("who", EVERYBODY[:3])
def test_only_children_one_may_see_are_listed_and_the_others_are_a_number(
    service: Any, client_as: Any, who: str
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    client = client_as(who)
    where = "/performance/measures/cp_visit.open/children/"
    listed = sheet_of(client.get(f"{where}?format=xlsx"), "List")[1:]
    ids = {row[1] for row in listed}
    allowed = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=who))))
    assert ids <= set(allowed.values_list("child_id", flat=True))
    everyone = sheet_of(client_as("director").get(f"{where}?format=xlsx"), "List")[1:]
    others = [row for row in everyone if row[1] not in ids]
    page = client.get(where).content.decode()
    assert others
    assert f"{len(others):,} row" in words_of(client.get(where))
    names = {row[0] for row in listed}
    assert [row[0] for row in others if row[0] not in names and f">{row[0]}<" in page] == []
    assert [row[1] for row in others if f">{row[1]}<" in page] == []


def test_each_row_leads_to_the_child_and_to_why(service: Any, client_as: Any) -> None:
    page = client_as("director").get("/performance/measures/cp_visit.open/children/").content.decode()
    child = re.search(r'href="(/children/child/p[0-9a-f]{20}/)"', page)
    why = re.search(r'href="(/children/child/p[0-9a-f]{20}/why/cp_visit/[0-9a-f]{10}/)"', page)
    assert child
    assert why
    assert client_as("director").get(child[1]).status_code == 200
    assert client_as("director").get(why[1]).status_code == 200


@pytest.mark.parametrize("where", ["/performance/compare/", f"{MEASURE}children/", f"{MEASURE}children/?format=xlsx",
                                   "/performance/measures/nothing/children/", "/performance/compare/?format=xlsx",
                                   "/performance/measures/cp_visit.longest_wait/"])  # fmt: skip
def test_those_who_see_no_children_have_no_list_and_nothing_to_subtract(
    service: Any, client_as: Any, where: str
) -> None:
    client = client_as("elected-member")
    refused, absent = client.get(where), client.get("/performance/measures/nothing/")
    assert refused.status_code == absent.status_code == 404
    assert words_of(refused) == words_of(absent)


def test_whatever_they_ask_those_who_see_no_children_get_the_same_figures(
    service: Any, client_as: Any, earlier: Any
) -> None:
    client = client_as("elected-member")
    for where in ("/performance/", MEASURE):
        plain = words_of(client.get(where))
        for query in ("on=2025-03-31", f"snapshot={earlier.snapshot}", "team=T1", "by=team", "date=1/1/2026"):
            text = words_of(client.get(f"{where}?{query}"))
            note = "Days, teams and snapshots cannot be chosen here: the latest quarter ends are shown."
            assert text.replace(f"{note} ", "") == plain, query


def test_no_small_number_is_shown_to_those_who_see_no_children(service: Any, client_as: Any) -> None:
    for area in ("help_and_protection", "in_care", "care_leavers", "leadership"):
        rows = sheet_of(client_as("elected-member").get(f"/performance/?area={area}&format=xlsx"), "List")[1:]
        assert rows
        for row in rows:
            numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", row[4] or "")]
            assert all(number == 0 or (number >= 5 and number % 5 == 0) for number in numbers), row
            missing = row[5] or ""
            assert missing in ("", "c") or int(missing) % 5 == 0, row
    page = client_as("elected-member").get("/performance/").content.decode()
    assert "/children/" not in page


@pytest.mark.parametrize("who", ["service-head", "analyst", "social-worker"])
def test_allegations_are_told_rounded_to_whoever_may_not_see_them(service: Any, client_as: Any, who: str) -> None:
    """Few, and about people others know: exact to the director, and to others as to those who see no children."""
    director, other = client_as("director"), client_as(who)
    assert "Numbers are rounded to the nearest 5" not in words_of(director.get(f"{ALLEGATIONS}.open/"))
    for code in ("lado_timely", "lado_resolved.open", "lado_resolved.overdue", "lado_referral_1wd.in_time"):
        text = words_of(other.get(f"/performance/measures/{code}/"))
        assert "Numbers are rounded to the nearest 5" in text, code
    # How long one has waited is one person's.
    assert director.get(f"{ALLEGATIONS}.longest_wait/").status_code == 200
    assert other.get(f"{ALLEGATIONS}.longest_wait/").status_code == 404
    # The list behind tells by its length alone how many there are.
    assert director.get(f"{ALLEGATIONS}.open/children/").status_code == 200
    assert other.get(f"{ALLEGATIONS}.open/children/").status_code == 404
    assert "cp_visit" in other.get("/performance/compare/?q=cp_visit").content.decode()
    assert "measures/lado_" in director.get("/performance/compare/?q=lado").content.decode()
    assert "measures/lado_" not in other.get("/performance/compare/?q=lado").content.decode()
    assert "measures/lado_" not in other.get("/performance/compare/?measure=lado_resolved.open").content.decode()


def test_the_scorecard_gives_no_small_number_of_allegations_away(service: Any, client_as: Any) -> None:
    where = "/performance/?q=lado&list=both&format=xlsx"
    exact, told = (sheet_of(client_as(who).get(where), "List")[1:] for who in ("director", "service-head"))
    assert [row[2] for row in told] == [row[2] for row in exact]
    assert any("Longest" in row[7] for row in exact)
    for row in told:
        said = f"{row[3]} {row[4]} {row[7]} {row[8]}"
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        assert all(number == 0 or (number >= 5 and "Longest" not in said) for number in numbers), row
        assert row[6] in ("", None), "which way it went would tell of it"
    day = "2026-08-31"
    other_day = sheet_of(client_as("service-head").get(f"{where}&date={day}"), "List")[1:]
    assert {row[3] for row in other_day} == {
        "Shown for the whole service and the latest quarter ends alone: see its page"
    }


def test_the_handbook_tells_no_small_number_of_allegations(service: Any, client_as: Any) -> None:
    for place in ("standards/lado_resolved", "measures/lado_resolved.open"):
        assert "Rounded, so that no child" not in words_of(client_as("director").get(f"/handbook/{place}/"))
    page = words_of(client_as("service-head").get("/handbook/standards/lado_resolved/"))
    assert "Days the longest has waited" not in page
    assert "Rounded, so that no child can be told from another." in page


def test_the_excel_of_the_scorecard_says_what_it_is(service: Any, client_as: Any) -> None:
    answer = client_as("director").get("/performance/?format=xlsx")
    about = dict(row[:2] for row in sheet_of(answer, "About this list"))
    assert about["Whose"] == "The whole service"
    assert sheet_of(answer, "List")[0][1] == "Measure"


def test_a_measure_is_found_by_a_word_in_any_area(service: Any, client_as: Any) -> None:
    text = words_of(client_as("director").get("/performance/?q=placements+three"))
    assert "Three or more placements in the year" in text
    assert "No measure has those words" in words_of(client_as("director").get("/performance/?q=zzzz"))


def test_a_day_that_was_not_published_is_worked_out_for_one_theme(service: Any, client_as: Any) -> None:
    from lineofsight.web.knowledge.snapshots import known

    day = known().info.as_known_on.replace(day=14)
    text = words_of(client_as("director").get(f"/performance/?date={day.isoformat()}&list=owed"))
    assert "worked out for one theme at a time" in text


def test_what_was_known_then_is_told_apart_from_what_is_known_now(service: Any, client_as: Any, earlier: Any) -> None:
    client, day = client_as("director"), earlier.as_known_on.isoformat()
    now = words_of(client.get(f"/performance/?on={day}"))
    then = words_of(client.get(f"/performance/?snapshot={earlier.snapshot}"))
    assert "as we know it from what was recorded up to" in now
    assert "this is what was known then" in then
    both = words_of(client.get(f"/performance/compare/?first_snapshot={earlier.snapshot}&second_on={day}"))
    assert "as it was known at two times" in both


def test_a_snapshot_removed_under_a_reader_is_said(service: Any, client_as: Any, earlier: Any) -> None:
    client = client_as("director")
    where = f"{MEASURE}?by=sex&snapshot={earlier.snapshot}"
    assert "what was known then" in words_of(client.get(where))
    shutil.rmtree(service.home / "snapshots" / earlier.snapshot)
    answer = client.get(where)
    assert answer.status_code == 200
    assert "may have been removed" in words_of(answer)


def test_pages_count_few_queries(service: Any, client_as: Any, django_assert_max_num_queries: Any) -> None:
    from lineofsight.web.served import served_home

    client = client_as("director")
    for where in ("/performance/", MEASURE, f"{MEASURE}children/"):
        client.get(where)
        with django_assert_max_num_queries(20, using=served_home().aliases.service):
            client.get(where)


@pytest.mark.parametrize(
    "code",
    ["cp_visit.in_time", "cp_visit.overdue", "cla_count", "re_referrals_12m", "missing_repeat", "cla_worker_changes",
     "wf_caseload_avg", "s20_review.in_time"],
)  # fmt: skip
def test_cutting_the_record_first_changes_no_row_and_no_figure(service: Any, code: str) -> None:
    import polars as pl

    from lineofsight.evaluation.cohorts import cohort
    from lineofsight.evaluation.figures import figures
    from lineofsight.web.knowledge.definitions import definitions
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.cohorts import cohort_of
    from lineofsight.web.performance.figures import period_at, worked_out

    held, catalogue = known(), definitions()
    item = catalogue.indicators[code]
    day = held.info.as_known_on
    period = period_at(item, day, day)
    whole = cohort(item, held.snapshot.record, period, standards=catalogue.standards)
    found = cohort_of(held, code, period.code).drop("opened_on")
    assert found.sort(pl.all()).equals(whole.sort(pl.all()))
    by = tuple(name for name in ("sex", "disability") if name in item.breakdowns)[:1]
    table = figures([item], held.snapshot.record, [period], by, standards=catalogue.standards)
    numbers = [(row["breakdown"], row["numerator"], row["denominator"]) for row in table.iter_rows(named=True)]
    again = [(json.dumps(label), each.above, each.below) for label, each in worked_out(held, code, (period.code,), by)]
    assert sorted(again, key=str) == sorted(numbers, key=str)
