"""News articles and notices: dated claims, each a quote; and what is neither is said to be no report."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.inspections.made import ARTICLE, problem, read_text

NOTICE = """Improvement Notice to Example Council, Dorset

Issued by the Secretary of State for Education, 2 May 2018

1. The council must establish a board with an independent chair.

2. The council must send the department a report each month.
"""


def test_an_article_is_claims_and_no_judgement() -> None:
    article = read_text(ARTICLE)
    assert (article.document_type, article.framework, article.la) == ("news_article", "none", "Somerset")
    assert article.published_printed == date(2020, 3, 3)
    assert (article.judgements, article.recommendations, article.findings) == ((), (), ())
    assert "among its claims" in problem(article, "judgements")


def test_claims_have_their_date_kind_subject_and_words() -> None:
    claims = {(each.kind, each.text[:14]): each for each in read_text(ARTICLE).claims}
    rated = claims["grade", "Somerset child"]
    assert (rated.date, rated.subject) == ("2020-03-03", "Somerset")
    notice = claims["notice", "The council wa"]
    assert notice.date == "2018-05"
    assert notice.text.endswith("had been rated inadequate since 2015.")
    assert claims["visit", "Inspectors fou"].date == "2020-03-03"
    assert claims["leader", "Jo Example, di"].subject == "Jo Example"


def test_good_as_a_plain_word_and_readers_comments_are_no_claims() -> None:
    texts = [each.text for each in read_text(ARTICLE).claims if each.kind == "grade"]
    assert not [text for text in texts if "weather" in text or "My council" in text or "listening" in text]


def test_a_claims_place_holds_its_words() -> None:
    for claim in read_text(ARTICLE).claims:
        assert ARTICLE[claim.place.start : claim.place.end].startswith(claim.text[:20])


def test_an_undated_article_says_so() -> None:
    article = read_text(ARTICLE.replace("Published: Tuesday, 3rd March 2020\n", ""))
    assert article.published_printed is None
    assert problem(article, "published_printed")


def test_a_notice_gives_its_terms() -> None:
    notice = read_text(NOTICE)
    assert (notice.document_type, notice.framework, notice.la) == ("notice", "none", "Dorset")
    assert notice.published_printed == date(2018, 5, 2)
    assert [(each.number, each.text[:18]) for each in notice.findings] == [
        ("1", "The council must e"),
        ("2", "The council must s"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Report not found\n\nThe page you asked Ofsted for is not there.",
        "Minutes of the parish council. The bins were judged good.",
        "Joint targeted area inspection of Dorset\n\nInspectors judged the response to children inadequate.",
        "Area SEND inspection of Dorset Local Area Partnership\n\nOfsted visited children in 2023 inspection.",
    ],
)
def test_what_is_no_report_says_so_for_every_field(text: str) -> None:
    found = read_text(text)
    assert (found.document_type, found.framework) == ("not_a_report", "none")
    for field in ("document_type", "la", "inspection_start", "lead_inspector", "judgements", "recommendations"):
        assert problem(found, field)
