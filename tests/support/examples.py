"""The examples that pages show: what each spec gives and expects, gathered without evaluating anything.

`python -m tests.support.examples` writes them to the package. That they are true is for the specs themselves to say.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from lineofsight.evaluation.coverage import Coverage, everything_covered
from tests.specs.returns.examples import examples as rule_examples
from tests.support.repository import ROOT
from tests.support.tables import parse

SPECS = ROOT / "tests" / "specs"
FILE = ROOT / "lineofsight" / "catalogue" / "data" / "examples.json"
RULES_FILE = ROOT / "lineofsight" / "returns" / "rulebooks" / "data" / "examples.json"
COLLECTIONS = ("ssda903", "cin")

Example = dict[str, Any]
Examples = dict[str, dict[str, list[Example]]]

_gathered: list[tuple[str, str, Example]] | None = None


def gathering() -> bool:
    """Whether specs are being read rather than run."""
    return _gathered is not None


def note(
    kind: str, code: str, tables: Mapping[str, str], expect: str, coverage: Coverage | None, **facts: str | None
) -> None:
    """Keep one call of a spec: its tables as written, what it expects, and the days or figure it names."""
    assert _gathered is not None, "Nothing is being gathered."
    example: Example = {name: value for name, value in facts.items() if value is not None}
    if coverage is not None:
        example["covered"] = _covered(coverage)
    example["tables"] = {name: _table(text) for name, text in tables.items()}
    example["expect"] = _table(expect)
    _gathered.append((kind, code, example))


def gather() -> Examples:
    """Every spec's examples by kind and code, in the order of the files and of the tests in them."""
    found: Examples = {"standards": {}, "indicators": {}}
    with _collecting() as noted:
        for path in sorted(SPECS.rglob("test_*.py")):
            for test in _tests(importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))):
                for arguments in _arguments(test):
                    test(**arguments)
                    words = test.__name__.removeprefix("test_").replace("_", " ")
                    for kind, code, example in noted:
                        found[kind].setdefault(code, []).append({"shows": words, **example})
                    noted.clear()
    return {kind: dict(sorted(codes.items())) for kind, codes in found.items()}


def written(examples: Examples) -> str:
    """The file's text: one example a line, so that a change is seen as one."""
    lines = ["{"]
    for kind, codes in examples.items():
        lines.append(f'"{kind}": {{')
        for code, items in codes.items():
            body = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)
            lines.append(f' "{code}": [\n{body}\n ],')
        lines[-1] = lines[-1].removesuffix(",")
        lines.append("},")
    lines[-1] = "}"
    return "\n".join([*lines, "}", ""])


def gather_rules() -> Examples:
    """Every rule's examples by return and code, in the order of the files."""
    found: Examples = {}
    for collection in COLLECTIONS:
        codes = found.setdefault(collection, {})
        for example in rule_examples(collection):
            tables = {
                name: {"columns": columns, "rows": [[cell or "" for cell in row] for row in rows],
                       "broken": sorted(example.shown[name])}
                for name, (columns, rows) in example.tables.items()
            }  # fmt: skip
            told = {"year": example.year, "whole_return": example.whole_return, "tables": tables}
            codes.setdefault(example.code, []).append(told)
    return found


@contextmanager
def _collecting() -> Iterator[list[tuple[str, str, Example]]]:
    global _gathered
    _gathered = []
    try:
        yield _gathered
    finally:
        _gathered = None


def _tests(module: ModuleType) -> Iterator[FunctionType]:
    for name, value in vars(module).items():
        if name.startswith("test_") and isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield value


def _arguments(test: FunctionType) -> Iterator[dict[str, Any]]:
    """The arguments of each time a test runs, from its `parametrize` marks."""
    several: list[list[dict[str, Any]]] = []
    for mark in reversed([mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]):
        names, values = mark.args[0], mark.args[1]
        listed = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        several.append([
            dict(zip(listed, value if len(listed) > 1 else (value,), strict=True)) for value in values
        ])  # fmt: skip
    for parts in itertools.product(*several):
        given = {name: value for part in parts for name, value in part.items()}
        missing = set(inspect.signature(test).parameters) - given.keys()
        assert not missing, f"{test.__module__}.{test.__name__} asks for {missing}: a spec takes no fixtures."
        yield given


def _table(text: str) -> dict[str, list[Any]]:
    heading = [cell.strip() for cell in text.strip().splitlines()[0].split("|")] if text.strip() else []
    rows = parse(text) if text.strip() else []
    return {"heading": heading, "rows": [[row[name] for name in heading] for row in rows]}


def _covered(coverage: Coverage) -> dict[str, str]:
    """Where the coverage is not everything: table to its reach in words."""
    whole = everything_covered()
    told = {}
    for name in sorted(whole):
        reach = coverage.get(name)
        if reach == whole[name]:
            continue
        extent = "none" if reach is None else reach.extent.value.replace("_", " ")
        days = (
            []
            if reach is None
            else [f"from {reach.from_on}"] * bool(reach.from_on) + [f"to {reach.to_on}"] * bool(reach.to_on)
        )
        told[name] = " ".join([extent, *days])
    return told


def main(path: Path = FILE) -> None:
    """Write both files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(gather()), encoding="utf-8")
    RULES_FILE.write_text(written(gather_rules()), encoding="utf-8")


if __name__ == "__main__":
    # Specs note their examples in the module they import, which is not the one that runs as a program.
    importlib.import_module("tests.support.examples").main()
