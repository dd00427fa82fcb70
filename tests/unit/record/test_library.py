"""The library of inspections: loaded once, taken up again, replaced by another reading, searched on each database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lineofsight.core.area_histories import ADOPTION, CARE_LEAVERS, IN_CARE, OVERALL, areas_after, strands_of
from lineofsight.record.home import Home
from lineofsight.record.library import loading, searching
from lineofsight.record.library.histories import authorities_held, distribution, graded
from lineofsight.record.library.models import Document, Judgement, Passage, Problem, Upload
from lineofsight.record.library.searching import CLOSES, OPENS, Wanted, asked_of, find, found_passages, marked
from lineofsight.record.library.uploads import read_into_library
from tests.support.inspections import APART, RETURN, inspection, library

ARTICLE = """Birmingham children's services 'inadequate', says Ofsted
Published 17 January 2019
Ofsted inspectors judged children's services at Birmingham City Council to be 'inadequate' in January 2019.
"""


def said(home: Home, text: str, wanted: Wanted | None = None) -> list[str]:
    database = home.aliases.service
    hits = find(database, asked_of(text), wanted or Wanted())
    return [each.text for each in found_passages(database, hits, 0, hits.total)]


def test_words_are_found_in_any_form_and_marked(any_home: Home) -> None:
    loading.keep(any_home, library(), by="somebody")
    database = any_home.aliases.service
    kinds = Wanted(kinds=["recommendation"])
    assert sorted(said(any_home, "interview returned", kinds)) == sorted(
        [RETURN, RETURN, "Improve return interviews when a child goes missing."]
    )
    assert said(any_home, '"return interviews"', kinds) == ["Improve return interviews when a child goes missing."]
    assert said(any_home, "interviews", Wanted(tone="concern")) == ["Return interviews are not always offered."]
    assert len(said(any_home, "", Wanted(theme="missing", la_codes=["331"]))) == len(
        [
            1
            for each in library()
            for one in each.recommendations
            if each.la_code == "331" and "missing" in one.theme_words
        ]
    )
    hits = find(database, asked_of("permanence zebra"), kinds)
    assert not hits.every_word
    assert hits.total == 2
    one = Passage.objects.using(database).get(text="Consistency of written plans.")
    assert marked(database, [one.pk], asked_of("plan consistent"))[one.pk].count(OPENS) == 2
    assert f"{OPENS}plans{CLOSES}" in marked(database, [one.pk], asked_of("plan"))[one.pk]
    # A change and a removal reach the index too.
    one.text = "Something else entirely."
    one.save(using=database)
    assert said(any_home, "entirely") == ["Something else entirely."]
    assert said(any_home, "consistency") == []


@pytest.mark.parametrize("ranked", [1, 300])
def test_pages_of_a_search_are_the_whole_of_it_cut(
    any_home: Home, monkeypatch: pytest.MonkeyPatch, ranked: int
) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", ranked)
    loading.keep(any_home, library(), by="somebody")
    database = any_home.aliases.service
    hits = find(database, asked_of("children"), Wanted())
    assert hits.total > 2
    whole = [each.pk for each in found_passages(database, hits, 0, hits.total)]
    cut = [each.pk for n in range(hits.total) for each in found_passages(database, hits, n, n + 1)]
    assert cut == whole
    assert len(set(whole)) == hits.total
    if ranked == 1:  # the latest document first
        days = [each.document.on for each in found_passages(database, hits, 0, hits.total)]
        assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    first = next(iter(hits.by_document))
    assert hits.of([first]).total == hits.by_document[first]


@pytest.mark.parametrize(
    "hostile", ['"', "*", "NEAR(a b)", "a' OR 1=1 --", "a AND OR NOT -b", "%_\x00", "x" * 5000, ":&|!()"]
)
def test_no_search_can_be_anything_but_words(home: Home, hostile: str) -> None:
    loading.keep(home, library()[:1], by="somebody")
    assert isinstance(said(home, hostile), list)


def test_another_reading_of_a_file_takes_the_place_of_the_one_before(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, first = home.aliases.service, library()[0]
    loading.keep(home, [first], by="somebody")
    monkeypatch.setattr(loading, "reading_digest", lambda: "another")
    loading.keep(home, [replace(first, recommendations=())], by="somebody")
    kept = Document.objects.using(database).get()
    assert (kept.reading, kept.recommendations) == ("another", 0)
    assert Judgement.objects.using(database).count() == len(first.judgements)
    assert Problem.objects.using(database).count() == len(first.problems)
    assert said(home, "interviews", Wanted(kinds=["recommendation"])) == []


def test_of_two_files_of_one_inspection_the_later_counts(home: Home) -> None:
    once = library()[0]
    loading.keep(home, [once], by="somebody")
    assert [each.document.file for each in graded(home.aliases.service, ["330"])["330"]] == [once.file]
    loading.keep(home, [replace(once, file="again.pdf", sha256="f" * 64)], by="somebody")
    assert [each.document.file for each in graded(home.aliases.service, ["330"])["330"]] == ["again.pdf"]
    assert authorities_held(home.aliases.service) == {"330": 1}


def test_a_load_that_was_stopped_goes_on_and_a_file_that_is_there_is_not_read_again(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "same.txt"):
        (folder / name).write_text(ARTICLE + ("" if name == "same.txt" else name), encoding="utf-8")
    (folder / "labels.csv").write_text("no,document\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"")
    files = loading.documents_in([folder])
    assert [each.name for each in files] == ["a.txt", "b.txt", "broken.pdf", "same.txt"]
    told: list[int] = []
    monkeypatch.setattr(loading, "AT_A_TIME", 1)

    def killed(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.bring_in(home, files, by="somebody", progress=killed)
    assert Document.objects.using(home.aliases.service).count() == 2
    brought = loading.bring_in(home, files, by="somebody", progress=lambda done, of: told.append(done))
    assert (brought.files, brought.unchanged, brought.read, brought.unread) == (4, 2, 2, 1)
    assert told == [2, 3, 4]
    assert loading.bring_in(home, files, by="somebody").unchanged == 4
    assert Document.objects.using(home.aliases.service).filter(document_type="news_article").count() == 3


def test_an_upload_is_read_once_and_says_what_became_of_it(home: Home, tmp_path: Path) -> None:
    from datetime import UTC, datetime
    from uuid import uuid4

    database = home.aliases.service
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    sent = Upload.objects.using(database).create(key=uuid4(), asked_at=datetime.now(UTC), asked_by="analyst")
    assert read_into_library(home, sent.key, tmp_path)
    sent.refresh_from_db()
    assert (sent.done, sent.unchanged, sent.unread, sent.problem) == (1, 0, 0, "")
    assert not read_into_library(home, sent.key, tmp_path)
    lost = Upload.objects.using(database).create(key=uuid4(), asked_at=datetime.now(UTC), asked_by="analyst")
    assert read_into_library(home, lost.key, tmp_path / "gone")
    lost.refresh_from_db()
    assert "no longer there" in lost.problem


def test_grades_of_a_year_count_for_each_part_an_area_covers(home: Home) -> None:
    loading.keep(home, library(), by="somebody")
    database = home.aliases.service
    assert distribution(database, OVERALL) == {
        2014: {"inadequate": 1}, 2017: {"good": 1}, 2018: {"good": 1}, 2022: {"good": 1}, 2023: {"good": 1},
    }  # fmt: skip
    assert distribution(database, CARE_LEAVERS)[2023] == {"outstanding": 1}
    assert distribution(database, ADOPTION) == distribution(database, IN_CARE) | {2014: {"good": 1}}


def test_areas_are_followed_through_mergers_and_divisions() -> None:
    apart = frozenset({"in_care", "care_leavers", "leadership"})
    assert areas_after("sif", "adoption", "ilacs", apart) == ("in_care", "care_leavers")
    assert areas_after("sif", "care_leavers", "ilacs", frozenset({"in_care_and_care_leavers"})) == (
        "in_care_and_care_leavers",
    )
    assert areas_after("ilacs", "leadership", "ilacs", apart) == ("leadership",)
    assert areas_after("sif", "lscb", "ilacs", apart) == ()
    assert strands_of("ilacs", "in_care_and_care_leavers") == (IN_CARE, ADOPTION, CARE_LEAVERS)
    assert strands_of("lac_2013", "outcomes") == strands_of("lac_2013", "leadership") == ()


def test_a_report_without_a_date_has_no_place_in_a_history(home: Home) -> None:
    undated = replace(inspection("330", date(2023, 3, 3), "ilacs", APART), inspection_start=None, inspection_end=None)
    loading.keep(home, [undated], by="somebody")
    assert graded(home.aliases.service, ["330"]) == {"330": ()}
