"""Question sets of dip samples: a few questions, each answered yes, partly or no, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineofsight.web.audits.tools.reading import DIP, ToolRefused, latest_of

ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No"}
MOST = 8
"""Questions in a set: a dip sample is quick, or it is an audit."""


@dataclass(frozen=True, slots=True)
class DipQuestion:
    """One question, and what to look for."""

    code: str
    text: str
    guidance: str


@dataclass(frozen=True)
class DipTool:
    """One version of a question set. Raises ValueError for none, too many, or two of one code."""

    code: str
    version: int
    title: str
    questions: tuple[DipQuestion, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.questions) <= MOST:
            raise ValueError(f"{self.code}: a dip sample asks 1 to {MOST} questions. More is an audit.")
        codes = [question.code for question in self.questions]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"{self.code}: there are two questions {', '.join(twice)}. Give each its own code.")


def dip_from(data: Mapping[str, Any]) -> DipTool:
    """A question set from its data. Raises ToolRefused."""
    try:
        return DipTool(
            str(data["code"]), int(data["version"]), str(data["title"]),
            tuple(DipQuestion(str(each["code"]), str(each["text"]), str(each.get("guidance") or ""))
                  for each in data["questions"]),
        )  # fmt: skip
    except KeyError as problem:
        raise ToolRefused(f"The question set does not say its {problem.args[0]}. Write it in, as in dip-plan-1.yaml.") \
            from None  # fmt: skip
    except (ValueError, TypeError, AttributeError) as problem:
        raise ToolRefused(f"The question set cannot be used: {problem}") from None


def dips_in_force(home: Path) -> dict[str, dict[str, Any]]:
    """The latest version of each question set, as data, by code. Raises ToolRefused, naming the file."""
    return latest_of(home, DIP, dip_from)
