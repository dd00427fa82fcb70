"""Pages of data quality: only of children one may see, every number the length of its list, what is explained kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

PAGES = ("", "mine/", "list/", "unchecked/", "explained/", "rule/cin/8610/")
WHY = "It came from another authority without it."


def errors(**of: Any) -> Any:
    from lineofsight.record.service.models import DataError

    return DataError.objects.filter(**of).order_by("key")


def seen_by(username: str) -> Any:
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.data_errors import DataErrors
    from tests.support.routes import whose

    return DataErrors(Caseload(whose(username), lambda _: None))


def not_seen_by(username: str) -> Any:
    seen = seen_by(username).errors().values("key")
    return errors(reference__isnull=False).exclude(key__in=seen).first()


def team_of(username: str) -> str:
    from tests.support.routes import teams_of

    return teams_of(username)[0]


def excel(client: Any, address: str) -> list[Any]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(load_workbook(BytesIO(answer.content))["List"].iter_rows(min_row=2, values_only=True))


def listed(client: Any, link: str) -> int:
    where = urlsplit(link)
    return int(client.get(f"{where.path}?{where.query}").context["page"].paginator.count)


@pytest.mark.parametrize("form", ["", "?format=xlsx"])
def test_an_elected_member_and_a_stranger_get_nothing(service: Any, client_as: Any, form: str) -> None:
    member, stranger, team = client_as("elected-member"), client_as(""), team_of("team-manager")
    key = errors().first().key
    for where in (*PAGES, f"team/{team}/", f"team/{team}/workers/", f"error/{key}/", f"error/{key}/take-back/"):
        assert member.get(f"/data-quality/{where}{form}").status_code == 404, where
        assert stranger.get(f"/data-quality/{where}{form}").status_code == 302, where
        assert member.post(f"/data-quality/{where}{form}").status_code == 404, where
    assert "Data quality" not in member.get("/").content.decode()


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "reviewing-officer"])
def test_an_error_of_a_child_one_may_not_see_answers_as_one_that_is_not_there(
    service: Any, client_as: Any, who: str
) -> None:
    from lineofsight.record.service.models import Acceptance

    client, hidden = client_as(who), not_seen_by(who)
    assert hidden is not None
    typed = {"reason": WHY, "digest": hidden.digest}
    for where in ("", "take-back/"):
        refused = client.get(f"/data-quality/error/{hidden.key}/{where}")
        absent = client.get(f"/data-quality/error/{'0' * 20}/{where}")
        posted = client.post(f"/data-quality/error/{hidden.key}/{where}", typed)
        assert refused.status_code == absent.status_code == posted.status_code == 404
        assert refused.content == absent.content
    assert not Acceptance.objects.filter(key=hidden.key).exists()


@pytest.mark.parametrize("form", ["", "?format=xlsx"])
@pytest.mark.parametrize("where", ["", "workers/"])
def test_a_manager_cannot_tell_another_team_from_one_that_is_not(
    service: Any, client_as: Any, where: str, form: str
) -> None:
    from tests.support.routes import teams_of

    client, (mine, other) = client_as("team-manager"), teams_of("team-manager")
    assert client.get(f"/data-quality/team/{mine}/{where}{form}").status_code == 200
    refused = client.get(f"/data-quality/team/{other}/{where}{form}")
    absent = client.get(f"/data-quality/team/T999/{where}{form}")
    assert refused.status_code == absent.status_code == 404
    assert refused.content == absent.content


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "service-head", "reviewing-officer", "director"])
def test_lists_and_counts_are_of_the_children_one_may_see(service: Any, client_as: Any, who: str) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen
    from tests.support.routes import whose

    client = client_as(who)
    mine = set(ChildNow.objects.filter(children_seen(whose(who))).values_list("reference", flat=True))
    seen = [each for each in errors() if each.reference in mine or (who == "director" and not each.reference)]
    assert len(excel(client, "/data-quality/list/?format=xlsx")) == len(seen) == listed(client, "/data-quality/list/")
    shown = client.get("/data-quality/").context
    assert sum(row.open for row in shown["rules"]) == len(seen)
    assert sum(row.open for row in shown["teams"]) == len(seen)
    for tile in shown["tiles"][:3]:
        assert listed(client, tile.link) == tile.number, tile.label
    for row in shown["rules"][:4]:
        assert listed(client, row.link) == row.open, row.code


def test_my_data_is_of_ones_own_children_alone(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from tests.support.routes import whose

    worker = whose("social-worker").worker_id
    own = ChildNow.objects.filter(worker_id=worker) | ChildNow.objects.filter(personal_adviser_id=worker)
    ids = set(own.values_list("child_id", flat=True))
    rows = excel(client_as("social-worker"), "/data-quality/mine/?format=xlsx")
    assert {row[1] for row in rows} <= ids
    assert len(rows) == errors(reference__in=own.values("reference")).count()
    assert excel(client_as("analyst"), "/data-quality/mine/?format=xlsx") == []


def test_lists_by_worker_are_for_managers_and_in_order_of_names(service: Any, client_as: Any) -> None:
    team, client = team_of("team-manager"), client_as("team-manager")
    address = f"/data-quality/team/{team}/workers/"
    assert client_as("social-worker").get(address).status_code == 404
    rows = client.get(address).context["rows"]
    named = [row.name for row in rows if row.name != "No allocated worker"]
    assert named == sorted(named)
    assert named
    for row in rows:
        if row.link:
            assert listed(client, row.link) == row.open
    about = load_workbook(BytesIO(client.get(f"{address}?format=xlsx").content))["About this list"]
    assert {each[0].value: each[1].value for each in about.iter_rows()}["Order"] == "By name; no figure orders it."


def test_what_was_not_checked_is_listed_with_its_reason_and_on_its_rules_page(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import UncheckedRule

    client = client_as("director")
    rows = client.get("/data-quality/unchecked/").context["rows"]
    assert len(rows) == UncheckedRule.objects.count() > 0
    assert all(row.reason and row.remedy for row in rows)
    tile = client.get("/data-quality/").context["tiles"][-1]
    assert (tile.number, tile.is_unknown) == (len(rows), True)
    page = client.get("/data-quality/rule/ssda903/219/").content.decode()
    assert "Not checked: No provider list." in page
    assert "That is not the same as nothing being wrong." in page
    assert "Nothing was found to mend" not in page


def test_filters_are_in_the_address_and_what_does_not_exist_is_said(service: Any, client_as: Any) -> None:
    client = client_as("director")
    whole = listed(client, "/data-quality/list/")
    parts = [listed(client, f"/data-quality/list/?age={age}") for age in ("week", "month", "quarter", "longer")]
    assert sum(parts) == whole
    assert sum(listed(client, f"/data-quality/list/?collection={each}") for each in ("cin", "ssda903")) == whole
    for query in ("age=ages", "collection=xx", "severity=%27", "team=T999", "worker=nobody", "state=both"):
        answer = client.get(f"/data-quality/list/?{query}")
        assert answer.context["page"].paginator.count == whole
        assert "something that does not exist" in answer.content.decode()
    assert client.get("/data-quality/list/?page=nonsense").status_code == 200


@pytest.mark.parametrize("rule", ["cin/no-such", "no-such/8610", "cin/8610x"])
def test_a_rule_that_is_none_is_not_found(service: Any, client_as: Any, rule: str) -> None:
    assert client_as("director").get(f"/data-quality/rule/{rule}/").status_code == 404


def test_a_page_of_an_error_is_a_look_at_the_child(service: Any, client_as: Any) -> None:
    from lineofsight.web.access.models import Look

    client, one = client_as("director"), errors(reference__isnull=False).first()
    before = Look.objects.filter(reference=one.reference).count()
    assert client.get(f"/data-quality/error/{one.key}/").status_code == 200
    assert Look.objects.filter(reference=one.reference).count() == before + 1
    client.get("/data-quality/list/")
    assert Look.objects.filter(reference=one.reference).count() == before + 1


def test_an_explanation_is_kept_with_who_and_why_counted_apart_and_can_be_taken_back(
    service: Any, client_as: Any
) -> None:
    from lineofsight.record.service.models import Acceptance
    from lineofsight.record.service.quality.accepting import acceptances_for
    from lineofsight.web.access.done import Done
    from lineofsight.web.served import served_home

    client, one = client_as("director"), errors(reference__isnull=False).last()
    address = f"/data-quality/error/{one.key}/"
    before = client.get("/data-quality/").context["tiles"]
    refused = client.post(address, {"reason": "short", "digest": one.digest})
    assert refused.status_code == 200
    assert "Say a little more" in refused.content.decode()
    assert "short</textarea>" in refused.content.decode()
    stale = client.post(address, {"reason": WHY, "digest": "0" * 20})
    assert "The record has changed since you opened this page" in stale.content.decode()
    assert client.post(address, {"reason": WHY, "digest": one.digest}).status_code == 303
    said = Acceptance.objects.get(key=one.key, withdrawn_at=None)
    assert (said.reason, said.reference, said.by_id) == (WHY, one.reference, client.get("/").wsgi_request.user.pk)
    done = Done.objects.filter(name="explain").order_by("-pk").first()
    assert done is not None
    assert done.reference == one.reference
    assert WHY not in str(done.touched)
    after = client.get("/data-quality/").context["tiles"]
    assert sum(tile.number for tile in after[:3]) == sum(tile.number for tile in before[:3]) - 1
    assert after[3].number == before[3].number + 1 == listed(client, after[3].link)
    year = said.year
    assert [note.reason for note in acceptances_for(served_home(), one.collection, year)] == [WHY]
    assert WHY in client.get("/data-quality/explained/").content.decode()
    assert WHY in str(excel(client, "/data-quality/explained/?format=xlsx"))
    hidden = not_seen_by("social-worker")
    if hidden is not None and hidden.reference == one.reference:
        assert WHY not in client_as("social-worker").get("/data-quality/explained/").content.decode()
    taken = client.post(f"{address}take-back/", {"why": "It was ours after all.", "version": said.version})
    assert taken.status_code == 303
    assert [tile.number for tile in client.get("/data-quality/").context["tiles"]] == [tile.number for tile in before]
    assert client.get(f"{address}take-back/").status_code == 404
    assert "It was ours after all." in client.get(address).content.decode()


@pytest.mark.parametrize("later", [False, True])
def test_what_is_typed_is_kept_for_its_writer_alone_until_it_is_sent(service: Any, client_as: Any, later: bool) -> None:
    from django.urls import reverse

    from lineofsight.web.drafts.models import Draft

    client, one = client_as("director"), errors(reference__isnull=False).first()
    address = f"/data-quality/error/{one.key}/"
    fields = {
        "reason": "It is not yet",
        "digest": "old",
        "draft_form": "quality_of_data.explain",
        "draft_subject": one.key,
    }
    if later:
        assert client.post(address, {**fields, "keep_for_later": "yes"}).status_code == 303
    else:
        assert "Kept for you" in client.post(reverse("drafts:keep"), fields).content.decode()
    opened = client.get(address).content.decode()
    assert "It is not yet</textarea>" in opened
    assert "You began this" in opened
    assert f'name="digest" value="{one.digest}"' in opened  # of the row as it is now
    assert "It is not yet" not in client_as("principal-social-worker").get(address).content.decode()
    assert client.post(address, {"reason": WHY, "digest": one.digest}).status_code == 303
    assert not Draft.objects.filter(form="quality_of_data.explain").exists()
    away = f"{address}take-back/"
    client.post(away, {"keep_for_later": "yes", "why": "On second thoughts", "version": 0})
    again = client.get(away)
    assert "On second thoughts</textarea>" in again.content.decode()
    version = again.context["take_back"]["version"].value()
    assert client.post(away, {"why": "It was ours after all.", "version": version}).status_code == 303
    assert not Draft.objects.filter(form="quality_of_data.take_back").exists()


def test_one_whose_role_may_only_look_is_offered_no_form(service: Any, client_as: Any) -> None:
    from lineofsight.web.access.policy import Asker, may
    from lineofsight.web.accounts.roles import ROLES, Action

    for code in ("elected_member", "commissioner", "legal", "health", "system_administrator"):
        asker = Asker(ROLES[code], "", ())
        assert not may(asker, Action.EXPLAIN_DATA_ERRORS)
        assert not may(asker, Action.SEE_DATA_ERRORS)
