"""Every word of the published lists is found however it is written: none is lost by looking first for what it needs."""

from __future__ import annotations

import re

import pytest

from lineofsight.inspections.themes import CONCERN, MIXED, NEUTRAL, STRENGTH, _pattern, all_themes, themes_of, tone_of

LISTED = [(theme.code, word) for theme in all_themes() for word in theme.words]


def spellings(word: str) -> set[str]:
    """A listed word as texts have it: capitals, hyphens otherwise, curly apostrophes, longer where it may be."""
    bare = word.rstrip("*")
    written = {bare, bare.upper(), bare.replace("'", "’"), bare.replace(" ", "-")}
    written |= {bare.replace("-", " "), bare.replace("-", "")}
    return {f"{each}ings" for each in written} | written if word.endswith("*") else written


@pytest.mark.parametrize(("code", "word"), LISTED)
def test_a_listed_word_tells_its_theme_in_every_spelling(code: str, word: str) -> None:
    for text in spellings(word):
        for around in ("{}", "({}),", "What of {}; and more?", "“{}”\n"):
            said = around.format(text)
            assert text in themes_of(said).get(code, ()), said


def test_a_text_has_the_themes_that_the_whole_patterns_find_and_no_others() -> None:
    words = [word.rstrip("*") for _, word in LISTED]
    patterns = {theme.code: _pattern(theme.words) for theme in all_themes()}
    for n in range(0, len(words), 3):
        text = f"Not {words[n]}ly: {words[n - 1]} and re{words[n - 2]} {words[n][:-1]} {words[n // 2]}."
        small = text.lower()
        wanted = {
            code: tuple(dict.fromkeys(text[found.start() : found.end()] for found in re.finditer(pattern, small)))
            for code, pattern in patterns.items() if re.search(pattern, small)
        }  # fmt: skip
        assert themes_of(text) == wanted
        assert list(themes_of(text)) == list(wanted)


@pytest.mark.parametrize(("text", "tone"), [
    ("Visits are not always in time.", CONCERN), ("Strong leaders.", STRENGTH),
    ("Strong, but not consistently so.", MIXED), ("Twelve children were seen.", NEUTRAL), ("", NEUTRAL),
    ("Notalways, not-always", CONCERN),
])  # fmt: skip
def test_the_tone_of_a_text_is_told_by_its_words(text: str, tone: str) -> None:
    assert tone_of(text) == tone
