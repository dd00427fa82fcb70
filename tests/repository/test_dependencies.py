"""Dependencies are declared with a reason, locked with hashes, installed as locked, and under licences we can keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageMetadata, distribution, version
from itertools import takewhile

import pytest
from packaging.utils import canonicalize_name

from tests.support.repository import (
    ROOT,
    every_requirement,
    locked,
    needed_by,
    run_time_requirements,
    tracked_texts,
)

_REASONED = re.compile(r'^    "[^"]+",\s+# \S.{10,}$')
_AFFERO = re.compile(r"affero|\bAGPL", re.IGNORECASE)


def _without_reason(text: str) -> list[str]:
    """The lines of every list of requirements in a pyproject.toml that give no reason."""
    lines = iter(text.splitlines())
    unreasoned = []
    for line in lines:
        if re.match(r"^(dependencies|fast|mssql|node|pdf|spark|test|setup|\w+) = \[$", line):
            inside = takewhile(lambda each: each != "]", lines)
            unreasoned += [each for each in inside if re.match(r'^    "[a-z0-9-]+(\[|[<>=~])', each)]
    return [line for line in unreasoned if not _REASONED.match(line)]


def test_every_dependency_has_a_line_of_reason() -> None:
    assert _without_reason((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_a_dependency_without_reason_is_found() -> None:
    text = 'dependencies = [\n    "django>=5.2",   # the record and the pages\n    "left-pad>=1",\n]\n'
    assert _without_reason(text) == ['    "left-pad>=1",']


@pytest.mark.parametrize(("name", "requirements"), [("run", run_time_requirements()), ("test", every_requirement())])
def test_what_is_declared_is_locked(name: str, requirements: Iterable[object]) -> None:
    requirements = list(every_requirement() if name == "test" else run_time_requirements())
    pins = locked(name)
    needed = needed_by(requirements)
    assert needed - pins.keys() == set(), "Run make lock."
    here = {pin for pin, requirement in pins.items() if requirement.marker is None}
    assert here - needed == set(), "Locked but no longer needed. Run make lock."
    for requirement in requirements:
        (pinned,) = pins[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pinned.version), f"{requirement} is locked at {pinned}. Run make lock."


def test_the_smaller_lock_agrees_with_the_larger() -> None:
    run, test = locked("run"), locked("test")
    # Where it is wanted may differ: more of the larger's requirements ask for it.
    assert {name: run[name].specifier for name in run} == {name: test[name].specifier for name in run}


def test_what_is_installed_is_what_is_locked() -> None:
    pins = locked("test")
    installed = {name: version(name) for name in needed_by(every_requirement())}
    assert installed == {name: next(iter(pins[name].specifier)).version for name in installed}


@pytest.mark.parametrize("name", ["setup", "run", "node", "test"])
def test_every_locked_version_has_hashes(name: str) -> None:
    text = tracked_texts()[f"requirements/{name}.txt"]
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(name))
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def _licence(metadata: PackageMetadata) -> str:
    """What is declared: of a whole text the first line only, as the GNU licence itself names the Affero one."""
    declared = [metadata.get(field, "").strip().partition("\n")[0] for field in ("License-Expression", "License")]
    classifiers = [each for each in metadata.get_all("Classifier", []) if each.startswith("License")]
    return "\n".join(filter(None, [*declared, *classifiers]))


def test_nothing_installed_to_run_is_under_the_affero_licence() -> None:
    licences = {name: _licence(distribution(name).metadata) for name in needed_by(every_requirement())}
    assert [name for name, licence in licences.items() if not licence] == []
    assert [name for name, licence in licences.items() if _AFFERO.search(licence)] == []


@pytest.mark.parametrize("licence", ["AGPL-3.0-or-later", "GNU Affero General Public License v3"])
def test_the_affero_licence_is_recognised(licence: str) -> None:
    assert _AFFERO.search(licence)


def test_npm_packages_are_locked_with_hashes_and_without_a_host() -> None:
    lock = tracked_texts()["package-lock.json"]
    assert '"integrity": "sha512-' in lock
    assert '"resolved"' not in lock
