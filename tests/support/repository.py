"""The repository as Git knows it, and its dependencies as pyproject.toml declares, locks and installs them."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file in Git's index that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(file for file in files if file.is_file())


@cache
def tracked_texts() -> Mapping[str, str]:
    """The text of every tracked file that is text, by its path from the top."""
    texts = {}
    for file in tracked_files():
        content = file.read_bytes()
        if b"\0" not in content:
            texts[file.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts


@cache
def project() -> Mapping[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run_time_requirements() -> list[Requirement]:
    """What the program needs, without extras."""
    return [Requirement(line) for line in project()["project"]["dependencies"]]


def every_requirement() -> list[Requirement]:
    """What the program, its extras and its tests need."""
    extras = project()["project"]["optional-dependencies"].values()
    groups = project()["dependency-groups"]
    # A group may take in another: {include-group = "node"}.
    test = [
        line for item in groups["test"] for line in ([item] if isinstance(item, str) else groups[item["include-group"]])
    ]
    return run_time_requirements() + [Requirement(line) for group in (*extras, test) for line in group]


def locked(name: str) -> dict[str, Requirement]:
    """The requirements of requirements/`name`.txt, by canonical name."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = (Requirement(line.removesuffix("\\")) for line in lines if line and not line.startswith((" ", "#")))
    return {canonicalize_name(pin.name): pin for pin in pins}


def needed_by(requirements: Iterable[Requirement]) -> set[str]:
    """The canonical names of all that `requirements` bring in here, read from what is installed.

    Raises LookupError if something they bring in is not installed.
    """
    waiting = [(each, frozenset(each.extras)) for each in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            lines = distribution(name).requires or []
        except PackageNotFoundError:
            raise LookupError(f"{name} is needed but not installed. Run make setup-test.") from None
        for line in lines:
            further = Requirement(line)
            if further.marker is None or any(further.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                waiting.append((further, frozenset(further.extras)))
    return {name for name, _ in seen}
