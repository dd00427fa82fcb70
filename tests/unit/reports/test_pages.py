"""What pages say is what the rows say, counted here by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from lxml import html

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.selections import each
from lineofsight.core.tables.reference_data import stated_totals
from lineofsight.evaluation.policy import policy_of
from lineofsight.reports.contents import PAGES, checked
from lineofsight.reports.document import (
    Bars,
    Headlines,
    ListBlock,
    Note,
    Pyramid,
    Report,
    RunChart,
    TableBlock,
)
from lineofsight.reports.facts.build import HEADLINES
from lineofsight.reports.facts.figures_part import FigureFacts, headlines
from lineofsight.reports.html import html_of
from lineofsight.reports.parts import Figures, PageContent, Part, StatedFigure, Timeliness, Trend
from tests.unit.reports.conftest import LATEST_ONLY, TABLES
from tests.unit.reports.made import AS_AT, blocks, made


def figures(report: Report, code: str) -> dict[str, str]:
    return {item.label: item.value for block in blocks(report, code, Headlines) for item in block.items}


def listed(report: Report, name: str) -> ListBlock:
    return next(block for block in report.lists() if block.name == name)


def bars(report: Report, code: str, caption: str) -> dict[str, float]:
    chart = next(block for block in blocks(report, code, Bars) if block.caption.startswith(caption))
    return {bar.label: bar.value for bar in chart.bars}


def unknown(report: Report, code: str) -> str:
    return " ".join(note.text for note in blocks(report, code, Note) if note.tone == "unknown")


def test_data_problems_come_first_and_every_page_is_there(report: Report) -> None:
    codes = [page.code for page in report.pages]
    assert codes[0] == "data-problems"
    assert {content.code for content in PAGES} <= set(codes)
    assert all(page.blocks for page in report.pages)


def test_a_period_begins_on_the_first_of_its_months(report: Report) -> None:
    assert figures(report, "contacts")["Contacts received"] == "3"
    assert listed(report, "contacts").frame.height == 3


def test_children_are_counted_once_and_repeats_told(report: Report) -> None:
    (pyramid,) = blocks(report, "contacts", Pyramid)
    assert sum(left + right for _, left, right in pyramid.rows) == 2
    assert ("5 to 9", 0, 1) in pyramid.rows
    assert bars(report, "contacts", "Children with more than one")["2 times"] == 1


def test_a_list_is_as_long_as_its_figure(report: Report) -> None:
    assert figures(report, "children-in-need")["Children in need (count)"] == "2"
    assert listed(report, "children-in-need").frame["child_id"].to_list() == ["C1", "C2"]
    assert figures(report, "plans-current")["Children on a child protection plan (count)"] == "2"
    assert sorted(listed(report, "plans-current").frame["child_id"]) == ["C1", "C2"]


def test_where_things_stand_by_the_latest_known(report: Report) -> None:
    table = next(b for b in blocks(report, "plans-current", TableBlock) if b.caption.startswith("Where things stand"))
    row = next(row for row in table.rows if "visited" in row[0])
    # C2 was due ten working days after 30 July 2026: 13 August, 48 days before the end of September.
    assert row[1:] == ("2", "1", "1", "48")
    assert listed(report, "overdue-cp_visit").frame.rows() == [
        ("C2", row[0], listed(report, "overdue-cp_visit").frame["due_on"][0], 48, None, None)
    ]


@pytest.mark.parametrize(("begins", "length"), [("2026-09-30", "15 working days"), ("2026-10-01", "10 working days")])
def test_every_title_shows_the_length_in_force_on_the_day_the_report_is_of(begins: str, length: str) -> None:
    changed = {"standards": {"cp_visit": {"from": date.fromisoformat(begins), "due": "15 working days"}}}
    report = made(latest=LATEST_ONLY, policy=policy_of(changed), **TABLES)
    title = f"A child on a child protection plan is visited at least every {length}"
    table = next(b for b in blocks(report, "plans-current", TableBlock) if b.caption.startswith("Where things stand"))
    assert title in [row[0] for row in table.rows]
    assert title in listed(report, "overdue").frame["standard"].to_list()
    text = html_of(report)
    assert title in text
    other = {"10 working days", "15 working days"} - {length}
    assert title.replace(length, other.pop()) not in text


def test_who_is_overdue_is_the_same_on_every_page(report: Report) -> None:
    (page,) = [page for page in report.pages if page.code == "overdue"]
    everyone = listed(report, "overdue").frame
    assert f"{everyone['child_id'].n_unique():,} children wait for {everyone.height:,} things" in page.intro
    assert set(listed(report, "overdue-cp_visit").frame.rows()) <= set(everyone.rows())


def test_a_team_is_named_though_since_when_is_not_known(report: Report) -> None:
    rows = {row["child_id"]: row for row in listed(report, "plans-current").frame.iter_rows(named=True)}
    assert (rows["C1"]["team"], rows["C1"]["worker"]) == ("Safeguarding <North>", "W1")
    assert rows["C2"]["team"] is None


def test_what_the_file_cannot_tell_is_not_a_nought(report: Report) -> None:
    assert "Core groups up to date (it holds no core groups)" in unknown(report, "plans-current")
    assert "Contacts decided within a day (it does not say, of contacts: decided on)" in unknown(report, "contacts")
    assert "Re-referrals within 12 months (it begins on" in unknown(report, "referrals")
    assert "it holds the latest of each only" in unknown(report, "plans-current")
    assert "Children with no allocated worker" in unknown(report, "headlines")
    assert "Not known" in unknown(report, "care-missing")
    assert "Contacts decided within a day" not in figures(report, "contacts")


def test_a_column_nobody_fills_is_no_chart_and_no_column(report: Report) -> None:
    assert "temporary stay" in unknown(report, "plans-previous")
    assert "outcome" not in listed(report, "contacts").frame.columns


def test_a_late_visit_after_the_due_day_is_not_known_to_be_the_first() -> None:
    tables = {
        "people": "id | born_on | sex\nC1 | 2020-01-01 | F",
        "placements": "id | child | started_on | type\nA | C1 | 2026-06-01 | U1",
        "care_episodes": "child | started_on | entered_care_on | care_period_id\nC1 | 2026-06-01 | 2026-06-01 | K",
        "legal_statuses": "child | started_on | status\nC1 | 2026-06-01 | C2",
        "visits": "child | visited_on | kind | child_seen\nC1 | 2026-09-20 | child_in_care | yes",
    }
    for latest, late, not_known in (((), "1", "0"), (("visits",), "0", "1")):
        table = next(
            block for block in blocks(made(latest=latest, **tables), "care-visits", TableBlock)
            if block.caption.startswith("What fell due")
        )  # fmt: skip
        row = next(row for row in table.rows if "start of a placement" in row[0])
        assert dict(zip(table.columns, row, strict=True)) | {"What is owed": ""} == {
            "What is owed": "", "Fell due": "1", "In time": "0", "Late": late, "Never done": "0", "Still to do": "0",
            "Not known": not_known, "All overdue now": "0",
        }  # fmt: skip


def test_a_percentage_of_a_few_says_so(report: Report) -> None:
    details = [i.detail for b in blocks(report, "plans-current", Headlines) for i in b.items if i.value.endswith("%")]
    assert details
    assert all("a small number: read with care" in detail for detail in details)


def test_those_entitled_today_are_shown_though_since_when_is_not_said(report: Report) -> None:
    assert listed(report, "care-leavers").frame["child_id"].to_list() == ["C3"]


def test_each_chart_has_its_table(report: Report) -> None:
    tree = html.fromstring(html_of(report))
    charts = sum((isinstance(b, Bars) and bool(b.bars)) or isinstance(b, Pyramid | RunChart)
                 for page in report.pages for b in page.blocks)  # fmt: skip
    figures_drawn = tree.xpath("//figure")
    assert len(figures_drawn) == charts > 0
    assert all(figure.xpath("./svg[@aria-label]") and figure.xpath("./details//table") for figure in figures_drawn)


def test_every_row_of_a_table_is_on_the_page_folded_or_not(report: Report) -> None:
    tree = html.fromstring(html_of(report))
    for page in report.pages:
        (section,) = tree.xpath(f"//section[@aria-labelledby='{page.code}']")
        cells = [th.text_content() for th in section.xpath(".//tbody//th")]
        for block in page.blocks:
            if isinstance(block, TableBlock):
                assert {row[0] for row in block.rows} <= set(cells)


def test_what_has_not_ended_is_not_on_the_page_of_what_ended() -> None:
    drawn = made(
        people="id | born_on | sex\nC1 | 2020-01-01 | F",
        referrals="child | received_on | closed_on\nC1 | 2026-06-01 |",
    )
    assert [block.name for block in drawn.lists() if block.name == "children-in-need-changes"] == []


def test_a_measure_of_a_year_is_of_six_months_where_the_file_holds_no_more() -> None:
    drawn = made(
        as_at=date(2026, 1, 31),
        people="id | born_on | sex\nC1 | 2020-01-01 | F",
        referrals="child | received_on | closed_on\nC1 | 2025-07-31 |\nC1 | 2025-08-01 |\nC1 | 2026-01-31 |",
    )
    (item,) = [i for b in blocks(drawn, "referrals", Headlines) for i in b.items if i.label == "Referrals received"]
    assert (item.value, item.detail) == ("2", "six months to 31 January 2026")


TOTALS = {
    "people": "id | born_on | sex\n" + "\n".join(f"C{n} | 2012-01-01 | F" for n in range(1, 6)),
    "care_episodes": "child | started_on | entered_care_on | care_period_id\n" + "\n".join(
        f"C{n} | 2024-01-01 | 2024-01-01 | K{n}" for n in range(1, 5)),
    "placements": "child | started_on | type\n" + "\n".join(f"C{n} | 2026-08-01 | U1" for n in range(1, 5)),
    "stated_totals": """
     child | stated_on  | placements_in_year | missing_in_year | absent_in_year | interview_offered | interview_accepted
     C1    | 2026-09-30 | 4                  | 3               | 0              | yes               | no
     C2    | 2026-09-30 | 1                  | 0               | 2              |                   |
     C3    | 2026-09-30 | 3                  | 0               | 0              |                   |
     C4    | 2026-09-30 |                    | 1               | 0              | no                |
     C5    | 2026-09-30 | 9                  | 0               | 0              |                   |
     C1    | 2026-08-31 | 1                  | 8               | 0              | no                |
    """,
}  # fmt: skip
OF_LISTS = ("people", "care_episodes", "placements", "stated_totals")


def headline(report: Report, code: str, label: str) -> tuple[str, str]:
    (item,) = [i for b in blocks(report, code, Headlines) for i in b.items if i.label == label]
    return item.value, item.detail


def test_totals_stand_where_the_days_are_not_told() -> None:
    drawn = made(latest=OF_LISTS, **TOTALS)
    (page,) = [page for page in drawn.pages if page.code == "care-missing"]
    assert page.title == "Missing from home or care in the last 12 months"
    assert "no episode by its day" in page.intro
    stated = "as the source states it on 30 September 2026"
    assert headline(drawn, "care-missing", "Children on the list who went missing in 12 months") == (
        "40.0%", f"2 of 5; a small number: read with care; {stated}",
    )  # fmt: skip
    assert headline(drawn, "care-missing", "Times missing for each child who went missing") == (
        "2.0", f"over 2; {stated}",
    )  # fmt: skip
    times = bars(drawn, "care-missing", "Times missing in the last 12 months, as the source states it")
    assert times == {"None": 3, "1": 1, "2": 0, "3": 1}
    assert bars(drawn, "care-missing", "Times away without permission") == {"None": 4, "1": 0, "2": 1}
    assert bars(drawn, "care-missing", "Return interview offered") == {"No": 1, "Yes": 1}
    assert bars(drawn, "care-missing", "Return interview accepted") == {"No": 1, "Not recorded": 1}
    assert listed(drawn, "care-missing").frame.sort("child_id").rows() == [
        ("C1", 3, 0, "Yes", "No"), ("C2", 0, 2, None, None), ("C4", 1, 0, "No", None),
    ]  # fmt: skip
    # What totals cannot tell is still not known, and no page has a dated episode made of them.
    assert "Return home interviews offered within three days" in unknown(drawn, "care-missing")
    assert "Children in care who went missing" not in unknown(drawn, "care-missing")
    assert "Children missing now" in unknown(drawn, "headlines")


def test_placements_in_the_year_are_of_children_in_care_now() -> None:
    drawn = made(latest=OF_LISTS, **TOTALS)
    assert headline(drawn, "stability", "Three or more placements in the year") == (
        "66.7%", "2 of 3; a small number: read with care; 1 could not be told; "
                 "as the source states it on 30 September 2026",
    )  # fmt: skip
    assert "Three or more placements in the year" not in unknown(drawn, "stability")
    assert "Three or more placements in two years" in unknown(drawn, "stability")
    assert bars(drawn, "stability", "Placements of each child") == {
        "None": 0, "1": 1, "2": 0, "3": 1, "4 or more": 1, "Not recorded": 1,
    }  # fmt: skip


def test_totals_stated_after_the_day_of_the_report_are_no_part_of_it() -> None:
    later = TOTALS["stated_totals"].replace("2026-09-30", "2026-10-01").replace("2026-08-31", "2026-10-01")
    drawn = made(latest=OF_LISTS, **{**TOTALS, "stated_totals": later})
    assert "Not known" in unknown(drawn, "care-missing")
    assert "Three or more placements in the year" in unknown(drawn, "stability")


def test_days_that_are_told_are_counted_and_totals_beside_them_are_not() -> None:
    drawn = made(
        latest=OF_LISTS, **TOTALS, missing_episodes="child | started_on | kind\nC2 | 2026-09-01 | missing",
    )  # fmt: skip
    (page,) = [page for page in drawn.pages if page.code == "care-missing"]
    assert page.title == "Missing from home or care in the last six months"
    assert listed(drawn, "care-missing").frame["child_id"].to_list() == ["C2"]


def test_what_else_a_list_states_has_its_chart() -> None:
    drawn = made(
        latest=("people", "stated_totals", "care_leavers"),
        people="id | born_on | sex\nC1 | 2012-01-01 | F\nC2 | 2006-01-01 | M",
        referrals="child | received_on | primary_need\nC1 | 2026-06-01 | N1",
        section_47_enquiries="id | child | started_on | enquiries_in_year\nE1 | C1 | 2026-06-02 | 2",
        conferences="child | held_on | enquiry_id\nC1 | 2026-06-12 | E1",
        child_protection_plans="id | child | started_on\nP1 | C1 | 2026-06-12",
        care_leavers="child | eligibility | in_touch\nC2 | relevant | NO",
        stated_totals="child | stated_on | referrals_in_year | conferences_in_year | emergency_powers_in_six_months | "
        "case_status\nC1 | 2026-09-30 | 5 | 1 | yes | protection_plan",
    )
    assert bars(drawn, "referrals", "Referrals of each child in the last 12 months")["4 or more"] == 1
    assert bars(drawn, "section-47", "Enquiries by how many")["2"] == 1
    assert bars(drawn, "conferences", "Initial conferences of each child")["1"] == 1
    assert bars(drawn, "plans-previous", "Emergency protection order") == {"Yes": 1}
    assert bars(drawn, "children-in-need-status", "Children open by case status") == {"Child protection plan": 1}
    (touch,) = [b for b in blocks(drawn, "care-leavers-lives", Bars) if b.caption.startswith("Is the council in touch")]
    assert [bar.value for bar in touch.bars] == [1]


def test_what_no_list_states_is_passed_over_where_days_tell_it(report: Report) -> None:
    captions = [b.caption for page in report.pages for b in page.blocks if isinstance(b, Bars)]
    assert not any("as the source states" in caption for caption in captions)
    assert "as the source states" not in unknown(report, "section-47")


@pytest.mark.parametrize("part", [Figures(("cla_3_placement",)), Trend("cla_3_placement"), Timeliness(("cp_visits",))])
def test_a_page_of_what_the_catalogue_does_not_hold_is_refused(part: Part) -> None:
    page = PageContent("astray", "Astray", "", (part,))
    with pytest.raises(ValueError, match=r"Page 'astray' shows '\w+', which is no (indicator|standard).*Did you mean"):
        checked((page,))
    with pytest.raises(ValueError, match="Page 'astray'"):
        checked((PageContent("whole", "Whole", "", (), otherwise=page),))


def test_a_figure_may_stand_only_for_one_that_the_page_shows() -> None:
    astray = StatedFigure("cla_count", "Children", "missing_in_year", each(stated_totals, at="stated_on"))
    with pytest.raises(ValueError, match="stand for figures that it does not show"):
        checked((PageContent("astray", "Astray", "", (Figures(("cla_rate",), (astray,)),)),))


def test_a_headline_the_catalogue_does_not_hold_is_not_passed_over(report: Report) -> None:
    facts = FigureFacts({}, pl.DataFrame(), pl.DataFrame(), {}, AS_AT)
    with pytest.raises(KeyError, match="no_such_measure"):
        headlines(("no_such_measure",), facts)
    assert set(HEADLINES) <= set(INDICATORS)
