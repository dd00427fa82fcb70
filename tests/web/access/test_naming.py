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


def whole_name(child: Any) -> str:
    return f"{child.forename} {child.surname}"


def test_children_are_looked_for_by_the_words_in_whatever_letters_they_are_typed(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.naming import AT_ONCE, named_among, named_in

    child, every = child_of_many(), ChildNow.objects.all()
    name = whole_name(child)
    for said, found in (
        (f"Why does {name.upper()} wait?", name.upper()), (f"({name.lower()})", name.lower()),
        (f"{child.surname}, {child.forename}: moved again", f"{child.surname}, {child.forename}"),
        (f"About\n{child.forename}  {child.surname}’s plan", name), (f"Local id {child.child_id}.", child.child_id),
        (f"at /children/{child.reference}/", child.reference),
        (f"{name}/their sister", name), (f"{child.forename} was seen", ""),
        (f"{child.forename} and {child.surname}", ""), ("", ""),
    ):  # fmt: skip
        assert named_in([said], every) == found, said
    # a name far into many long texts is found, and in which of them
    texts = ["word " * (AT_ONCE // 6), *(f"Text {n}." for n in range(60)), f"{'x ' * 400}{name}", "", "Nothing."]
    assert named_among(texts) == [texts[61]]
    assert named_in(texts, every) == name
    assert named_in(texts, ChildNow.objects.exclude(pk=child.pk)) == ""


def test_a_year_or_a_count_is_no_child_and_nobody_learns_by_trying_a_name_whether_it_is_one(
    service: Any, client_as: Any
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.naming import may_not_name, named_in
    from tests.support.routes import whose

    child = child_of_many()
    ChildNow.objects.filter(pk=child.pk).update(child_id="2023")
    try:
        assert named_in(["The report of 2023"], ChildNow.objects.all()) == ""
    finally:
        ChildNow.objects.filter(pk=child.pk).update(child_id=child.child_id)
    said = f"What became of {whole_name(child)}?"
    assert f"“{whole_name(child)}” is the name or the local id of a child" in may_not_name(whose("director"), said)
    assert may_not_name(whose("elected-member"), said) == may_not_name(whose("commissioner"), said) == ""
    with restricted(child):
        assert may_not_name(whose("director"), said) == ""


@pytest.mark.parametrize(
    ("who", "where", "name", "typed"),
    [
        ("director", "/improvement/lines/1/action/", "what", {}),
        ("director", "/improvement/lines/1/heard/", "words", {"kind": "voice", "place": "A visit"}),
        ("director", "/improvement/lines/1/decided/", "words", {"minute": "2"}),
        ("director", "/improvement/board/new/", "minutes", {}),
        ("director", "/improvement/questions/new/", "question", {}),
        ("analyst", "/published/manage/new/", "intro", {"title": "Autumn", "measures": ["cpp_count"]}),
        ("director", "/commissioner/show/", "note", {}),
    ],
)
def test_what_people_read_who_see_no_children_names_none_and_what_was_typed_is_kept(
    client_as: Any, service: Any, who: str, where: str, name: str, typed: dict[str, Any]
) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today
    from lineofsight.web.improvement.demonstration import make_improvement
    from lineofsight.web.served import served_home

    make_improvement(served_home(), today())
    child, day = child_of_many(), today()
    words = f"It was so for {whole_name(child)}."
    asked = {"owner": str(User.objects.get(username="director").pk), **boxes("begins_on", day), **boxes("due_on", day),
             **boxes("on", day), **typed, name: words}  # fmt: skip
    client = client_as(who)
    refused = client.post(where, asked)
    assert refused.status_code == 403, refused.content.decode()[-3000:]
    page = refused.content.decode()
    assert f"“{whole_name(child)}” is the name or the local id of a child" in page
    assert page.count(words) >= 1
    if where.endswith("/heard/"):
        assert client.post(where, {**asked, name: "It was so for one of them."}).status_code == 303


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
