"""Who led, in rows of time: names where there is room, numbers with a key where there is none, and all in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from lxml import etree

from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.judgements import history_table, history_words, judgement_history
from lineofsight.web.drawings.scales import Days
from lineofsight.web.drawings.strips import Stretch, Strip, key_of, numbered, strip_drawn, tracks
from tests.web.drawings.examples import GRADED, LED

DIRECTOR = LED[0]
FIRST, LAST = date(2012, 1, 1), date(2026, 6, 16)


def said(made: etree._Element) -> list[str]:
    return [each.text or "" for each in made.iter("text")]


def test_who_follows_on_the_same_day_stands_in_the_same_track_and_who_overlaps_beneath() -> None:
    below = [[each.name for each in track] for track in tracks(DIRECTOR)]
    assert below == [
        ["R. Ashdown", "M. Thirlby (interim)", "B. Long-Serving-Featherstonehaugh", "P. Winterbourne"],
        ["Handing over"],
    ]
    still = Strip("Post", (Stretch("A", date(2020, 1, 1), None), Stretch("B", date(2024, 1, 1), None)))
    assert [len(track) for track in tracks(still)] == [1, 1]


def test_every_name_stands_in_its_bar_or_in_the_key_at_either_width() -> None:
    for width in (WIDE, NARROW):
        told = " ".join(said(judgement_history(GRADED, width)))
        for strip in LED:
            for each in strip.stretches:
                assert each.name in told, (width, each.name)


def test_those_too_short_for_their_name_are_numbered_in_their_order() -> None:
    numbers = numbered(LED, Days(FIRST, LAST, 132, 614))
    assert {each.name: number for each, number in numbers.items()} == {
        "M. Thirlby (interim)": 1, "B. Long-Serving-Featherstonehaugh": 2,
    }  # fmt: skip
    assert key_of(numbers) == (
        "A number in a bar is a name: 1, M. Thirlby (interim), February 2015 to September 2015; "
        "2, B. Long-Serving-Featherstonehaugh, September 2015 to January 2016."
    )


def test_numbers_of_short_times_next_to_each_other_do_not_lie_upon_each_other() -> None:
    short = tuple(Stretch(f"Somebody {n}", date(2020, n, 1), date(2020, n, 25)) for n in range(1, 7))
    strip = Strip("Post", short)
    days = Days(FIRST, LAST, 2, 282)
    made = strip_drawn(strip, numbered([strip], days), days, 0)
    places = [float(each.get("x", "")) for each in made if each.tag == "text"]
    assert len(places) == 6
    assert all(after - before >= 12 for before, after in pairwise(places))


def test_an_inspection_is_a_tick_below_who_led_on_that_day_and_below_nobody_else() -> None:
    days = Days(FIRST, LAST, 132, 614)

    def lines(on: date) -> int:
        return sum(each.get("stroke-width") == "3" for each in strip_drawn(DIRECTOR, {}, days, 0, [on]))

    assert lines(date(2014, 4, 9)) == 1
    assert lines(date(2019, 6, 30)) == 1  # the last day counts
    assert lines(date(2019, 7, 1)) == 0  # nobody
    assert lines(date(2015, 12, 1)) == 2  # two at once


def test_all_of_it_is_told_in_words_and_in_the_table() -> None:
    words = history_words(GRADED)
    assert "Director of children’s services: R. Ashdown March 2012 to February 2015; " in words
    assert "P. Winterbourne since September 2019." in words
    headings, rows = history_table(GRADED)
    assert headings[-1] == "Grade, who, or what is said"
    assert ("2 September 2019", "Director of children’s services", "P. Winterbourne, still") in rows
    assert ("1 March 2012", "Director of children’s services", "R. Ashdown, until 1 February 2015") in rows
