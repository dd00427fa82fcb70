"""Audit tools: sections, questions, guidance and named scales, as data; each audit keeps its version."""

from lineofsight.web.audits.tools.reading import ToolRefused, tool_from, tools_in_force
from lineofsight.web.audits.tools.shape import GRADES, Choice, Question, Section, Tool, Voice

__all__ = [
    "GRADES", "Choice", "Question", "Section", "Tool", "ToolRefused", "Voice", "tool_from", "tools_in_force",
]  # fmt: skip
