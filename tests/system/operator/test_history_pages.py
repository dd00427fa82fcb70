"""The script that makes an authority's years into pages: from documents of our own, facts only, naming no path."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lxml import etree

from lineofsight.web.inspections.history_pages import few_words, kept_events
from tests.support.repository import ROOT
from tests.unit.inspections.made import ILACS

ARTICLE = (
    "Kent children’s services\n\n17 January 2025\n\nIn 2021 the government issued an improvement notice to Kent County "
    "Council’s children’s services. Ofsted rated Kent’s children’s services inadequate in 2021.\n"
)
TIMELINE = """# What happened

| date (precision) | event | quote | from |
| --- | --- | --- | --- |
| 2021 (year; piece undated, "last month") | lowest rating ("the worst") of a cluster | "was among a cluster" | 001 |
| May 2022 | commissioner: "a firm hand"; stays a year | "a firm hand" | R2024 para 104, 106 |
| not dated | never told | "x" | 002 |
"""


def made(folder: Path) -> Path:
    """Two reports, an article and a timeline."""
    later = "\n".join(line for page in ILACS for line in page)
    earlier = later.replace("2024", "2021").replace("Requires improvement to be good", "Inadequate")
    for name, text in (("later.txt", later), ("earlier.txt", earlier), ("news.txt", ARTICLE)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "timeline.md").write_text(TIMELINE, encoding="utf-8")
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts/authority-history"), *arguments], capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_pages_and_pictures_are_made_of_facts_alone(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    given, into = made(tmp_path / "documents"), tmp_path / "pages"
    files = [str(given / name) for name in ("later.txt", "earlier.txt", "news.txt")]
    ended = run("--authority", "886", "--timeline", str(given / "timeline.md"), "--into", str(into), *files)
    assert ended.returncode == 0, ended.stderr
    pages = {path.name: path.read_text(encoding="utf-8") for path in into.iterdir()}
    assert {"index.md", "grades.md", "recommendations.md", "timeline.md", "years.svg"} <= set(pages)
    for text in pages.values():
        assert str(tmp_path) not in text
        assert str(ROOT) not in text
        # No sentence of the article, no quotation of the timeline.
        assert "issued an improvement notice" not in text
        assert "firm hand" not in text
        assert "the worst" not in text
    assert "Made from 2 reports, 0 letters and 1 news article" in pages["index.md"]
    assert "| Help and protection | Inadequate |" in pages["grades.md"]
    assert "| Overall effectiveness | Inadequate | Requires improvement | Better |" in pages["grades.md"]
    assert "“The timeliness of strategy meetings" in pages["recommendations.md"]
    assert "| 2021 | A notice or intervention is told | news |" in pages["timeline.md"]
    assert "| 2021 (year) | lowest rating of a cluster | news |" in pages["timeline.md"]
    assert "| May 2022 | commissioner: stays a year | report of 2024 |" in pages["timeline.md"]
    assert "never told" not in pages["timeline.md"]
    assert etree.fromstring(pages["years.svg"].encode()).tag.endswith("svg")


def test_an_authority_of_which_there_is_nothing_and_a_path_that_is_not_there_are_told(tmp_path: Path) -> None:
    absent = run("--into", str(tmp_path / "pages"), str(tmp_path / "nowhere"))
    assert (absent.returncode, "is not there" in absent.stderr) == (2, True)
    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    nothing = run("--authority", "330", "--into", str(tmp_path / "pages"), str(tmp_path / "news.txt"))
    assert (nothing.returncode, "Nothing was written" in nothing.stderr) == (2, True)
    assert not (tmp_path / "pages").exists()


def test_a_quotation_is_cut_and_a_table_without_dates_gives_nothing() -> None:
    assert few_words("one two") == "one two"
    assert few_words(" ".join(str(n) for n in range(20))).endswith("12 13 …")
    assert kept_events("| when | what | from |\n| --- | --- | --- |\nwords 2014 | no table\n") == []
