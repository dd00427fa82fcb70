"""HTML and SVG elements by name. Text is escaped by the library that writes the tree, never by us."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

Child = str | etree._Element | None
SVG = "http://www.w3.org/2000/svg"


def element(tag: str, *children: Child | Iterable[Child], **attributes: str | None) -> etree._Element:
    """An element. `class_` and `for_` are written without the underscore, other underscores as hyphens."""
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), value)
    for child in children:
        _add(made, child)
    return made


def _add(parent: etree._Element, child: Child | Iterable[Child]) -> None:
    if child is None:
        return
    if isinstance(child, str):
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + child
        else:
            parent.text = (parent.text or "") + child
    elif etree.iselement(child):
        parent.append(child)
    else:
        for one in child:
            _add(parent, one)


def svg(width: float, height: float, *children: Child | Iterable[Child], label: str) -> etree._Element:
    """A drawing that scales to its column and has a name for those who cannot see it."""
    box = f"0 0 {width:g} {height:g}"
    made = element("svg", *children, viewBox=box, role="img", aria_label=label, class_="chart")
    made.set("xmlns", SVG)
    return made


def page_text(root: etree._Element) -> str:
    """The tree as an HTML 5 document."""
    return str(etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>"))
