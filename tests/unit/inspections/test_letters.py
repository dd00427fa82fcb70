"""Visit letters: actions and findings, no grade of their own, and what they quote kept apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.inspections.made import ILACS, LETTER, MONITORING, problem, read_lines, read_text


def test_a_focused_visit() -> None:
    letter = read_text(LETTER)
    assert (letter.document_type, letter.framework, letter.la) == ("focused_visit", "ilacs", "Rutland")
    assert (letter.inspection_start, letter.inspection_end) == (date(2024, 1, 23), date(2024, 1, 24))
    assert letter.published_printed == date(2024, 3, 4)
    assert letter.lead_inspector == "Fay Example"
    assert [each.text for each in letter.recommendations] == [
        "The quality of visits to children who live far away.",
        "The speed of health assessments.",
    ]
    assert [each.text[:8] for each in letter.findings] == ["Children", "Children", "Plans ar"]


def test_an_earlier_grade_is_a_claim_and_no_judgement() -> None:
    letter = read_text(LETTER)
    assert letter.judgements == ()
    assert "gives no grades" in problem(letter, "judgements")
    (earlier,) = [each for each in letter.claims if each.kind == "earlier_grade"]
    assert (earlier.date, earlier.subject) == ("2021", "requires_improvement")
    assert earlier.text == "At the last inspection in 2021, services were judged requires improvement to be good."


def test_a_monitoring_visit_keeps_its_number_and_what_it_looked_at() -> None:
    letter = read_text(MONITORING)
    assert (letter.document_type, letter.la, letter.lead_inspector) == ("monitoring_visit", "Torbay", "Hal Example")
    assert (letter.inspection_start, letter.inspection_end) == (date(2019, 5, 14), date(2019, 5, 15))
    claims = {each.kind: each for each in letter.claims}
    assert claims["visit_number"].subject == "3"
    assert claims["earlier_grade"].subject == "inadequate"
    assert claims["earlier_grade"].date == "2018-06"
    assert claims["focus"].text.endswith("in the front door.")
    assert [each.text[:14] for each in letter.findings] == ["Contacts are n"]
    assert "no section" in problem(letter, "recommendations")


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("on 30 June to 1 July 2021", date(2021, 6, 30), date(2021, 7, 1)),
        ("on 15, 16 and 21 July 2025", date(2025, 7, 15), date(2025, 7, 21)),
        ("on Tuesday 9 January 2024", date(2024, 1, 9), date(2024, 1, 9)),
        ("between 30 November 2021 and 1 December 2021", date(2021, 11, 30), date(2021, 12, 1)),
    ],
)
def test_the_days_of_a_visit(printed: str, first: date, last: date) -> None:
    letter = read_text(LETTER.replace("on 23 and 24 January 2024", printed))
    assert (letter.inspection_start, letter.inspection_end) == (first, last)


def test_a_visit_without_a_year_takes_the_letters_and_says_so() -> None:
    letter = read_text(LETTER.replace("24 January 2024", "24 January"))
    assert letter.inspection_start == date(2024, 1, 23)
    assert "no year" in problem(letter, "inspection_start")


def test_a_letter_without_a_date_or_signature_says_so() -> None:
    letter = read_text(LETTER.replace("4 March 2024\n", "").replace("Fay Example\nHis Majesty’s Inspector\n", ""))
    assert letter.published_printed is None
    assert "no date" in problem(letter, "published_printed")
    assert letter.lead_inspector == "Fay Example"
    assert "first inspector named" in problem(letter, "lead_inspector")


def test_areas_for_priority_action_stand_apart() -> None:
    letter = read_text(
        LETTER.replace(
            "What needs to improve",
            "Areas for priority action\n\nThe local authority should act on:\n\n• unsafe decisions.\n\n"
            "What needs to improve",
        )
    )
    assert letter.recommendations[0].section == "Areas for priority action"
    assert len(letter.recommendations) == 3


def test_prose_after_a_list_is_no_part_of_its_last_point() -> None:
    letter = read_text(
        LETTER.replace("assessments.\n\nMain findings", "assessments.\n\nLeaders agree.\n\nMain findings")
    )
    assert letter.recommendations[-1].text == "The speed of health assessments."


def test_what_an_archive_put_above_a_letter_is_not_read() -> None:
    header = "Title: Focused visit to Leeds children’s services\nLetter date: 2001-01-01\nLicence: open\n---\n"
    letter = read_text(header + LETTER)
    assert (letter.la, letter.published_printed) == ("Rutland", date(2024, 3, 4))


def test_a_report_that_mentions_a_focused_visit_is_a_report() -> None:
    cover = [*ILACS[0], "A focused visit to Kent in 2022 found areas for priority action."]
    assert read_lines([cover, *ILACS[1:]]).document_type == "inspection"


def test_a_misprinted_date_is_not_guessed() -> None:
    letter = read_text(LETTER.replace("4 March 2024", "4 March 20245"))
    assert letter.published_printed is None
    assert problem(letter, "published_printed") == "the date printed could not be read: '4 March 20245'"


@pytest.mark.parametrize(
    ("title", "la"),
    [
        ("Kingston upon Hull", "Kingston upon Hull"),
        ("Bristol City Council", "Bristol"),
        ("the London Borough of Brent", "Brent"),
        ("St Helens", "St Helens"),
        ("Telford & Wrekin", "Telford and Wrekin"),
        ("Nottinghamshire County Council", "Nottinghamshire"),
        ("Bedford Borough Council", "Bedford"),
        ("West Northamptonshire", "West Northamptonshire"),
    ],
)
def test_authorities_by_the_names_letters_use(title: str, la: str) -> None:
    assert read_text(LETTER.replace("Rutland", title)).la == la
