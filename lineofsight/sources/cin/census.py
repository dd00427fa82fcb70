"""A census file as tables of text, named and joined as the validation rules have them.

The file is read a child at a time, so that memory does not grow with it, with entities, network and huge trees off.
Element names are taken in any capitals and any namespace. An element the census does not have is counted and left
out, with all that stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, cast

import polars as pl
from lxml import etree

from lineofsight.sources.cin.layout import BLOCKS, CHILD, Block, within
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE

IDENTIFIER: Final = "LAchildID"
_Row = list[str | int | None]
_BLOCK_AT: Final = {block.path: block for block in BLOCKS}
# How the parser says that a file without a declared encoding is not UTF-8.
_NOT_UTF_8: Final = ("not proper UTF-8", "Invalid bytes in character encoding")
_MAKE_AGAIN: Final = "Make the file again in the case system, or ask its supplier why it is not a census file."


@dataclass(frozen=True)
class Census:
    """One file: `header` by item name; `tables` of text cells, each with `LAchildID`, its keys, its items and `line`.

    Every table is present, if only with no rows. `ignored` counts the paths of elements the census does not have.
    """

    path: Path
    header: Mapping[str, str]
    tables: Mapping[str, pl.DataFrame]
    ignored: Mapping[str, int]
    forgiven: tuple[str, ...] = ()


@dataclass
class _Group:
    """What may stand in one element: items of the row at hand, rows of another table, or further groups."""

    path: str
    block: Block | None = None
    columns: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, Block] = field(default_factory=dict)
    groups: dict[str, _Group] = field(default_factory=dict)


def read_census(path: Path) -> Census:
    """Read one census file. Raises UnusableInput, naming the line, when it is not whole or not a census."""
    try:
        return _read(path, encoding=None)
    except etree.XMLSyntaxError as problem:
        if not any(words in str(problem) for words in _NOT_UTF_8):
            raise _cut(path, problem) from None
    try:
        return _read(path, encoding="windows-1252")
    except etree.XMLSyntaxError as problem:
        raise _cut(path, problem) from None


def _read(path: Path, encoding: str | None) -> Census:
    header: dict[str, str] = {}
    rows: dict[str, list[_Row]] = {block.table: [] for block in BLOCKS}
    ignored: Counter[str] = Counter()
    reader = _Reader(rows, ignored)
    seen_root = False
    with path.open("rb") as stream:
        for event, element in etree.iterparse(
            stream, events=("start", "end"), tag=("{*}Message", "{*}Header", "{*}Child", "{*}Children"),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if not seen_root:
                _check_root(path, element)
                seen_root = True
            if event == "start":
                continue
            name = etree.QName(element).localname
            if name == "Header":
                header.update(_flat(element))
            elif name == "Child":
                reader.child(element)
                _forget(element)
    if not seen_root:
        raise UnusableInput(path, "", "It is not a children in need census: it has no Message.", _MAKE_AGAIN)
    tables = {block.table: _frame(block, rows[block.table]) for block in BLOCKS}
    forgiven = ("read as Windows-1252 text, which the file does not say it is",) if encoding else ()
    return Census(path, header, tables, dict(ignored), forgiven)


def _check_root(path: Path, element: etree._Element) -> None:
    """The census declares no document type; a file that does is refused before any of its entities is met."""
    tree = element.getroottree()
    root = etree.QName(tree.getroot()).localname
    if tree.docinfo.doctype:  # type: ignore[attr-defined]  # the stubs lack it
        problem = "It declares a document type, which a census never does and which may hide entities without end."
        raise UnusableInput(path, "line 1", problem, _MAKE_AGAIN)
    if root != "Message":
        raise UnusableInput(path, "line 1", f"Its first element is {root}; a census begins with Message.", _MAKE_AGAIN)


def _cut(path: Path, problem: etree.XMLSyntaxError) -> UnusableInput:
    # The parser's words may quote the file, and with it a child; only their first part, which does not, is kept.
    words = (problem.msg or "it ends early").split(",")[0].split(":")[0].strip()
    remedy = "It may have been cut or changed on its way: copy it, or make it, again."
    return UnusableInput(path, f"line {problem.lineno or 1}", f"It is not whole XML ({words}).", remedy)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _flat(header: etree._Element) -> Iterator[tuple[str, str]]:
    for element in header.iter():
        text = (element.text or "").strip()
        if text and not len(element):
            yield etree.QName(element).localname, text


@cache
def _columns(block: Block) -> tuple[str, ...]:
    """The child, the numbers of what the row stands in, its own number, its items, its line."""
    return (IDENTIFIER, *_keys(block), *(item for item in block.items if item != IDENTIFIER), LINE)


def _keys(block: Block) -> tuple[str, ...]:
    return (*block.keys, block.key) if block.key else block.keys


def _frame(block: Block, rows: list[_Row]) -> pl.DataFrame:
    numbers = {*_keys(block), LINE}
    schema = {name: pl.Int64() if name in numbers else pl.String() for name in _columns(block)}
    # Column by column: taking rows one by one costs twice the time.
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pl.DataFrame([pl.Series(name, values, schema[name]) for name, values in zip(schema, columns, strict=True)])


def _plan(path: str, row_of: Block | None) -> _Group:
    """How to read the element at `path`, whose items belong to a row of `row_of`."""
    group = _Group(path)
    columns = _columns(row_of) if row_of else ()
    for element in within(path):
        key, own = element.name.lower(), _BLOCK_AT.get(element.path)
        if element.is_group:
            inner = _plan(element.path, own or row_of)
            inner.block = own
            group.groups[key] = inner
        elif own:
            group.repeated[key] = own
        else:
            group.columns[key] = columns.index(element.name)
    return group


def _text(element: etree._Element) -> str | None:
    return (element.text or "").strip() or None


def _line(element: etree._Element) -> int | None:
    return cast("int | None", element.sourceline)


class _Reader:
    """Puts the rows of one child after another into the tables."""

    def __init__(self, rows: dict[str, list[_Row]], ignored: Counter[str]) -> None:
        self._rows = rows
        self._ignored = ignored
        self._plan = _plan(CHILD, None)
        self._numbers: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._child_id: str | None = None
        # What a row of each table begins with beside the child, and the blanks that follow.
        self._shapes = {
            block.table: (_keys(block), (None,) * (len(_columns(block)) - len(_keys(block)) - 1)) for block in BLOCKS
        }

    def child(self, element: etree._Element) -> None:
        """Read one child. The identifier is found first, as some systems write the blocks in another order."""
        found = next(element.iterdescendants("{*}LAchildID"), None)
        self._child_id = None if found is None else _text(found)
        self._read(element, self._plan, {}, [])

    def _read(self, element: etree._Element, group: _Group, keys: dict[str, int], row: _Row) -> None:
        names = self._names
        for part in element:
            name = names.get(part.tag) or self._name(str(part.tag))
            at = group.columns.get(name)
            if at is not None:
                if row[at] is None:
                    row[at] = (part.text or "").strip() or None
            elif name in group.repeated:
                block, text = group.repeated[name], _text(part)
                if text:
                    self._rows[block.table].append(
                        [self._child_id, *(keys.get(key) for key in block.keys), text, _line(part)]
                    )
            elif name in group.groups:
                inner = group.groups[name]
                self._read(part, inner, *self._open(part, inner.block, keys, row))
            else:
                self._ignored[f"{group.path}/{etree.QName(part).localname}"] += 1

    def _name(self, tag: str) -> str:
        self._names[tag] = tag.rpartition("}")[2].lower()
        return self._names[tag]

    def _open(
        self, part: etree._Element, block: Block | None, keys: dict[str, int], row: _Row
    ) -> tuple[dict[str, int], _Row]:
        """The numbers and the row that what stands in this element belongs to."""
        if block is None:
            return keys, row
        if block.key:
            self._numbers[block.key] += 1
            keys = {**keys, block.key: self._numbers[block.key]}
        named, rest = self._shapes[block.table]
        opened: _Row = [self._child_id, *map(keys.get, named), *rest]
        opened[-1] = _line(part)
        self._rows[block.table].append(opened)
        return keys, opened
