"""A drawing on a page: its caption, the drawing for a wide place and a narrow one, and its table beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from lineofsight.reports.elements import element
from lineofsight.web.drawings.canvas import Element, Table


def figure(
    caption: str, drawings: Sequence[Element], table: Table, *, reading: str = "", numeric: Collection[int] = (),
    empty: str = "Nothing to show.", shown: bool = False,
) -> Element:  # fmt: skip
    """The whole figure. Give two drawings of the same thing (wide, narrow) and the page shows the one that fits.

    One drawing alone stands in a region that scrolls sideways. `numeric`: the table's columns set to the right.
    `shown`: whether the table stands open. The styles are in `drawings.css`, to be taken into the page's own.
    """
    if len(drawings) > 1:
        box = element("div", drawings, class_="drawing-pair")
    else:
        box = element(
            "div", drawings, class_="drawing-scroll", role="region", tabindex="0", aria_label=f"{caption}, as a drawing"
        )
    return element(
        "figure", element("figcaption", caption, class_="govuk-heading-s drawing-caption"),
        element("p", reading, class_="govuk-body drawing-reading") if reading else None,
        box, _table(caption, table, numeric, empty, shown), class_="drawing-figure",
    )  # fmt: skip


def markup(made: Element) -> str:
    """The drawing or figure as text for a page."""
    return str(etree.tostring(made, method="html", encoding="unicode"))


def _table(caption: str, table: Table, numeric: Collection[int], empty: str, shown: bool) -> Element:
    headings, rows = table
    if not rows:
        return element("p", empty, class_="govuk-body")
    ends = ["numeric" if n in numeric else None for n in range(len(headings))]
    head = [
        element("th", words, scope="col", class_=_cell("header", end))
        for words, end in zip(headings, ends, strict=True)
    ]
    body = [
        element("tr", [
            element("td", words, class_=_cell("cell", ends[n])) if n
            else element("th", words, scope="row", class_=_cell("header", None))
            for n, words in enumerate(row)
        ], class_="govuk-table__row")
        for row in rows
    ]  # fmt: skip
    made = element(
        "table", element("caption", caption, class_="govuk-table__caption govuk-visually-hidden"),
        element("thead", element("tr", head, class_="govuk-table__row"), class_="govuk-table__head"),
        element("tbody", body, class_="govuk-table__body"), class_="govuk-table",
    )  # fmt: skip
    summary = element(
        "summary", element("span", "The same as a table", class_="govuk-details__summary-text"),
        class_="govuk-details__summary",
    )  # fmt: skip
    box = element(
        "div", made, class_="drawing-scroll", role="region", tabindex="0", aria_label=f"{caption}, as a table"
    )
    inside = element("div", box, class_="govuk-details__text")
    return element("details", summary, inside, class_="govuk-details", open="" if shown else None)


def _cell(kind: str, end: str | None) -> str:
    name = f"govuk-table__{kind}"
    return f"{name} {name}--{end}" if end else name
