"""What is wrong with a page as HTML: what a strict reader finds, and what the standard asks beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

_HTML = "{http://www.w3.org/1999/xhtml}"
_SHOWN_INPUTS = ("input", "select", "textarea")
_UNLABELLED = ("hidden", "submit", "button", "image", "reset")
# What points at another part of the page by its id, or by several with spaces between.
_POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
_INSIDE_A_LINK = ("a", "button", "input", "select", "textarea", "label")
_ONLY_INSIDE = {
    "li": ("ul", "ol", "menu"), "dt": ("dl", "div"), "dd": ("dl", "div"), "tr": ("thead", "tbody", "tfoot", "table"),
    "td": ("tr",), "th": ("tr",), "option": ("select", "optgroup", "datalist"), "legend": ("fieldset",),
    "summary": ("details",), "caption": ("table",),
}  # fmt: skip


def problems(text: str) -> list[str]:
    """Everything wrong with a whole page; nothing for a page that is right."""
    parser = HTMLParser()
    root = parser.parse(text)
    found = [f"line {place[0]}: {code} {told or ''}".strip() for place, code, told in parser.errors]
    return [*found, *_ids(root), *_headings(root), *_labels(root), *_nesting(root), *_page(root)]


def unkept(text: str) -> list[str]:
    """Every form of a page that asks for more than a line and keeps nothing of it while it is typed."""
    forms = _of(HTMLParser().parse(text), "form")
    return [
        f"a form keeps no draft of: {', '.join(str(each.get('name')) for each in asked)}"
        for form in forms
        if (asked := list(_of(form, "textarea")))
        and not any(each.get("name") == "draft_form" for each in _of(form, "input"))
    ]


def _name(element: Element) -> str:
    return str(element.tag).replace(_HTML, "") if isinstance(element.tag, str) else ""


def _of(root: Element, *names: str) -> Iterator[Element]:
    return (element for element in root.iter() if _name(element) in names)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _ids(root: Element) -> Iterator[str]:
    ids = Counter(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
    yield from (f"id {key!r} stands {number} times" for key, number in ids.items() if number > 1)
    yield from (f"id {key!r} is blank or has a space" for key in ids if not key or re.search(r"\s", key))
    for element in root.iter():
        for name in _POINTING:
            for key in element.attrib.get(name, "").split():
                if key not in ids:
                    yield f"{_name(element)} {name}={key!r} points at nothing"
        link = element.attrib.get("href", "")
        if link.startswith("#") and link != "#" and link[1:] not in ids:
            yield f"a link leads to {link}, which is not on the page"


def _headings(root: Element) -> Iterator[str]:
    levels = [(int(_name(each)[1]), _words(each)) for each in _of(root, "h1", "h2", "h3", "h4", "h5", "h6")]
    if [level for level, _ in levels].count(1) != 1:
        yield f"{[level for level, _ in levels].count(1)} headings of the first level"
    # A banner's heading may stand before the first; after it no level is passed over.
    first = next((place for place, (level, _) in enumerate(levels) if level == 1), 0)
    for (before, _), (level, words) in zip(levels[first:], levels[first + 1 :], strict=False):
        if level > before + 1:
            yield f"heading {words!r} of level {level} follows one of level {before}"
    yield from (f"a heading of level {level} says nothing" for level, words in levels if not words)


def _labels(root: Element) -> Iterator[str]:
    labelled = {label.attrib["for"] for label in _of(root, "label") if "for" in label.attrib}
    inside = {id(each) for label in _of(root, "label") for each in label.iter()}
    for element in _of(root, *_SHOWN_INPUTS):
        if element.attrib.get("type", "") in _UNLABELLED:
            continue
        named = element.attrib.get("id") in labelled or id(element) in inside
        if not named and "aria-label" not in element.attrib and "aria-labelledby" not in element.attrib:
            yield f"{_name(element)} {element.attrib.get('name', '')!r} has no label"
    for element in _of(root, "a", "button"):
        if not _words(element) and not element.attrib.get("aria-label") and not list(_of(element, "img", "svg")):
            yield f"{_name(element)} {element.attrib.get('href', '')!r} says nothing"
    yield from (f"img {each.attrib.get('src')!r} has no alt" for each in _of(root, "img") if "alt" not in each.attrib)


def _nesting(root: Element) -> Iterator[str]:
    for parent in root.iter():
        for child in parent:
            inside = _ONLY_INSIDE.get(_name(child))
            if inside and _name(parent) not in inside and _HTML in str(child.tag):
                yield f"{_name(child)} stands in {_name(parent)}"
            if _name(parent) in ("ul", "ol") and _name(child) not in ("li", "script", "template", ""):
                yield f"{_name(parent)} holds {_name(child)}"
    for link in _of(root, "a", "button"):
        for child in link.iter():
            if child is not link and _name(child) in _INSIDE_A_LINK:
                yield f"{_name(child)} stands in {_name(link)} {_words(link)[:40]!r}"


def _page(root: Element) -> Iterator[str]:
    if not root.attrib.get("lang"):
        yield "the page does not say its language"
    titles = [_words(title) for title in _of(root, "title") if _HTML in str(title.tag)]
    if len(titles) != 1 or not titles[0].split("–")[0].strip():
        yield f"titles: {titles}"
    if len(list(_of(root, "main"))) != 1:
        yield "not one main part"
    for table in _of(root, "table"):
        if not list(_of(table, "th")):
            yield "a table has no headings"
        if (
            not list(_of(table, "caption"))
            and not table.attrib.get("aria-label")
            and "aria-labelledby" not in table.attrib
        ):
            yield f"a table says not what it is of: {_words(table)[:50]!r}"
