"""The handbook and the examples are as the definitions and the specs now make them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from lineofsight import sources
from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.england_figures import england_figures
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.table import PROVENANCE
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import Extent
from lineofsight.reports.handbook.not_included import disagreements, reference_codes
from lineofsight.reports.handbook.pages import pages, stale, write
from lineofsight.reports.handbook.reach import reaches
from lineofsight.returns import annex_a, cin, ssd, ssda903
from lineofsight.returns.rulebooks.wording import every_rule
from lineofsight.simulation import simulate
from lineofsight.sources.reading import Reading
from tests.support.examples import FILE, RULES_FILE, gather, gather_rules, written
from tests.support.repository import ROOT

RUN = "Run `make handbook` and commit what it changes."


def test_the_examples_are_those_of_the_specs() -> None:
    assert FILE.read_text(encoding="utf-8") == written(gather()), RUN


def test_the_examples_of_rules_are_those_of_their_specs() -> None:
    assert RULES_FILE.read_text(encoding="utf-8") == written(gather_rules()), RUN


def test_every_rule_of_every_return_has_its_place_and_examples() -> None:
    made = "".join(text for name, text in pages().items() if "/rules/" in name)
    for collection in ("ssda903", "cin"):
        for words in every_rule(collection):
            assert f'<a id="{words.code}"></a>' in made
            assert bool(words.examples) == (words.years != "In no year")


def test_the_handbook_is_current() -> None:
    assert stale(ROOT) == (), RUN


def test_what_is_stale_missing_or_left_over_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == ()
    (tmp_path / "docs/handbook/index.md").write_text("# Handbook\n", encoding="utf-8")
    (tmp_path / "docs/handbook/codes.md").unlink()
    (tmp_path / "docs/handbook/of_before.md").write_text("# Of before\n", encoding="utf-8")
    assert stale(tmp_path) == ("docs/handbook/codes.md", "docs/handbook/index.md", "docs/handbook/of_before.md")
    write(tmp_path)
    assert stale(tmp_path) == ()


def test_every_definition_and_table_has_its_place() -> None:
    made = pages()
    for code, standard in STANDARDS.items():
        assert f'<a id="{code}"></a>' in made[f"docs/handbook/standards/{standard.area}.md"]
    for code, indicator in DEFINED.items():
        assert f'<a id="{code}"></a>' in made[f"docs/handbook/measures/{indicator.area}.md"]
    for name in TABLES:
        assert f'<a id="{name}"></a>' in made["docs/handbook/tables.md"]


def test_no_page_is_too_long_to_open_and_the_whole_does_not_run_away() -> None:
    sizes = {name: len(text.encode()) for name, text in pages().items() if name.startswith("docs/handbook/")}
    apart = {part: sum(size for name, size in sizes.items() if part in name) for part in ("/rules/", "/inspection/")}
    assert apart["/rules/"] < 500_000
    assert apart["/inspection/"] < 100_000
    assert sum(sizes.values()) - sum(apart.values()) < 1_200_000
    assert max(sizes.values()) < 250_000


def test_rows_looked_at_on_several_days_are_given_once_with_what_follows_on_each() -> None:
    words = "<details><summary>What was not recorded in three months is never done and no longer waiting.</summary>"
    _, _, after = pages()["docs/handbook/standards/leadership.md"].partition(words)
    example = after.partition("</details>")[0]
    assert words not in after
    assert example.count("| amy | 2024-01-31 |  |") == 1
    assert re.findall(r"What follows, on (.+):", example) == ["1 February 2024", "29 April 2024", "30 April 2024"]


def test_what_is_numbered_within_more_than_the_child_says_so() -> None:
    tables = pages()["docs/handbook/tables.md"]
    assert "numbered in order of its day among those of the same “worker”." in tables
    assert "each entry in “care leavers' homes”, numbered in order of its day." in tables


def test_every_link_to_a_code_finds_it() -> None:
    made = pages()
    for name, text in made.items():
        for link, anchor in re.findall(r"\]\(([^)#]+)#([^)]+)\)", text):
            target = (Path(name).parent / link).as_posix()
            parts: list[str] = []
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert f'<a id="{anchor}"></a>' in made["/".join(parts)], f"{name} leads to {link}#{anchor}"


def test_what_is_left_out_is_said_with_its_reason() -> None:
    assert disagreements() == ()
    assert [kind for kind, count in (("standards", 202), ("indicators", 201))
            if sum(each.kind == kind for each in reference_codes()) != count] == []  # fmt: skip


def test_englands_figures_are_of_known_measures_and_say_when_and_from_where() -> None:
    known = {each.code for each in reference_codes() if each.kind == "indicators"}
    assert england_figures().keys() <= known
    assert [code for code, each in england_figures().items() if not each.period or not each.source] == []
    shown = england_figures()["re_referrals_12m"]
    assert (shown.words, shown.period) == ("22.6%", "year to 31 March 2025")
    assert (
        "England: 22.6%, year to 31 March 2025 (Children in need 2025, table C1)."
        in (pages()["docs/handbook/measures/front_door.md"])
    )


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Reading]:
    """What each reader makes of a small simulated authority, written in its format."""
    folder = tmp_path_factory.mktemp("formats")
    tables = simulate(1000, 3, 1)
    ssd.write(tables, folder / "ssd")
    annex_a.write(tables, folder / "annex_a.xlsx", date(2026, 9, 30))
    cin.write(tables, folder / "cin.xml", "2025-26", "999")
    ssda903.write(tables, folder / "ssda903", "2025-26")
    return {reading.source: reading for path in sorted(folder.iterdir()) for reading in sources.read([path])}


@pytest.mark.parametrize("source", ["ssd", "annex_a", "cin", "ssda903"])
def test_a_source_is_said_to_fill_every_column_that_its_reader_fills(
    source: str, readings: Mapping[str, Reading]
) -> None:  # fmt: skip
    (reach,) = [each for each in reaches() if each.source == source]
    assert [f"{table}.{column}" for table, column in reach.cells if not TABLES[table].has(column)] == []
    provenance = {column.name for column in PROVENANCE}
    filled = {
        (name, column.name) for name, frame in readings[source].tables.items() for column in frame
        if column.null_count() < len(column) and column.name not in provenance
    }  # fmt: skip
    assert filled - reach.cells == set()
    told = {name: part.extent for name, part in readings[source].coverage.items() if part.extent is not Extent.NONE}
    assert told.items() <= reach.tables.items()
