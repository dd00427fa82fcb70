"""The little Markdown the pages need: tables, links, anchors, whole pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made from the definitions by `make handbook`. Change those, not this. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: its parts under a title, with one blank line between."""
    return "\n\n".join([f"# {title}", MADE, *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the empty text where there are no rows."""
    lines = [" | ".join(cell(value) for value in row) for row in rows]
    if not lines:
        return ""
    return "\n".join((f"| {' | '.join(heading)} |", "|" + "-|" * len(heading), *(f"| {line} |" for line in lines)))


def cell(text: str) -> str:
    """Text that can stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def link(words: str, to: str) -> str:
    """A link."""
    return f"[{words}]({to})"


def anchored(anchor: str, heading: str, level: int = 3) -> str:
    """A heading that can be linked to by a code."""
    return f'<a id="{anchor}"></a>\n{"#" * level} {heading}'


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def sentence(words: str) -> str:
    """Words with a capital at their start and a full stop at their end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
