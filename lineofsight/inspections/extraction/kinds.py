"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from enum import StrEnum

LOOKED_AT = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Kind(StrEnum):
    """The kinds of file told apart."""

    PDF = "PDF"
    HTML = "HTML"
    TEXT = "text"
    EMPTY = "empty"
    OTHER = "other"


def kind_of(beginning: bytes) -> Kind:
    """The kind of a file from its first bytes. A PDF may have other bytes before its mark, as readers allow."""
    if not beginning:
        return Kind.EMPTY
    if b"%PDF-" in beginning[:1024]:
        return Kind.PDF
    if beginning.startswith(_BYTE_ORDER_MARKS):
        return Kind.TEXT
    if b"\0" in beginning:
        return Kind.OTHER
    if not beginning.strip():
        return Kind.EMPTY
    return Kind.HTML if _HTML.search(beginning) else Kind.TEXT
