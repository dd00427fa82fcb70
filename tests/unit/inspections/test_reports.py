"""Reports of each framework: grades, dates, names and lists, and the traps their layouts set."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.inspections.made import ILACS, LAC_2013, SIF, grades, problem, read_lines, with_line


def test_a_five_area_report() -> None:
    report = read_lines(ILACS)
    assert (report.document_type, report.framework, report.la, report.la_code) == ("inspection", "ilacs", "Kent", "886")
    assert (report.inspection_start, report.inspection_end) == (date(2024, 2, 5), date(2024, 2, 16))
    assert report.lead_inspector == "Ada Example"
    assert grades(report) == {
        "leadership": "requires_improvement",
        "help_and_protection": "inadequate",
        "in_care": "good",
        "care_leavers": "outstanding",
        "overall": "requires_improvement",
    }
    assert "print no date of publication" in problem(report, "published_printed")


def test_points_to_improve_keep_their_sub_points_and_what_they_cite() -> None:
    first, second, third = read_lines(ILACS).recommendations
    assert first.text == "The timeliness of strategy meetings when children go missing (Outcome 3)."
    assert first.national_framework_refs == ("Outcome 3",)
    assert second.text.startswith("Supervision, so that pre-proceedings work")
    assert second.national_framework_refs == ("Enabler one", "Enabler two")
    assert third.text == "Support for care leavers, including: – homes that are safe – health histories."
    assert [each.order for each in (first, second, third)] == [1, 2, 3]
    assert {each.section for each in (first, second, third)} == {"What needs to improve?"}


def test_findings_are_numbered_paragraphs_under_their_area_without_page_furniture() -> None:
    found = {each.number: each for each in read_lines(ILACS).findings}
    assert [found[number].area_code for number in "12345"] == [
        "help_and_protection", "help_and_protection", "in_care", "care_leavers", "leadership",
    ]  # fmt: skip
    assert found["2"].text == "Early help is strong and families benefit from it, wherever they live."
    assert found["1"].tone == "concern"
    assert found["3"].tone == "strength"
    assert found["1"].theme_words["strategy_and_enquiries"] == ("Strategy meetings",)


def test_every_value_stands_where_its_place_says() -> None:
    report = read_lines(ILACS)
    texts = {number: "\r\n".join(lines) for number, lines in enumerate(ILACS, start=1)}
    for each in report.judgements:
        assert texts[each.place.page or 0][each.place.start : each.place.end] == each.grade_as_printed
    for item in report.recommendations:
        words = texts[item.place.page or 0][item.place.start : item.place.end].split()
        assert words[1:3] == item.text.split()[:2]
    place, printed = report.places["lead_inspector"]
    assert texts[1][place.start : place.end] == printed


def test_from_april_2026_there_is_no_overall_grade_and_none_is_missing() -> None:
    later = with_line(ILACS, "Inspection dates: 5 to 16 February 2024", "Inspection dates: 13 to 24 April 2026")
    report = read_lines(with_line(later, "Overall effectiveness Requires improvement to be good"))
    assert "overall" not in grades(report)
    assert problem(report, "judgements.overall") == "no overall effectiveness is judged in inspections from April 2026"
    before = read_lines(with_line(ILACS, "Overall effectiveness Requires improvement to be good"))
    assert "could be read" in problem(before, "judgements.overall")


def test_care_and_care_leavers_judged_together() -> None:
    together = with_line(ILACS, "children in care", "children in care and care leavers")
    together = with_line(together, "The experiences and progress of care")
    together = with_line(with_line(together, "leavers"), "Outstanding")
    report = read_lines(
        with_line(together, "Inspection dates: 5 to 16 February 2024", "Inspection date: 4 – 15 July 2022")
    )
    assert grades(report)["in_care_and_care_leavers"] == "good"
    assert not {"in_care", "judgements.in_care"} & {each.field for each in report.problems}
    assert report.inspection_end == date(2022, 7, 15)


def test_a_heading_that_says_otherwise_is_told() -> None:
    report = read_lines(with_line(ILACS, "protection: inadequate", "protection: good"))
    assert grades(report)["help_and_protection"] == "inadequate"
    assert problem(report, "judgements.help_and_protection") == "the table says inadequate, a heading of the body good"


def test_a_table_that_cannot_be_read_gives_way_to_the_headings() -> None:
    report = read_lines([[line for line in ILACS[0] if line not in ("Good", "Outstanding", "Inadequate")], *ILACS[1:]])
    assert grades(report)["help_and_protection"] == "inadequate"
    assert "from the heading" in problem(report, "judgements.help_and_protection")


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (("Lead inspector: Ada Example", "Her Majesty’s Inspector"), "Ada Example"),
        (("Lead inspectors: Ada Example, His Majesty’s Inspector, and Bo Sample,", "His Majesty’s Inspector"),
         "Ada Example; Bo Sample"),
        (("Lead  inspector:  Máire  D’Example  HMI",), "Máire D’Example"),
        (("Lead inspector: Ada Example, His", "Majesty’s Inspector"), "Ada Example"),
        (("Lead inspector on site: Ada J Example",), "Ada J Example"),
    ],
)  # fmt: skip
def test_lead_inspectors_without_their_ranks(printed: tuple[str, ...], wanted: str) -> None:
    report = read_lines(with_line(ILACS, "Lead inspector: Ada Example, His Majesty’s Inspector", *printed))
    assert report.lead_inspector == wanted


def test_a_report_without_a_list_says_so() -> None:
    none = [[line for line in page if line != "What needs to improve?"] for page in ILACS]
    assert "no section" in problem(read_lines(none), "recommendations")
    prose = [[line.removeprefix("• ").removeprefix("– ") for line in page] for page in ILACS]
    assert "holds prose" in problem(read_lines(prose), "recommendations")


def test_a_single_framework_report_with_its_board() -> None:
    report = read_lines(SIF)
    assert (report.document_type, report.framework, report.la) == ("inspection_and_lscb_review", "sif", "Norfolk")
    assert (report.inspection_start, report.inspection_end) == (date(2015, 11, 24), date(2015, 12, 17))
    assert report.published_printed == date(2016, 2, 5)
    assert report.lead_inspector == "Bo Example"
    assert grades(report) == {
        "overall": "requires_improvement",
        "help_and_protection": "requires_improvement",
        "looked_after_and_permanence": "good",
        "adoption": "outstanding",
        "care_leavers": "inadequate",
        "leadership": "requires_improvement",
        "lscb": "requires_improvement",
    }
    assert [(each.order, each.body) for each in report.recommendations] == [(1, "la"), (2, "la"), (3, "lscb")]
    assert report.recommendations[0].paragraph_refs == (12, 13)
    assert report.recommendations[1].text == "Make plans clear. Families should understand them and be able to say so."
    marked = {each.number: each for each in report.findings}
    assert marked["3"].recommendation
    assert marked["4"].area_code == "adoption"
    assert marked["6"].area_code == "lscb"


def test_a_second_look_without_the_board() -> None:
    again = with_line(
        SIF,
        "Inspection of services for children in need of help and",
        "Re-inspection of services for children in",
        "need of help and",
    )
    cover = [line for line in again[0] if not line.startswith(("Review of", "Board1", "and"))]
    report = read_lines([cover, *again[1:3]])
    assert report.document_type == "reinspection"
    assert "lscb" not in grades(report)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        (("The overall judgement is that children’s services require improvement.2",), "requires_improvement"),
        (("The overall judgement is inadequate",), "inadequate"),
        (("Children’s services are outstanding",), "outstanding"),
        (("Children's services in the county of Norfolk requires", "improvement to be good"), "requires_improvement"),
    ],
)
def test_the_overall_sentence(printed: tuple[str, ...], grade: str) -> None:
    cover = with_line(SIF, "Children’s services in Norfolk require improvement to be", *printed)
    report = read_lines(with_line(cover, "good"))
    assert grades(report)["overall"] == grade


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        (("The effectiveness of the Local Safeguarding Children Board (LSCB) is", "inadequate."), "inadequate"),
        (("The Local Safeguarding Children Board is good",), "good"),
        (("The judgement for the LSCB is that it requires improvement",), "requires_improvement"),
        (("The LSCB requires improvement if it does not yet do enough.",), None),
    ],
)
def test_the_boards_sentence(printed: tuple[str, ...], grade: str | None) -> None:
    report = read_lines(with_line(SIF, "The Local Safeguarding Children Board requires improvement", *printed))
    assert grades(report).get("lscb") == grade
    assert (problem(report, "judgements.lscb") == "") is (grade is not None)


def test_lists_of_2014_with_priorities_and_sub_headings() -> None:
    listed = with_line(
        SIF,
        "Recommendations",
        "What does the local authority need to improve?",
        "Priority and immediate action",
        "There is one.",
    )
    lines = [
        "Areas for improvement:",
        "Leadership, management and governance",
        "2. Make plans clear. Families should understand them",
    ]
    report = read_lines(with_line(listed[:3], lines[2], *lines))
    assert [(each.section, each.theme) for each in report.recommendations] == [
        ("Priority and immediate action", None),
        ("Areas for improvement", "Leadership, management and governance"),
    ]


def test_headings_without_their_article_end_the_list_too() -> None:
    old = "The experiences and progress of children who need help and"
    assert sum(line == old for line in ILACS[1]) == 1
    body = [line if line != old else "Experiences and progress of children who need help and" for line in ILACS[1]]
    report = read_lines([ILACS[0], body, *ILACS[2:]])
    assert len(report.recommendations) == 3
    assert report.recommendations[-1].text.endswith("health histories.")


@pytest.mark.parametrize(
    "heading", ["The local authority’s strengths", "Inspection judgement about the local authority"]
)
def test_what_ends_a_list_of_2015(heading: str) -> None:
    report = read_lines(with_line(SIF, "Summary for children and young people", heading))
    assert [each.body for each in report.recommendations] == ["la", "la", "lscb"]
    assert report.recommendations[1].text.endswith("be able to say so.")


def test_a_review_of_the_board_alone() -> None:
    report = read_lines(
        [
            ["Surrey Safeguarding Children Board", "Review of the effectiveness of the Local Safeguarding Children",
             "Board", "Inspection date: 15 June 2015 – 17 June 2015", "The Local Safeguarding Children Board is good"],
            ["Recommendations", "• Share data (paragraph 1).", "Inspection findings", "1. Data are not shared."],
        ]
    )  # fmt: skip
    assert report.document_type == "lscb_review"
    assert grades(report) == {"lscb": "good"}
    assert [each.body for each in report.recommendations] == ["lscb"]
    assert [each.area_code for each in report.findings] == ["lscb"]


def test_a_report_of_2013() -> None:
    report = read_lines(LAC_2013)
    assert (report.framework, report.la, report.lead_inspector) == ("lac_2013", "Medway", "Dee Example")
    assert report.published_printed == date(2013, 7, 12)
    assert grades(report) == {
        "overall": "adequate",
        "capacity_to_improve": "good",
        "outcomes": "adequate",
        "quality_of_provision": "inadequate",
        "leadership": "adequate",
    }
    assert [(each.theme, each.text) for each in report.recommendations] == [
        ("Immediately", "improve supervision in casework"),
        ("Immediately", "improve care plans"),
        ("Within three months", "increase the number of foster homes."),
    ]
