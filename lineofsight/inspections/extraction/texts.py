"""A file's text, page by page, in reading order. Files are untrusted: this runs in a process with limits.

PDF text is taken in the order the file gives it, never by column: a grade would land beside another area's name.
"""

from __future__ import annotations

import re
from pathlib import Path

from lineofsight.inspections.extraction.kinds import LOOKED_AT, Kind, kind_of
from lineofsight.inspections.extraction.order import misplaced_lines
from lineofsight.inspections.pages import Page

MOST_PAGES = 400  # the longest report held has 58
MOST_BYTES = 60_000_000
MOST_CHARACTERS = 4_000_000
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "label", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button"))


_EMPTY_LINES = re.compile(r"\n{2,}")


class Unreadable(Exception):
    """A file that gives no text: `str` says why, in words for whoever sent it."""


def pages_of(path: Path) -> tuple[Kind, tuple[Page, ...]]:
    """The kind of a file and its pages. Raises Unreadable with the reason, OSError where it cannot be opened."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(f"the file has {size:,} bytes, more than the {MOST_BYTES:,} that are read")
    with path.open("rb") as opened:
        kind = kind_of(opened.read(LOOKED_AT))
    if kind is Kind.EMPTY:
        raise Unreadable("the file is empty")
    if kind is Kind.OTHER:
        raise Unreadable("the file is neither PDF, HTML nor text")
    if kind is Kind.PDF:
        return kind, _pdf(path)
    content = _decoded(path.read_bytes())
    if len(content) > MOST_CHARACTERS:
        raise Unreadable(f"the file has more than the {MOST_CHARACTERS:,} characters that are read")
    return kind, (Page(None, _html(content) if kind is Kind.HTML else content),)


def _pdf(path: Path) -> tuple[Page, ...]:
    import pypdfium2  # local: only this kind of file needs it

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        if getattr(problem, "err_code", None) == PASSWORD_ERROR:
            raise Unreadable("the PDF is encrypted and asks for a password: save it without one") from None
        raise Unreadable("the PDF is damaged: fetch it again") from None
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"the PDF has {len(document):,} pages, more than the {MOST_PAGES} that are read")
        pages, read = [], 0
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            text = textpage.get_text_range()
            misplaced = misplaced_lines(textpage, text)
            page.close()
            read += len(text)
            if read > MOST_CHARACTERS:
                raise Unreadable(f"the PDF has more than the {MOST_CHARACTERS:,} characters that are read")
            pages.append(Page(number + 1, text, misplaced))
    except pypdfium2.PdfiumError:
        raise Unreadable("a page of the PDF is damaged: fetch it again") from None
    finally:
        document.close()
    if not any(page.text.strip() for page in pages):
        raise Unreadable("the PDF holds no text: it is a scan, and pictures of words are not read")
    return tuple(pages)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _html(content: str) -> str:
    from lxml import html  # local: only this kind of file needs it

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(content.encode("utf-8"), parser=parser)
    except Exception as problem:  # lxml raises its own and ValueError alike for what is no document
        raise Unreadable("the HTML holds no text") from problem
    parts: list[str] = []
    _gather(root, parts)
    text = "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))
    text = _EMPTY_LINES.sub("\n\n", text).strip()
    if not text:
        raise Unreadable("the HTML holds no text")
    return text


def _gather(root: object, parts: list[str]) -> None:
    """Texts in document order, a new line at each block; without recursion, since untrusted pages nest deep."""
    waiting: list[tuple[object, bool]] = [(root, False)]
    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""  # type: ignore[attr-defined]
        if leaving:
            parts.append(_break(tag))
            parts.append(" ".join((element.tail or "").split("\n")))  # type: ignore[attr-defined]
            continue
        if not tag or tag in UNREAD:
            parts.append(" ".join((element.tail or "").split("\n")))  # type: ignore[attr-defined]
            continue
        parts.append("\n\n• " if tag == "li" else _break(tag))
        parts.append(" ".join((element.text or "").split("\n")))  # type: ignore[attr-defined]
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(list(element)))  # type: ignore[call-overload]


def _break(tag: str) -> str:
    return "\n" if tag == "br" else "\n\n" if tag in BLOCKS else ""
