"""What those outside see: dated views that stay as they were, questions answered by another, rules of intervention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations
from tests.support.inspections import library

ASK = "/commissioner/questions/ask/"


@pytest.fixture
def papers(service: Any) -> Iterator[Any]:
    from lineofsight.web.commissioner import models

    yield models
    models.OversightQuestion.objects.all().delete()
    models.DatedView.objects.all().delete()
    models.Pledge.objects.all().delete()


@pytest.fixture
def documents(service: Any) -> Iterator[None]:
    from lineofsight.record.library.loading import keep
    from lineofsight.record.library.models import Document
    from lineofsight.web.served import served_home

    keep(served_home(), library(), by="somebody")
    yield
    Document.objects.all().delete()


def show(client: Any, note: str = "") -> int:
    answer = client.post("/commissioner/show/", {"note": note})
    assert answer.status_code == 303, answer.content
    return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def ask(client: Any, words: str, **query: Any) -> int:
    address = ASK + "?" + "&".join(f"{name}={value}" for name, value in query.items())
    answer = client.post(address, {"question": words})
    assert answer.status_code == 303, answer.content
    return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def line(**changed: Any) -> Any:
    from lineofsight.web.knowledge.public_figures import PublicCell
    from lineofsight.web.knowledge.public_lines import PublicLine

    ends = ("2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30",
            "2026-09-30")  # fmt: skip
    cells = tuple(PublicCell(end, f"{60 + 2 * n}%", "", "", 60.0 + 2 * n) for n, end in enumerate(ends))
    given = {
        "code": "cp_visits_timely", "question": "Visits", "title": "Visits", "why": "", "definition": "", "area": "",
        "better": "higher", "unit": "%", "is_stock": True, "codes": ends, "axis": ends, "cells": cells, "england": "",
        "england_number": None, "england_period": "", "england_source": "", "catalogue": "1",
    }  # fmt: skip
    return PublicLine(**{**given, **changed})


def measure(target: float = 78.0, direction: str = "at_least") -> dict[str, Any]:
    return {"code": "cp_visits_timely", "title": "Visits", "target": f"{target:.0f}%", "target_value": target,
            "direction": direction, "latest": "74%", "verdict": "off_target"}  # fmt: skip


@pytest.mark.parametrize(
    ("due", "target", "direction", "verdict", "line_words"),
    [
        (date(2027, 3, 31), 78, "at_least", "On course", "about 78%, between 78% and 78%"),
        (date(2027, 3, 31), 80, "at_least", "Not on course", "about 78%"),
        (date(2026, 12, 31), 76, "at_most", "On course", "about 76%"),
        (date(2027, 10, 31), 78, "at_least", "Not known", ""),
        (date(2026, 9, 30), 78, "at_least", "Off target", ""),
    ],
)  # fmt: skip
def test_a_target_is_set_against_the_line(
    service: Any, due: date, target: float, direction: str, verdict: str,
                                          line_words: str) -> None:  # fmt: skip
    from lineofsight.web.commissioner.ahead import ahead_of

    found = ahead_of(line(), measure(target, direction), due)
    assert found.verdict == verdict
    assert found.line.startswith(line_words)
    assert found.why


def test_of_a_measure_that_is_not_shown_nothing_is_foretold(service: Any) -> None:
    from lineofsight.web.commissioner.ahead import ahead_of

    assert ahead_of(None, measure(), date(2027, 3, 31)).verdict == "Not known"


def test_the_same_words_are_kept_and_read_again(service: Any) -> None:
    import json

    from lineofsight.web.commissioner.dated import digest_of
    from lineofsight.web.knowledge.public_lines import line_from

    row = json.loads(json.dumps(line().as_row()))
    assert line_from(row) == line()
    assert digest_of([row], {}) != digest_of([{**row, "unit": ""}], {})


def test_the_plan_is_kept_in_public_words_alone(service: Any) -> None:
    from lineofsight.web.commissioner.dated import _plan

    of_measure = SimpleNamespace(code="cp_visits_timely", title="Visits", target="at least 90%", target_value=90.0,
                                 direction="at_least", public_baseline="60%", public_latest="75%", baseline="60.3%",
                                 latest="74.8%", is_hidden=False, verdict="off_target",
                                 words="74.8%, 412 of 551")  # fmt: skip
    of_line = SimpleNamespace(
        number=1, source="Report of 2016", place="page 8", term="See children", due_on=date(2027, 3, 31),
        status="slipped", status_words="Slipped", relapsed_on=None, measures=(of_measure,), reasons=("412 of 551",),
        audits=SimpleNamespace(public_words="Not known", words="3 of 4"),
    )  # fmt: skip
    past = SimpleNamespace(
        title="2014", began_on=date(2014, 7, 1), ended_on=date(2016, 1, 1), outcome="failed", why="x"
    )
    plan: Any = SimpleNamespace(title="Plan", aim="", began_on=date(2026, 1, 1), lines=(of_line,), past=(past,))
    kept = _plan(plan)
    assert kept["lines"][0]["measures"][0]["latest"] == "75%"
    assert "412" not in str(kept)
    assert "74.8" not in str(kept)
    assert "3 of 4" not in str(kept)
    assert kept["lines"][0]["measures"][0]["verdict"] == "off_target"
    # That a hidden figure is at its target would tell of it.
    of_measure.public_latest, of_measure.is_hidden = "c (September 2026)", True
    hidden = _plan(plan)["lines"][0]["measures"][0]
    assert (hidden["latest"], hidden["verdict"]) == ("Not shown: small numbers (September 2026)", "")
    # Whatever the words are: it is not they that say whether it is hidden.
    of_measure.public_latest = "Kept back (September 2026)"
    assert _plan(plan)["lines"][0]["measures"][0]["verdict"] == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2024, 11, 22), "2 years ago"), (date(2024, 11, 23), "729 days ago"), (date(2016, 11, 22), "10 years ago"),
     (date(2016, 11, 23), "9 years ago")],
)  # fmt: skip
def test_a_year_ago_is_reached_on_its_day(day: date, said: str) -> None:
    from lineofsight.web.commissioner.intervention import long_ago

    assert long_ago(day, date(2026, 11, 22)) == said


def test_nobody_answers_their_own_question_and_an_answer_stands() -> None:
    from lineofsight.web.commissioner.rules import may_not_answer

    assert may_not_answer(1, 2, answered=False) == ""
    assert "Somebody else" in may_not_answer(1, 1, answered=False)
    assert "stands" in may_not_answer(1, 2, answered=True)


def test_a_view_is_dated_cited_and_never_made_again(papers: Any, client_as: Any) -> None:
    commissioner = client_as("commissioner")
    assert "No dated view" in commissioner.get("/commissioner/").content.decode()
    number = show(client_as("director"), "Caseload counts are <i>unsure</i>.")
    view = papers.DatedView.objects.get(pk=number)
    page = commissioner.get("/commissioner/").content.decode()
    assert f"snapshot {view.snapshot}" in page
    assert view.digest[:16] in page
    assert "&lt;i&gt;unsure&lt;/i&gt;" in page
    shown = next(row for row in view.lines if row["code"] == "cpp_count")["cells"][-1]["value"]
    view.lines[3]["cells"][-1]["value"] = "1,234,565"
    view.save()
    # What is shown is what was kept: nothing is worked out again.
    assert "1,234,565" in commissioner.get(f"/commissioner/views/{number}/").content.decode()
    assert shown != "1,234,565"
    book = load_workbook(BytesIO(commissioner.get(f"/commissioner/views/{number}/?format=xlsx").content))
    assert len(list(book["List"].iter_rows())) == 1 + 8 * len(view.lines)


def test_a_question_is_fixed_to_its_view_and_answered_by_somebody_else_by_name(papers: Any, client_as: Any) -> None:
    commissioner, director = client_as("commissioner"), client_as("director")
    number = ask(commissioner, "Why so few?", view=show(director), about="cp_visits_timely")
    show(director)
    asked = papers.OversightQuestion.objects.get(pk=number)
    assert (asked.view.snapshot, asked.about, asked.audience) == (asked.snapshot, "cp_visits_timely", "commissioner")
    address = f"/commissioner/questions/{number}/"
    # A commissioner cannot answer at all; neither can an analyst change what was answered.
    commissioner.post(address, {"answer": "Mine", "version": 1})
    assert papers.OversightQuestion.objects.get(pk=number).answered_on is None
    assert director.post(address, {"answer": "Two teams were short.", "version": 1}).status_code == 303
    answered = papers.OversightQuestion.objects.get(pk=number)
    assert answered.answered_by
    assert answered.answer_snapshot
    second = client_as("analyst").post(address, {"answer": "No, three.", "version": 2}).content.decode()
    assert "What was said then stands" in second
    assert papers.OversightQuestion.objects.get(pk=number).answer == "Two teams were short."
    said = unescape(commissioner.get(address).content.decode())
    assert "Two teams were short." in said
    assert answered.answered_by in said


def test_members_and_commissioners_do_not_read_each_others_questions(papers: Any, client_as: Any) -> None:
    commissioner, member = client_as("commissioner"), client_as("elected-member")
    show(client_as("director"))
    theirs, ours = ask(commissioner, "A commissioner's question"), ask(member, "A councillor's question")
    assert papers.OversightQuestion.objects.get(pk=ours).audience == "member"
    for client, other in ((member, theirs), (commissioner, ours)):
        client.get("/help/")  # which says that the question was asked
        absent = client.get("/commissioner/questions/999999/")
        answer = client.get(f"/commissioner/questions/{other}/")
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert member.get("/commissioner/").status_code == member.get("/commissioner/questions/").status_code == 404
    assert commissioner.get("/members/").status_code == 404
    assert "A councillor" in member.get("/members/questions/").content.decode()
    assert client_as("social-worker").get(f"/commissioner/questions/{ours}/").status_code == 404


def test_a_promise_stands_beside_its_figure_until_it_is_ended_with_why(papers: Any, client_as: Any) -> None:
    director, member = client_as("director"), client_as("elected-member")
    sent = {"words": "Every child keeps one worker", "measure": "cla_visits_timely"}
    assert director.post("/members/pledges/new/", sent).status_code == 303
    page = member.get("/members/").content.decode()
    assert "Every child keeps one worker" in page
    assert "End it" not in page
    number = papers.Pledge.objects.get().pk
    assert member.post(f"/members/pledges/{number}/end/", {"why": "x"}).status_code == 404
    assert b"Enter why it ends" in director.post(f"/members/pledges/{number}/end/", {"why": ""}).content
    assert director.post(f"/members/pledges/{number}/end/", {"why": "Kept in every team."}).status_code == 303
    assert "Kept in every team." in member.get("/members/").content.decode()


def test_rules_of_intervention_are_met_by_documents_and_say_where_they_are_from(
    documents: None, papers: Any, client_as: Any
) -> None:
    page = client_as("commissioner").get("/commissioner/intervention/?la=330").content.decode()
    assert "None of the rules held here is met" in page
    assert "Met then: Judged inadequate overall" in page
    assert "In 2014 a commissioner was appointed." in page
    other = client_as("commissioner").get("/commissioner/intervention/?la=nothing").content.decode()
    assert "There are no documents of that authority." in other
    assert client_as("elected-member").get("/commissioner/intervention/").status_code == 404


def test_a_commissioner_reads_asks_and_is_answered_in_a_browser(
    service: Any, papers: Any, page_as: Any, client_as: Any
) -> None:
    show(client_as("director"), "What changed: two teams are full.")
    page: Page = page_as("commissioner")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{service.address}/commissioner/")
        expect(page.get_by_text("It never changes.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert axe_violations(page) == []
    page.get_by_role("link", name="Children on a plan visited as often as they should be").click()
    page.get_by_role("link", name="Ask about this figure").click()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("link", name="Enter your question")).to_be_visible()
    page.get_by_label("Your question").fill("What changed in June?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("What changed in June?")).to_be_visible()
    assert axe_violations(page) == []
    member = page_as("elected-member")
    member.goto(f"{service.address}/members/")
    expect(member.get_by_role("heading", name="As corporate parents")).to_be_visible()
    assert axe_violations(member) == []
