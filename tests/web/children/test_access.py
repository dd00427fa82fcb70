"""Who may see a child's pages: an outsider cannot tell a child they may not see from one that is not there."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

PLACES = (
    "", "due/", "due/?show=all", "chronology/", "family/", "plans/", "visits/", "placements/", "decisions/", "workers/",
    "looks/", "address/", "why/cp_visit/0123456789/",
)  # fmt: skip
OUTSIDERS = ("social-worker", "team-manager", "reviewing-officer", "elected-member")


@pytest.fixture
def outside(service: Any) -> Any:
    """A child whom neither the social worker nor their manager nor the reviewing officer may see."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    rows = ChildNow.objects.filter(is_open=True, overdue__gt=0).exclude(forename=None)
    for name in OUTSIDERS:
        seen = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=name))))
        rows = rows.exclude(reference__in=list(seen.values_list("reference", flat=True)))
    return rows.order_by("child_id").first()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_cannot_tell_forbidden_from_absent(
    service: Any, client_as: Any, outside: Any, who: str, place: str
) -> None:
    client = client_as(who)
    forbidden = client.get(f"/children/child/{outside.reference}/{place}")
    absent = client.get(f"/children/child/p00000000000000000000/{place}")
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content == absent.content
    assert outside.surname not in forbidden.content.decode()


def test_a_look_that_was_refused_is_not_in_the_list_and_one_that_was_not_is(
    service: Any, client_as: Any, outside: Any
) -> None:
    from lineofsight.web.access.looks import looks_at

    client_as("social-worker").get(f"/children/child/{outside.reference}/")
    assert not looks_at(outside.reference).filter(role_code="social_worker").exists()
    client_as("director").get(f"/children/child/{outside.reference}/plans/")
    text = client_as("director").get(f"/children/child/{outside.reference}/looks/").content.decode()
    assert "Director of children" in text
    assert ">Plans<" in text


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "reviewing-officer"])
def test_searching_counting_and_downloading_stay_within_what_one_may_see(
    service: Any, client_as: Any, outside: Any, who: str
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    client = client_as(who)
    mine = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=who))))
    for asked in (outside.child_id, outside.name, f"{outside.born_on:%d/%m/%Y}"):
        listed = client.get("/children/", {"q": asked})
        assert outside.reference not in listed.content.decode()
        assert {row.reference for row in listed.context["rows"]} <= set(mine.values_list("reference", flat=True))
    assert client.get("/children/").context["total"] == mine.filter(is_open=True).count()
    assert client.get("/children/", {"closed": "yes"}).context["total"] == mine.count()
    sheet = load_workbook(BytesIO(client.get("/children/excel/", {"closed": "yes"}).content))["List"]
    ids = {row[0].value for row in sheet.iter_rows(min_row=2)}
    assert ids == set(mine.values_list("child_id", flat=True))


def test_a_role_without_children_has_no_list_no_search_and_no_download(service: Any, client_as: Any) -> None:
    client = client_as("elected-member")
    for where in ("/children/", "/children/list/", "/children/?q=smith", "/children/excel/"):
        assert client.get(where).status_code == 404


def test_a_download_names_nobody(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    book = load_workbook(BytesIO(client_as("director").get("/children/excel/").content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    surnames = set(ChildNow.objects.exclude(surname=None).values_list("surname", flat=True))
    assert not cells & {child.name for child in ChildNow.objects.all()}
    assert len(cells & surnames) == 0


def test_a_protected_address_is_on_no_page_but_its_own_for_anybody(service: Any, client_as: Any) -> None:
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.accounts.models import User
    from lineofsight.web.children.tonight import address_line

    worker = User.objects.get(username="team-manager")
    caseload = Caseload(asker_of(worker), lambda _: None)
    child = caseload.children().filter(is_open=True).order_by("child_id").first()
    child.address_protected = True
    child.save(update_fields=["address_protected"])
    rows = caseload.record_of(child).tables["addresses"]
    secrets = {part for row in rows for part in (address_line(row["address"]), row["postcode"]) if part}
    assert secrets
    base = f"/children/child/{child.reference}/"
    try:
        for who in ("team-manager", "service-head", "director", "analyst"):
            client = client_as(who)
            for place in PLACES:
                if place in ("address/", "why/cp_visit/0123456789/"):
                    continue
                text = client.get(base + place).content.decode()
                assert not any(secret in text for secret in secrets), (who, place)
        own = client_as("team-manager").get(base + "address/")
        assert any(secret in own.content.decode() for secret in secrets)
        for who in ("service-head", "director", "analyst"):
            assert client_as(who).get(base + "address/").status_code == 404
    finally:
        child.address_protected = False
        child.save(update_fields=["address_protected"])


@pytest.mark.parametrize(
    "query",
    [
        {"stage": "nothing"}, {"team": "T'; DROP"}, {"worker": "x" * 500}, {"reason": '"'}, {"locality": "Nowhere"},
        {"age_from": "minus one"}, {"age_to": "9" * 90}, {"q": "x" * 5000}, {"q": "\x01"},
    ],
)  # fmt: skip
def test_a_filter_that_does_not_exist_is_left_out_with_a_notice(
    service: Any, client_as: Any, query: dict[str, str]
) -> None:
    client = client_as("director")
    answer = client.get("/children/", query)
    assert answer.status_code == 200
    assert len(answer.context["filters"].notices) == 1
    assert answer.context["total"] == client.get("/children/").context["total"]


@pytest.mark.parametrize("query", [{"page": "minus"}, {"page": "9" * 400}, {"order": "backwards"}, {"closed": "maybe"}])
def test_a_page_or_order_that_does_not_exist_is_the_first(service: Any, client_as: Any, query: dict[str, str]) -> None:
    assert client_as("director").get("/children/", query).status_code == 200


def test_each_filter_keeps_those_that_have_it_and_no_others(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    client = client_as("director")
    child = ChildNow.objects.filter(is_open=True, overdue__gt=0).exclude(worker_id=None).exclude(locality=None).first()
    assert child is not None

    def total(**query: str) -> int:
        return int(client.get("/children/", query).context["total"])

    rows = ChildNow.objects.filter(is_open=True)
    assert total(stage=child.stage) == rows.filter(stage=child.stage).count()
    assert total(team=child.team_id) == rows.filter(team_id=child.team_id).count()
    both = {"team": child.team_id, "worker": child.worker_id}
    assert total(**both) == rows.filter(team_id=child.team_id, worker_id=child.worker_id).count()
    assert total(locality=child.locality) == rows.filter(locality=child.locality).count()
    assert total(reason="overdue") == sum("overdue" in each.reasons for each in rows)


def test_ages_are_whole_birthdays(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.day import today

    day = today()
    shown = client_as("director").get("/children/", {"age_from": "5", "age_to": "5"}).context["total"]
    born = ChildNow.objects.filter(is_open=True).exclude(born_on=None).values_list("born_on", flat=True)
    assert shown == sum(day.year - b.year - ((day.month, day.day) < (b.month, b.day)) == 5 for b in born)


def test_no_page_about_a_child_shows_a_raw_column_name(service: Any, client_as: Any, outside: Any) -> None:
    from lineofsight.core.tables import TABLES

    names = {column.name for table in TABLES.values() for column in table.columns if "_" in column.name}
    codes = re.compile(r">[^<>]*\b(" + "|".join(sorted(names)) + r")\b[^<>]*<")
    for place in PLACES[:-2]:
        text = client_as("director").get(f"/children/child/{outside.reference}/{place}").content.decode()
        assert not codes.search(re.sub(r"file [\w.]+", "", text)), place


def test_no_list_tells_in_what_area_a_child_lives_whose_address_is_protected(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    protected = ChildNow.objects.filter(address_protected=True)
    assert protected.filter(is_open=True).exists()
    assert not protected.exclude(locality=None).exists()
    director = client_as("director")
    for area in ChildNow.objects.exclude(locality=None).values_list("locality", flat=True).distinct():
        book = load_workbook(BytesIO(director.get("/children/excel/", {"locality": area}).content))
        listed = {row[0] for row in book["List"].iter_rows(values_only=True)}
        assert len(listed) > 1
        assert not listed & set(protected.values_list("child_id", flat=True))
