"""Words that name a child restricted to others are in no log for whoever may not see the child."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.access import child_of_many, restricted


def boxes(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Why was 4711 moved?", True),
        ("4711", True),
        ("(4711)", True),
        ("Why was 47110 moved?", False),
        ("Why was 14711 moved?", False),
        ("florence   PRICE and her sister", True),
        ("Price, Florence", True),
        ("Price Florence", True),
        ("Florence Pricewell", False),
        ("Florence", False),
        ("at what price", False),
        ("p00ab in the address", True),
        ("", False),
    ],
)
def test_a_child_is_named_by_the_own_id_or_by_both_names(service: Any, text: str, named: bool) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.naming import names_any

    child = ChildNow(reference="p00ab", child_id="4711", forename="Florence", surname="Price")
    assert names_any([text], [child]) is named
    assert names_any(["nothing", text], [ChildNow(reference="p1", child_id="1"), child]) is named
    assert not names_any([text], [])


def test_a_child_without_names_is_named_by_the_id_alone(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.naming import names_any

    assert not names_any(["None None", " "], [ChildNow(reference="p00ab", child_id="4711")])


def test_a_query_of_an_inspector_that_names_a_restricted_child_is_not_there(client_as: Any, service: Any) -> None:
    from lineofsight.web.day import today
    from lineofsight.web.readiness.models import InspectorQuery, Visit

    child, day, director = child_of_many(), today(), client_as("director")
    sent = director.post("/readiness/visits/new/", {"kind": "inspection", "about": "", **boxes("notice_on", day)})
    assert sent.status_code == 303
    visit = Visit.objects.latest("pk")
    asked = {"asked_by": "The lead inspector", "what": f"Why was {child.child_id} moved to another house?",
             **boxes("due_on", day + timedelta(days=1))}  # fmt: skip
    assert director.post(f"/readiness/visits/{visit.pk}/queries/new/", asked).status_code == 303
    query = InspectorQuery.objects.latest("pk")
    address = f"/readiness/queries/{query.pk}/"
    pages = ("/readiness/queries/", f"/readiness/visits/{visit.pk}/")
    for who in ("director", "analyst", "auditor", "principal-social-worker"):
        for page in pages:
            assert "another house" in client_as(who).get(page).content.decode()
    with restricted(child):
        for who in ("director", "analyst", "auditor", "principal-social-worker"):
            client = client_as(who)
            for page in pages:
                assert "another house" not in client.get(page).content.decode()
            assert client.get(address).status_code == 404
            assert client.post(f"{address}answer/", {"answer": "So.", "version": "1"}).status_code == 404
            assert client.post(address, {"do": "send", "version": "1"}).status_code == 404
    assert director.get(address).status_code == 200


def test_a_challenge_of_a_figure_that_names_a_restricted_child_is_not_there(client_as: Any, service: Any) -> None:
    from lineofsight.web.challenges.models import FigureChallenge

    child, worker, analyst = child_of_many(), client_as("social-worker"), client_as("analyst")
    wrong = {"wrong": f"{child.child_id} was seen on that day in the new house."}
    assert worker.post("/challenges/figures/new/?indicator=cp_visits_timely", wrong).status_code == 303
    number = FigureChallenge.objects.latest("pk").pk
    pages = ("/challenges/figures/", "/api/v1/figure-challenges/?limit=500")
    address = f"/challenges/figures/{number}/"
    assert analyst.get(address).status_code == 200
    assert "new house" in analyst.get(pages[1]).content.decode()
    with restricted(child):
        for client in (worker, analyst):
            assert client.get(address).status_code == 404
            for page in pages:
                said = client.get(page).content.decode()
                assert "new house" not in said
                assert address not in said
