"""Judgement history: what is drawn, what is told of a recommendation, what moved; its pages for whoever signs in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations
from tests.support.inspections import RETURN, library

TODAY = date(2026, 9, 30)


@pytest.fixture
def loaded(service: Any, django_db_blocker: Any) -> Iterator[Any]:
    """The library of two authorities; gone again afterwards."""
    with django_db_blocker.unblock():
        from lineofsight.record.library.loading import keep
        from lineofsight.record.library.models import Document
        from lineofsight.web.served import served_home

        keep(served_home(), library(), by="somebody")
        yield service
        Document.objects.all().delete()


def reports(la_code: str) -> Any:
    from lineofsight.record.library.histories import graded

    return graded("service", [la_code])[la_code]


def test_what_was_judged_in_one_piece_covers_the_rows_of_its_parts(loaded: Any) -> None:
    from lineofsight.web.inspections.timeline import history_of

    chart = history_of("Its years", reports("330"), [], [], TODAY)
    rows = {name: n for n, name in enumerate(chart.rows)}
    merged = next(span for span in chart.spans if span.area == "Children in care and care leavers")
    assert (merged.row, merged.rows) == (rows["Children in care"], 3)
    assert (merged.since, merged.until) == (date(2018, 12, 14), date(2023, 3, 3))
    adoption = next(span for span in chart.spans if span.area == "Adoption")
    assert (adoption.rows, adoption.until) == (1, date(2018, 12, 14))
    in_care = next(span for span in chart.spans if span.area == "Children in care")
    assert (in_care.rows, in_care.until, in_care.grade) == (2, None, "good")
    board = next(span for span in chart.spans if span.row == rows["Safeguarding board"])
    assert board.until == date(2019, 9, 29)


def test_where_an_authority_stands_is_said_before_it_is_drawn(loaded: Any, client_as: Any) -> None:
    from lineofsight.web.inspections.shown import stands

    first, *_, last = found = reports("330")
    assert stands(found) == "Good overall, March 2023. Before that: good, December 2018; inadequate, April 2014."
    assert stands([first]) == "Inadequate overall, April 2014."
    assert stands([]) == ""
    by_area = replace(last, grades={code: grade for code, grade in last.grades.items() if code != "overall"})
    assert stands([first, by_area]).startswith("Judged by area, March 2023: leadership good, ")
    assert stands([first, by_area]).endswith("care leavers outstanding. Before that: inadequate, April 2014.")
    assert (
        "Good overall, March 2023." in client_as("elected-member").get("/inspections/authority/330/").content.decode()
    )


def test_who_was_told_and_who_was_not_told_again(loaded: Any) -> None:
    from lineofsight.record.library.models import Document, Passage
    from lineofsight.web.inspections.found import Then, told

    said = [
        (each.document_id, each.document.la_code)
        for each in Passage.objects.filter(text__icontains="return", kind="recommendation").select_related("document")
    ]
    found = told(said, Document.objects.in_bulk(), {code: reports(code) for code in ("330", "331")})
    assert [(each.la_code, each.then, len(each.said)) for each in found] == [
        ("330", Then.GONE, 1), ("331", Then.AGAIN, 2),
    ]  # fmt: skip
    assert found[0].after == "Inspection, December 2018: good overall"


def test_who_was_told_is_read_by_pages_and_counted_by_what_came_after(
    loaded: Any, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.web.inspections import views

    monkeypatch.setattr(views, "A_PAGE", 1)
    client = client_as("elected-member")
    asked = "/inspections/find/?q=return&by=authority"
    first = client.get(asked).context
    assert [(each.then, each.number, each.is_chosen) for each in first["ends"]] == [
        ("gone", 1, False), ("again", 1, False),
    ]  # fmt: skip
    assert [each.name for each in first["page"]] == ["Birmingham"]
    assert first["page"].paginator.num_pages == 2
    second = client.get(f"{asked}&page=2")
    assert [each.name for each in second.context["page"]] == ["Coventry"]
    assert "by=authority" in second.content.decode().partition("govuk-pagination")[2]
    # one end alone: counted of all that were told, listed by authority unless asked otherwise
    gone = client.get("/inspections/find/?q=return&then=gone").context
    assert (gone["search"].by, gone["all_told"]) == ("authority", 2)
    assert [each.name for each in gone["page"]] == ["Birmingham"]
    assert [each.is_chosen for each in gone["ends"]] == [True, False]
    passages = client.get("/inspections/find/?q=return&then=gone&by=passage").context
    assert [line.authority for line in passages["lines"]] == ["Birmingham"]
    assert "There is no such way to list it" in client.get("/inspections/find/?q=return&by=x").content.decode()


def test_what_moved_follows_areas_and_shows_the_words_two_recommendations_share(loaded: Any) -> None:
    from lineofsight.record.library.models import Passage
    from lineofsight.web.inspections.moving import moved

    first, second, third = reports("330")
    said = [list(Passage.objects.filter(document=each.document, kind="recommendation")) for each in (first, second)]
    found = moved(first, second, *said)
    ways = {move.area: (move.words, move.after) for move in found.areas}
    assert ways["Care leavers"] == ("Better", "Good")
    assert ways["Adoption"] == ("The same", "Good")
    assert ways["Local Safeguarding Children Board"] == ("Not to be compared", "No longer judged apart")
    assert [pair.shared for pair in found.again] == [("permanence", "planning")]
    assert [each.text for each in found.gone] == [RETURN]
    divided = [move for move in moved(second, third, [], []).areas if move.area == "Children in care and care leavers"]
    assert [move.how for move in divided] == ["judged as: Children in care", "judged as: Care leavers"]


@pytest.mark.parametrize(("said", "day"), [
    ("2014", (date(2014, 7, 1), True)), ("2014-05", (date(2014, 5, 15), False)),
    ("2014-05-23", (date(2014, 5, 23), False)), ("", None), ("2014-13", None),
])  # fmt: skip
def test_a_claim_stands_as_precisely_as_it_is_dated(service: Any, said: str, day: Any) -> None:
    from lineofsight.web.inspections.words import day_of_claim

    assert day_of_claim(said) == day


def test_pages_open_for_everybody_and_only_some_may_load(loaded: Any, client_as: Any) -> None:
    from lineofsight.record.library.models import Document

    pk = Document.objects.order_by("on").first()
    assert pk is not None
    for who in ("elected-member", "social-worker", "system-administrator"):
        client = client_as(who)
        for address in ("", "authority/330/", "authority/330/moved/", "authority/201/", f"document/{pk.pk}/",
                        "find/?q=return", "find/?q=return&then=gone&kind=no&from=12", "beside/?la=330&area=x",
                        "country/?area=care_leavers", "not-read/", "find/?theme=missing&page=99"):  # fmt: skip
            assert client.get(f"/inspections/{address}").status_code == 200, address
        for address in ("load/", "authority/000/", "document/999999/"):
            assert client.get(f"/inspections/{address}").status_code == 404
    assert client_as("analyst").get("/inspections/load/").status_code == 200
    assert client_as("analyst").post("/inspections/load/").status_code in (403, 422)


def test_a_member_follows_an_authority_and_finds_who_was_told(loaded: Any, page_as: Any) -> None:
    # given a councillor
    page = page_as("elected-member")
    page.goto(f"{loaded.address}/inspections/")
    page.get_by_role("link", name="Birmingham").first.click()
    # then its years are a picture with a table beside it
    expect(page.get_by_role("img", name="Birmingham: grades and what happened").first).to_be_visible()
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("cell", name="In 2014 a commissioner was appointed.")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("link", name="What moved between the last two reports").click()
    expect(page.get_by_role("cell", name="Better").first).to_be_visible()
    # when they ask who was told of return interviews and not again
    page.get_by_role("link", name="Search what inspectors said").click()
    page.get_by_label("Words").fill("return interviews")
    page.get_by_label("What came after").select_option("gone")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("cell", name="Not said by the next inspection")).to_have_count(1)
    expect(page.get_by_role("heading", name="1 authority of the 2 that were told it")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("link", name="What was said").click()
    expect(page.locator("mark", has_text="return").first).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("link", name="Who was told it").click()
    page.get_by_role("link", name="All 2").click()
    expect(page.get_by_role("cell", name="Said again, and by the latest")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page) == []
    page.goto(f"{loaded.address}/inspections/authority/330/")
    assert axe_violations(page) == []
