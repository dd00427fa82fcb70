"""No tracked file names a registry's host, one machine's folders, or who or what typed it."""

from __future__ import annotations

import re

import pytest

from tests.support.repository import tracked_files, tracked_texts

# Written in two halves, so that this file keeps its own rule.
_HALVES = {
    "a package registry's host: leave the choice of index to each machine's settings": [
        ("pypi", r"\.org"), ("python", "hosted"), ("registry", r"\.npmjs"), ("registry", r"\.yarnpkg"),
        ("deb", r"\.debian\.org"), ("files\\.", "python"), ("proxy", r"\.golang"), ("--index", "-url "),
        ("--find", "-links "),
    ],
    "a folder of one machine: write it relative to the repository or the home": [
        ("/work", "/main"), ("/work", "/shared"), ("/work", r"/\.lib"), ("/tmp", "/setup"), ("/root", "/"),
        ("/opt", "/wheels"),
    ],
    "who or what typed it: say what and why": [
        ("chat", "gpt"), ("anth", "ropic"), ("open", "ai\\b"), ("\\bclau", "de\\b"), ("github co", "pilot"),
        ("\\bAI[ -]", "(assist|generat)"), ("language ", "model"),
    ],
}  # fmt: skip
_PATTERNS = {
    reason: re.compile("|".join(first + second for first, second in halves), re.IGNORECASE)
    for reason, halves in _HALVES.items()
}
_UNFINISHED = re.compile("|".join(f"{first}{second}" for first, second in [
    ("TO", "DO"), ("FIX", "ME"), ("NotImplemented", "Error"), ("pragma: no", " cover"),
]))  # fmt: skip
_SKIPPED = re.compile("|".join(f"{first}{second}" for first, second in [
    (r"pytest\.(mark\.)?sk", "ip"), (r"pytest\.(mark\.)?xf", "ail"), (r"pytest\.import", "orskip"),
    (r"unittest\.sk", "ip"),
]))  # fmt: skip


def _found(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("reason", _PATTERNS)
def test_no_tracked_file_holds(reason: str) -> None:
    assert _found(_PATTERNS[reason], dict(tracked_texts())) == []


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (next(iter(_PATTERNS)), "see https://" + "pypi" + ".org/simple"),
        (list(_PATTERNS)[1], 'read("/work' + '/shared/x.yaml")'),
        (list(_PATTERNS)[2], "written by an A" + "I assistant"),
    ],
)
def test_the_patterns_find_what_they_are_for(reason: str, line: str) -> None:
    assert _found(_PATTERNS[reason], {"a.py": f"fine\n{line}\n"}) == [f"a.py:2: {line}"]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (_UNFINISHED, "# TO" + "DO: later"),
        (_SKIPPED, "@pytest.mark.sk" + "ipif(True)"),
        (_SKIPPED, "pytest.xf" + "ail()"),
    ],
)
def test_what_is_unfinished_is_found(pattern: re.Pattern[str], line: str) -> None:
    assert _found(pattern, {"a.py": line}) == [f"a.py:1: {line}"]


def test_nothing_is_left_unfinished() -> None:
    python = {name: text for name, text in tracked_texts().items() if name.endswith(".py")}
    assert _found(_UNFINISHED, python) == []


def test_no_test_is_left_out() -> None:
    tests = {name: text for name, text in tracked_texts().items() if name.startswith("tests/")}
    assert _found(_SKIPPED, tests) == []


def test_no_module_is_over_400_lines() -> None:
    long = {
        name: text.count("\n")
        for name, text in tracked_texts().items()
        if name.endswith(".py") and "/migrations/" not in name and text.count("\n") > 400
    }
    assert long == {}, "Split these by subject: a module has 50 to 150 lines as a rule."


def test_no_record_is_tracked() -> None:
    suffixes = {".sqlite3", ".db", ".duckdb", ".parquet"}
    assert [file.name for file in tracked_files() if file.suffix in suffixes] == []
