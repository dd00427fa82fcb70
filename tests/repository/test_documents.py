"""The documents a reader looks for are there, and agree with the program."""

from __future__ import annotations

import re

import pytest

import lineofsight
from tests.support.repository import ROOT, project, tracked_texts


@pytest.mark.parametrize(
    "name",
    ["LICENSE", "ATTRIBUTION.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", "GLOSSARY.md",
     "DEVELOPERS.md"],
)  # fmt: skip
def test_is_there_and_says_something(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").split()) > 50


def test_the_changelog_starts_with_this_version() -> None:
    headings = re.findall(r"^## (\S+)", tracked_texts()["CHANGELOG.md"], flags=re.MULTILINE)
    assert headings[0] == lineofsight.__version__


def test_the_licence_is_the_one_declared() -> None:
    assert project()["project"]["license"] == "MIT"
    assert tracked_texts()["LICENSE"].startswith("MIT License\n\nCopyright (c) 2026 The Line of Sight contributors\n")


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for name, text in tracked_texts().items():
        if name.endswith(".md"):
            folder = (ROOT / name).parent
            links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
            broken += [f"{name}: {link}" for link in links if "://" not in link and not (folder / link).exists()]
    assert broken == []


def test_every_target_of_make_is_listed_by_help() -> None:
    makefile = tracked_texts()["Makefile"]
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, flags=re.MULTILINE))
    assert set(phony.split()) == explained


def test_every_decision_is_in_the_index_by_its_own_title() -> None:
    listed = re.findall(r"^- \[(\d+)\\\. (.+)\]\((adr/.+)\)$", tracked_texts()["docs/index.md"], flags=re.MULTILINE)
    written = {
        name.removeprefix("docs/"): re.findall(r"^# (\d+)\. (.+)$", text, flags=re.MULTILINE)[0]
        for name, text in tracked_texts().items() if name.startswith("docs/adr/")
    }  # fmt: skip
    assert {link: (number, title) for number, title, link in listed} == written
    assert [int(number) for number, *_ in listed] == sorted(int(number) for number, _ in written.values())


def test_the_glossary_says_what_a_word_means_once() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|", tracked_texts()["GLOSSARY.md"], flags=re.MULTILINE)
    words = [word for row in rows for word in row.split(", ")]
    assert len(words) > 50
    assert sorted({word for word in words if words.count(word) > 1}) == []
