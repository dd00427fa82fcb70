"""Every table of the service says what becomes of it when a child's identity goes: none can be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from lineofsight.core.papers import BOOKS, FOLDERS, OF_NO_CHILD, PAPERS, PREPARED, Fate, Papers, Words, papers_of
from tests.support.repository import tracked_texts

# Names of columns that lead to a child: a table that has one is about children, whatever is said of it.
LEADS_TO_A_CHILD = frozenset({"reference", "child", "child_id", "local_id", "holder"})
WORDS = frozenset({"TextField", "CharField", "JSONField"})
KINDS = frozenset({"models.Model", "AbstractUser", "Once", "Versioned"})


@dataclass(frozen=True)
class Model:
    """A model as its file says it: the kind of each column, and the class each foreign key leads to."""

    name: str
    table: str
    columns: dict[str, str]
    leads_to: dict[str, str]


def models_in(text: str, folder: str) -> Iterator[Model]:
    for found in ast.walk(ast.parse(text)):
        if isinstance(found, ast.ClassDef) and KINDS & {ast.unparse(base) for base in found.bases}:
            meta = next((each for each in found.body if isinstance(each, ast.ClassDef) and each.name == "Meta"), None)
            said = {ast.unparse(each.targets[0]): each.value for each in (meta.body if meta else [])
                    if isinstance(each, ast.Assign)}  # fmt: skip
            if "abstract" in said:
                continue
            named = said.get("db_table")
            table = str(named.value) if isinstance(named, ast.Constant) else f"{folder}_{found.name.lower()}"
            yield Model(found.name, table, *_columns(found))


def _columns(found: ast.ClassDef) -> tuple[dict[str, str], dict[str, str]]:
    columns, leads_to = {}, {}
    for each in found.body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
            name, kind = ast.unparse(each.targets[0]), ast.unparse(each.value.func).rpartition(".")[2]
            if kind.endswith("Field"):
                columns[name] = kind
            if kind in ("ForeignKey", "OneToOneField"):
                columns[f"{name}_id"] = kind
                leads_to[f"{name}_id"] = ast.unparse(each.value.args[0]).strip("'").rpartition(".")[2]
    return columns, leads_to


@cache
def models() -> dict[str, Model]:
    found = [
        each
        for path, text in tracked_texts().items()
        if path.startswith(("lineofsight/web/", "lineofsight/record/")) and path.endswith(".py")
        and "/migrations/" not in path
        for each in models_in(text, path.split("/")[2])
    ]  # fmt: skip
    return {each.table: each for each in found}


def tables_of(papers: Papers) -> list[tuple[str, Words]]:
    return [(papers.table, papers.words), *((part.table, part.words) for part in papers.parts)]


ABOUT = [pair for each in PAPERS for pair in tables_of(each)]


def test_every_table_is_kept_with_why_or_goes() -> None:
    said = {table for table, _ in ABOUT} | set(PREPARED) | set(OF_NO_CHILD) | set(BOOKS)
    assert sorted(set(models()) - said) == []
    assert sorted(said - set(models())) == []
    assert [each.table for each in PAPERS if not each.why] == []
    assert [name for each in (OF_NO_CHILD, BOOKS, PREPARED, FOLDERS) for name, why in each.items() if not why] == []


def test_what_is_said_to_be_about_no_child_leads_to_none() -> None:
    about = {table for table, _ in ABOUT}
    by_name = {model.name: model.table for model in models().values()}
    for table in OF_NO_CHILD:
        model = models()[table]
        assert LEADS_TO_A_CHILD & set(model.columns) == set(), table
        assert {by_name.get(name) for name in model.leads_to.values()} & about == set(), table


@pytest.mark.parametrize(
    "table", [table for each in PAPERS if each.fate is not Fate.REMOVED for table, _ in tables_of(each)]
)
def test_every_column_of_words_goes_or_is_said_to_be_a_fact(table: str) -> None:
    said, model, papers = dict(ABOUT)[table], models()[table], papers_of(table)
    kept_apart = {papers.column, *papers.ids} if papers else set()
    typed = {name for name, kind in model.columns.items() if kind in WORDS}
    assert typed - {*said.blank, *said.facts} - kept_apart == set()
    for name in (*said.text, *said.mappings, *said.lists):
        assert (model.columns[name] == "JSONField") is (name not in said.text), name
    assert {*said.facts, *kept_apart} <= set(model.columns)


def test_parts_are_found_by_what_they_belong_to() -> None:
    by_name = {model.name: model.table for model in models().values()}
    for papers in PAPERS:
        assert papers.key == "id" or papers.key in models()[papers.table].columns
        assert not papers.named or papers.named in models()[papers.table].columns
        for part in papers.parts:
            assert by_name[models()[part.table].leads_to[part.of]] == papers.table


def test_a_new_table_about_a_child_is_found() -> None:
    text = """
class Visitor(models.Model):
    reference = models.TextField()
    letter = models.ForeignKey(Letter, models.PROTECT)

class Plain:
    reference = 1
"""
    assert list(models_in(text, "visitors")) == [
        Model("Visitor", "visitors_visitor", {"reference": "TextField", "letter_id": "ForeignKey"},
              {"letter_id": "Letter"}),
    ]  # fmt: skip
    assert LEADS_TO_A_CHILD & set(next(models_in(text, "visitors")).columns) == {"reference"}


@pytest.mark.parametrize(
    "wrong", [{"why": ""}, {"fate": Fate.KEPT, "words": Words(("note",))}, {"fate": Fate.KEPT, "ids": ("local_id",)}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="letters"):
        Papers(**({"table": "letters", "fate": Fate.GOES, "why": "It goes."} | wrong))
