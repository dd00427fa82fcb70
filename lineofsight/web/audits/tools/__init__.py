"""Audit tools: sections, questions, guidance and named scales, as data; each audit keeps its version."""

from lineofsight.web.audits.tools.dips import ANSWERS, DipTool, dip_from, dips_in_force
from lineofsight.web.audits.tools.reading import ToolRefused, joint_in_force, tool_from, tools_in_force
from lineofsight.web.audits.tools.shape import Choice, Question, Section, Tool, Voice
from lineofsight.web.knowledge.audit_words import GRADES, THEMES

__all__ = [
    "ANSWERS", "GRADES", "THEMES", "Choice", "DipTool", "Question", "Section", "Tool", "ToolRefused", "Voice",
    "dip_from", "dips_in_force", "joint_in_force", "tool_from", "tools_in_force",
]  # fmt: skip
