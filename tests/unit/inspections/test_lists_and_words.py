"""Lists, printed words, running titles, themes: the pieces that every layout is read with."""

from __future__ import annotations

import pytest

from lineofsight.inspections.items import read_items
from lineofsight.inspections.pages import lines_of
from lineofsight.inspections.recommendations import national_framework_refs, paragraph_refs
from lineofsight.inspections.themes import all_themes, themes_of, tone_of
from lineofsight.inspections.wording import joined, printed
from tests.unit.inspections.made import pages


def _items(*lines: str) -> list[tuple[str | None, str | None, str]]:
    return [(item.number, item.theme, item.text) for item in read_items(lines_of(pages(list(lines))))]


@pytest.mark.parametrize("bullet", ["•", "◼", "▪", "\uf0b7", "\uf06e", "●"])
def test_bullets_of_every_year(bullet: str) -> None:
    assert _items(f"{bullet} One point", "on two lines", f"{bullet} Another") == [
        (None, None, "One point on two lines"),
        (None, None, "Another"),
    ]


def test_numbers_that_run_on_and_that_lost_their_space() -> None:
    found = _items(
        "24. Act.", "At once, on 25. 5% of cases.", "25.Plan.", "114. is no number of this list", "26. Check."
    )
    assert [number for number, _, _ in found] == ["24", "25", "26"]
    assert found[1][2] == "Plan. 114. is no number of this list"


def test_sub_points_are_led_by_their_mark() -> None:
    assert _items("1. Do this:", "\uf0b7 one", "− two", "2. Do that.")[0][2] == "Do this: • one – two"


def test_a_short_line_after_a_sentences_end_heads_what_follows() -> None:
    assert _items("Adoption", "• Find adopters.", "Care leavers and", "their homes", "• Keep in touch.") == [
        (None, "Adoption", "Find adopters."),
        (None, "Care leavers and their homes", "Keep in touch."),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["pre-\ufffeproceedings"], "pre--proceedings"),
        (["pre\ufffeproceedings"], "pre-proceedings"),
        (["pre-", "proceedings"], "pre-proceedings"),
        (["16-", "and 17-year-olds"], "16- and 17-year-olds"),
        (["16\ufffeand 17\ufffeyear-olds"], "16- and 17-year-olds"),
        (["wide   gaps\u00a0here"], "wide gaps here"),
        (["eﬀective oﬃcers"], "effective officers"),
        (['‘as printed’ and "so"'], '‘as printed’ and "so"'),
        (["cafe\u0301 –", "so"], "café – so"),
    ],
)
def test_lines_are_joined_as_the_word_was_meant(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def test_running_titles_page_numbers_and_footnotes_are_not_the_documents_words() -> None:
    body = [[f"{page}", "Inspection of Somewhere", f"Sentence {word}", f"more {word}.", f"1 to 2 May {page}"]
            for page, word in enumerate(("one", "two", "three", "four"), start=1)]  # fmt: skip
    body[1][2] += "1"
    body[1][-1:-1] = ["1 A note on what was meant.", "which takes two lines"]
    texts = [line.text for line in lines_of(pages(*body))]
    assert texts[-2:] == ["Sentence four", "more four."]
    assert not [text for text in texts if "note" in text or "two lines" in text or text.isdigit()]


def test_a_line_that_begins_with_a_figure_is_no_footnote() -> None:
    body = [
        ["Heading", "There has been change since", "1 April 2013, and since", "1 Ofsted visit more."],
        ["next page"],
    ]
    assert len(lines_of(pages(*body))) == 5


def test_numbers_without_their_point() -> None:
    assert _items("1 Ensure that", "7 June is kept.", "2 Review.") == [
        ("1", None, "Ensure that 7 June is kept."),
        ("2", None, "Review."),
    ]


def test_paragraphs_and_framework_references_are_those_in_brackets() -> None:
    assert paragraph_refs("In 2015 do it (Page 13, paragraphs 37, 38 and 40).") == (37, 38, 40)
    assert paragraph_refs("See paragraph 4 of the guidance") == ()
    assert national_framework_refs("Plan homes (Outcomes 3 and 4, Enabler two).") == (
        "Outcome 3",
        "Outcome 4",
        "Enabler two",
    )
    assert national_framework_refs("An outcome 3 not in brackets") == ()


def test_a_theme_shows_the_words_that_matched() -> None:
    found = themes_of("Children who go missing should have a return home interview; strategy-meetings are late.")
    assert found["missing"] == ("go missing", "return home interview")
    assert found["strategy_and_enquiries"] == ("strategy-meetings",)
    assert "neglect" not in found


def test_the_list_of_themes_is_small_and_each_has_an_area() -> None:
    themes = all_themes()
    assert len({theme.code for theme in themes}) == len(themes) < 60
    assert {theme.area_code for theme in themes} == {"help_and_protection", "in_care", "care_leavers", "leadership"}
    assert all(theme.words and theme.title for theme in themes)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Visits are timely and children benefit.", "strength"),
        ("Too many children wait.", "concern"),
        ("Plans are good. However, some drift.", "mixed"),
        ("There are nine homes.", "neutral"),
    ],
)
def test_tone_is_told_by_its_words(text: str, tone: str) -> None:
    assert tone_of(text) == tone


def test_printed_text_is_the_same_read_twice() -> None:
    text = printed("a\ufffeb  c\u00ad d ﬁ")
    assert printed(text) == text == "a-b c d fi"
