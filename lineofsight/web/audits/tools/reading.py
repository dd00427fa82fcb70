"""Tools read from YAML: those that come with the program, and an authority's own in its home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lineofsight.record.home import AUDIT_TOOLS
from lineofsight.web.audits.tools.shape import Choice, Question, Section, Tool, Voice

AUDIT, DIP, JOINT = "audit", "dip", "joint"
LARGEST = 200_000
"""Characters of one tool's file."""


class ToolRefused(ValueError):
    """A tool that cannot be used; the message says which, why, and what to do."""


def tool_from(data: Mapping[str, Any]) -> Tool:
    """A tool from its data, as a file holds it and an audit keeps it. Raises ToolRefused."""
    try:
        return Tool(
            str(data["code"]), int(data["version"]), str(data["title"]),
            {str(name): tuple(Choice(str(each["code"]), str(each["title"]), str(each["grade"])) for each in choices)
             for name, choices in data["scales"].items()},
            tuple(_section(each) for each in data["sections"]),
            tuple(Voice(str(each["code"]), str(each["title"]), str(each.get("guidance") or ""))
                  for each in data.get("voices") or ()),
        )  # fmt: skip
    except KeyError as problem:
        raise ToolRefused(f"The tool does not say its {problem.args[0]}. Write it in, as in practice-1.yaml.") from None
    except (ValueError, TypeError, AttributeError) as problem:
        raise ToolRefused(f"The tool cannot be used: {problem}") from None


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        str(data["code"]), str(data["title"]), str(data.get("about") or ""),
        tuple(
            Question(str(each["code"]), str(each["text"]), str(each.get("guidance") or ""), str(each["scale"]))
            for each in data["questions"]
        ),
    )  # fmt: skip


def tools_in_force(home: Path) -> dict[str, dict[str, Any]]:
    """The latest version of each audit tool, as data, by code: the program's, with an authority's own over them.

    Raises ToolRefused, naming the file.
    """
    return latest_of(home, AUDIT, tool_from)


def joint_in_force(home: Path) -> dict[str, dict[str, Any]]:
    """The same of tools that several agencies answer, each for its own part."""
    return latest_of(home, JOINT, tool_from)


def latest_of(home: Path, kind: str, made: Callable[[Mapping[str, Any]], object]) -> dict[str, dict[str, Any]]:
    """The latest version of each tool of one kind, as data, by code. `made` refuses what cannot be used."""
    found: dict[str, dict[str, Any]] = {}
    for folder in (Path(__file__).parent, home / AUDIT_TOOLS):
        for path in sorted(folder.glob("*.yaml")) if folder.exists() else ():
            data = _read(path, path.stat().st_mtime_ns)
            if data.get("kind", AUDIT) != kind:
                continue
            try:
                made(data)
            except ToolRefused as problem:
                raise ToolRefused(f"{path.name}: {problem}") from None
            held = found.get(data["code"])
            if held is None or data["version"] >= held["version"]:
                found[data["code"]] = data
    return found


@lru_cache(maxsize=50)
def _read(path: Path, changed: int) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    if len(text) > LARGEST:
        raise ToolRefused(f"{path.name}: this is too long for a tool. Split it.")
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise ToolRefused(f"{path.name}: this is not YAML: {problem}") from None
    if not isinstance(data, dict):
        raise ToolRefused(f"{path.name}: a tool is a mapping with code, version, title, scales and sections.")
    if data.get("kind", AUDIT) not in (AUDIT, DIP, JOINT):
        raise ToolRefused(f"{path.name}: there is no kind {data['kind']!r}. Write {AUDIT}, {DIP} or {JOINT}.")
    return data
