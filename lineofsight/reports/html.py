"""The report as one self-contained HTML page: nothing is fetched, it prints, it works without script.

Each chart has its table beside it, each list opens in place, and the page can be read on a phone and by ear.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from lxml import etree

from lineofsight.reports import charts
from lineofsight.reports.document import (
    Bars,
    Block,
    Headline,
    Headlines,
    ListBlock,
    Note,
    Page,
    Pyramid,
    Report,
    RunChart,
    TableBlock,
    Tone,
)
from lineofsight.reports.elements import element, page_text

ROWS_SHOWN = 100
SHORT = 8
WARNINGS = {Tone.WARNING: "Warning: ", Tone.UNKNOWN: "Not known: "}


def html_of(report: Report, *, lists: bool = True) -> str:
    """The report as an HTML 5 document. Without `lists`, what names children by id is left out (the PDF)."""
    style = files("lineofsight.reports").joinpath("report.css").read_text(encoding="utf-8")
    head = element(
        "head", element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{_titled(report)}, as known on {report.as_known_on}"),
        element("style", style),
    )  # fmt: skip
    body = element(
        "body", element("a", "Skip to the first page", href=f"#{report.pages[0].code}", class_="skip"),
        _masthead(report), _contents(report),
        element("main", [_page(page, place, lists) for place, page in enumerate(report.pages, start=1)], id="main"),
        _footer(report),
    )  # fmt: skip
    return page_text(element("html", head, body, lang="en-GB"))


def _titled(report: Report) -> str:
    return f"{report.title}: {report.authority}" if report.authority else report.title


def _masthead(report: Report) -> etree._Element:
    made = f"{report.made_on} from {report.made_of}"
    return element(
        "header", element("p", report.authority, class_="authority") if report.authority else None,
        element("h1", report.title),
        element("p", "As known on ", element("strong", report.as_known_on), f". Made {made}."),
        [element("p", note, class_="note") for note in report.notes], class_="masthead",
    )  # fmt: skip


def _contents(report: Report) -> etree._Element:
    items = [element("li", element("a", page.title, href=f"#{page.code}")) for page in report.pages]
    return element("nav", element("h2", "Pages"), element("ol", items), aria_label="Pages", class_="contents")


def _page(page: Page, place: int, lists: bool) -> etree._Element:
    blocks = [_block(block, f"{page.code}-{n}", lists) for n, block in enumerate(page.blocks)]
    return element(
        "section", element("h2", element("span", f"{place} ", class_="number"), page.title, id=page.code),
        element("p", page.intro, class_="intro") if page.intro else None, blocks,
        element("p", page.source, class_="source") if page.source else None,
        aria_labelledby=page.code, class_="page",
    )  # fmt: skip


def _block(block: Block, ident: str, lists: bool) -> etree._Element | None:
    match block:
        case Headlines():
            return element("dl", [_headline(item) for item in block.items], class_="headlines")
        case Note():
            said = block.text.startswith("Not known")
            strong = element("strong", WARNINGS[block.tone]) if block.tone in WARNINGS and not said else None
            return element("p", strong, block.text, class_=f"remark {block.tone}")
        case TableBlock(shown=0) if not lists and block.rows:
            where = f"{block.caption} ({len(block.rows):,}): in the web page and the workbook."
            return element("p", where, class_="more")
        case TableBlock():
            return _folded(block)
        case Bars():
            lengths = tuple((bar.label, bar.text) for bar in block.bars)
            return _figure(block.caption, charts.bars(block), ("", block.unit.capitalize()), lengths)
        case Pyramid():
            ages = tuple((band, f"{left:,}", f"{right:,}") for band, left, right in block.rows)
            return _figure(block.caption, charts.pyramid(block), ("Age", block.left, block.right), ages)
        case RunChart():
            return _run_chart(block)
        case ListBlock():
            return _list(block, ident) if lists else None


def _headline(item: Headline) -> etree._Element:
    return element(
        "div", element("dt", item.label), element("dd", item.value, class_="value"),
        element("dd", item.detail, class_="detail") if item.detail else None,
        element("dd", item.beside, class_="beside") if item.beside else None,
    )  # fmt: skip


def _folded(block: TableBlock) -> etree._Element:
    """The rows that stand open, and the rest under a line that opens them."""
    few = 2 if block.shown else 0  # one or two more are not worth folding away
    if block.shown is None or len(block.rows) <= block.shown + few:
        return table(block)
    rest = replace(block, rows=block.rows[block.shown :], shown=None)
    if not block.shown:
        summary = f"{block.caption} ({len(rest.rows):,})"
        return element("details", element("summary", summary), table(rest), class_="list")
    first = table(replace(block, rows=block.rows[: block.shown]))
    summary = f"{block.caption}: the other {len(rest.rows):,}"
    return element("div", first, element("details", element("summary", summary), table(rest), class_="list"))


def table(block: TableBlock) -> etree._Element:
    """A captioned table in a box that scrolls sideways on a narrow screen."""
    if not block.rows:
        return element("p", element("strong", f"{block.caption}. "), block.empty, class_="remark plain")
    head = element(
        "tr",
        [element("th", name or "\u00a0", scope="col", class_=_align(block, n)) for n, name in enumerate(block.columns)],
    )
    body = [
        element("tr", [
            element("th", cell, scope="row") if n == 0 else element("td", cell, class_=_align(block, n))
            for n, cell in enumerate(row)
        ])
        for row in block.rows
    ]  # fmt: skip
    made = element("table", element("caption", block.caption), element("thead", head), element("tbody", body))
    # On paper a table this short is not divided between two pages.
    kind = "scroll short" if len(block.rows) <= SHORT else "scroll"
    return element("div", made, class_=kind, tabindex="0", role="region", aria_label=block.caption)


def _align(block: TableBlock, place: int) -> str | None:
    return "numeric" if place in block.numeric else None


def _figure(
    caption: str, drawing: etree._Element, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> etree._Element:
    if not rows:
        return element("p", element("strong", f"{caption}. "), "No children to show.", class_="remark plain")
    numbers = frozenset(range(1, len(columns)))
    beside = element(
        "details", element("summary", "The same as a table"), table(TableBlock(caption, columns, rows, numbers)),
    )  # fmt: skip
    return element("figure", element("figcaption", caption), drawing, beside)


def _run_chart(block: RunChart) -> etree._Element:
    rows = tuple(
        (label, "no figure" if value is None else f"{value:,.{block.decimals}f}{block.unit}")
        for label, value in block.points
    )
    figure = _figure(block.caption, charts.run_chart(block), ("Period", "Value"), rows)
    if len(figure):
        figure.insert(2, element("p", block.reading, class_="reading"))
    return figure


def _list(block: ListBlock, ident: str) -> etree._Element:
    count = block.frame.height
    if not count:
        return element("p", element("strong", f"{block.caption}. "), block.empty, class_="remark plain")
    headings = block.headings or tuple(name.replace("_", " ").capitalize() for name in block.frame.columns)
    rows = tuple(tuple(_cell(value) for value in row) for row in block.frame.head(ROWS_SHOWN).iter_rows())
    more = f"The first {ROWS_SHOWN} of {count:,}; the workbook holds them all." if count > ROWS_SHOWN else None
    return element(
        "details", element("summary", f"{block.caption} ({count:,})"),
        element("p", more, class_="more") if more else None, table(TableBlock(block.caption, headings, rows)),
        class_="list", id=ident,
    )  # fmt: skip


def _cell(value: object) -> str:
    return "" if value is None else f"{value}"


def _footer(report: Report) -> etree._Element:
    return element(
        "footer",
        element("p", f"Line of Sight {report.version}. {report.children}"),
        element("p", "England figures: Department for Education, Open Government Licence v3.0."),
    )  # fmt: skip
