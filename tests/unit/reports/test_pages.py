"""What pages say is what the rows say, counted here by hand."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from lineofsight.evaluation.policy import policy_of
from lineofsight.reports.contents import PAGES
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
from lineofsight.reports.html import html_of
from tests.unit.reports.conftest import LATEST_ONLY, TABLES
from tests.unit.reports.made import blocks, made


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
    assert "Core groups up to date (no core groups)" in unknown(report, "plans-current")
    assert "Contacts decided within a day (no contacts: decided on)" in unknown(report, "contacts")
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
            "What is owed": "", "Fell due": "1", "In time": "0", "Late": late, "Never done": "0", "Overdue now": "0",
            "Not known": not_known,
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
