"""Who sees the plan, and what of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

PLACES = ("", "board/", "before/", "questions/")


@pytest.mark.parametrize("username", ["social-worker", "reviewing-officer", "system-administrator"])
def test_those_whose_it_is_not_cannot_tell_that_it_is_there(client_as: Any, plan: Any, username: str) -> None:
    client = client_as(username)
    for place in (*PLACES, f"lines/{plan.lines[0].number}/", "lines/99999/", "lines/new/"):
        assert client.get(f"/improvement/{place}").status_code == 404


def test_a_councillor_reads_and_asks_and_writes_nothing(client_as: Any, plan: Any) -> None:
    client = client_as("elected-member")
    for place in (*PLACES, f"lines/{plan.lines[0].number}/", "questions/new/"):
        assert client.get(f"/improvement/{place}").status_code == 200
    number = plan.lines[0].number
    for place in ("lines/new/", f"lines/{number}/sign-off/", f"lines/{number}/measure/", "library/", "board/new/"):
        assert client.get(f"/improvement/{place}").status_code == 404
        assert client.post(f"/improvement/{place}", {}).status_code == 404


def test_those_who_see_no_children_are_shown_no_exact_figure(client_as: Any, plan: Any) -> None:
    exact = {each.latest for line in plan.lines for each in line.measures if re.search(r"\d\.[1-9]%", each.latest)}
    # "12 of 47" is nobody's but the measure's; "1 of 1" is also how many lines of a theme are put right.
    out_of = {each.latest_out_of for line in plan.lines for each in line.measures if len(each.latest_out_of) > 7}
    assert exact
    pages = {
        place: client_as("commissioner").get(f"/improvement/{place}").content.decode()
        for place in (*PLACES, *(f"lines/{line.number}/" for line in plan.lines),
                      *(f"board/{meeting.number}/" for meeting in plan.meetings))
    }  # fmt: skip
    assert not [value for value in exact | out_of if value in "".join(pages.values())]
    # What is drawn of earlier plans is inspectors' grades and who led, no measure.
    assert [place for place, page in pages.items() if "drawing-figure" in page] in ([], ["before/"])
    seen = client_as("director").get("/improvement/board/").content.decode()
    assert all(value in seen for value in exact)


def test_whether_a_figure_that_is_hidden_is_at_target_is_hidden_too(plan: Any) -> None:
    from lineofsight.web.improvement.public import for_public

    shown = [each for line in for_public(plan).lines for each in line.measures]
    hidden = [each for each in shown if each.latest.startswith(("c ", "Not shown"))]
    assert hidden
    assert all(each.is_hidden for each in hidden)
    assert {each.verdict for each in hidden} == {"not_shown"}
    for line in for_public(plan).lines:
        for each in line.measures:
            if each in hidden:
                assert f"{each.title}: not at target." not in line.reasons
                assert f"{each.title}: at target, not yet for long enough." not in line.reasons


def test_a_line_held_to_allegations_is_told_as_to_the_public_to_whoever_may_not_see_them(plan: Any) -> None:
    from dataclasses import replace

    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES
    from lineofsight.web.improvement.public import for_asker, for_public

    line = next(each for each in plan.lines if each.measures)
    apart = replace(line, measures=(replace(line.measures[0], code="lado_resolved.in_time"), *line.measures[1:]))
    view = replace(plan, lines=tuple(apart if each is line else each for each in plan.lines))
    director, head = (for_asker(view, Asker(ROLES[role], "", ())) for role in ("director", "service_head"))
    assert director == view
    for shown, exact, public in zip(head.lines, view.lines, for_public(view).lines, strict=True):
        assert shown == (public if exact.number == line.number else exact)
    for shown, exact, public in zip(head.meetings, view.meetings, for_public(view).meetings, strict=True):
        for one, told, hidden in zip(shown.statements, exact.statements, public.statements, strict=True):
            for place, said in enumerate(one.lines):
                assert said == (hidden if said.line == line.number else told).lines[place]


def test_every_reason_why_a_line_is_not_done_stands_on_its_page_and_in_the_list(client_as: Any, plan: Any) -> None:
    from django.utils.html import escape

    client = client_as("director")
    pages = client.get("/improvement/").context["page"].paginator.page_range
    listed = "".join(client.get(f"/improvement/?page={number}").content.decode() for number in pages)
    for line in plan.lines:
        own = client.get(f"/improvement/lines/{line.number}/").content.decode()
        for reason in line.reasons:
            assert escape(reason) in listed
            assert escape(reason) in own


def test_a_relapse_is_on_the_list_on_the_board_and_on_home(client_as: Any, plan: Any) -> None:
    line = plan.of_status("relapsed")[0]
    client = client_as("director")
    for place in ("/improvement/", "/improvement/board/", "/"):
        told = client.get(place).content.decode()
        assert f"/improvement/lines/{line.number}/" in told, place
        assert "elapsed" in told


def test_of_many_lines_that_slipped_the_longest_due_stand_first_and_the_rest_are_a_link_away(
    client_as: Any, plan: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.web.improvement import presenters, views

    slipped = sorted(plan.of_status("slipped"), key=lambda each: (each.due_on, each.number))
    assert len(slipped) > 1
    monkeypatch.setattr(presenters, "MOST_NEEDING", 1)
    monkeypatch.setattr(views, "A_PAGE", 2)
    client = client_as("director")
    for place in ("", "board/"):
        needing = client.get(f"/improvement/{place}").context["needing"]
        assert [line.number for line, _ in needing.lines if line.status == "slipped"] == [slipped[0].number]
        more = next(each for each in needing.more if each.status == "slipped")
        assert more.lines == len(slipped)
        assert f"All {len(slipped)}: slipped" in client.get(f"/improvement/{place}").content.decode()
    # and the lines themselves are read by pages, each on one of them
    first = client.get("/improvement/").context["page"]
    numbers = [line.number for n in first.paginator.page_range
               for line, _ in client.get(f"/improvement/?page={n}").context["lines"]]  # fmt: skip
    assert sorted(numbers) == sorted(line.number for line in plan.lines)
    assert "What slipped" not in client.get("/improvement/?page=2").content.decode()


def test_the_list_is_filtered_in_the_address_and_downloaded_as_it_is_filtered(client_as: Any, plan: Any) -> None:
    client = client_as("service-head")
    slipped = plan.of_status("slipped")
    told = client.get("/improvement/?status=slipped").content.decode()
    table = told[told.index("<tbody") : told.index("</tbody>")]
    assert table.count("<tr") == len(slipped)
    assert "there is no such choice" in client.get("/improvement/?status=nearly&theme=x").content.decode()
    book = client.get("/improvement/?status=slipped&format=xlsx")
    assert book["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("place", ["lines/99999/", "lines/99999999999999999999999/", "board/99999/",
                                   "board/99999999999999999999999/", "questions/999/answer/", "actions/999/done/",
                                   "measures/999/off/", "library/999/", "before/leaders/999/left/"])  # fmt: skip
def test_what_is_not_there_is_not_there(client_as: Any, plan: Any, place: str) -> None:
    assert client_as("director").get(f"/improvement/{place}").status_code == 404
