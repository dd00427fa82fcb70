"""The modules of a return as text, out of a folder of CSV files or one XML file, and then as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import polars as pl
from lxml import etree

from lineofsight.core.columns import ColumnType
from lineofsight.evaluation.schemas import DTYPES
from lineofsight.sources.csv_files import read_csv
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE, Field, parse_frame
from lineofsight.sources.headings import match
from lineofsight.sources.reading import Forgiveness, join_rejects
from lineofsight.sources.ssda903.layout import CHILD, ROOT, Item, Module, module_of, modules

# Code sets of the return that say yes or no.
_YES_OR_NO: Final = frozenset({
    "MOTHER", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED", "FOSTER_CARE",
})  # fmt: skip
_AS_TEXT: Final = frozenset({"UPN", "LA_PERM", "DATE_PERM"})
# To 2023-24 sex was a figure.
_ALIASES: Final = {"SEX": {"1": "M", "2": "F"}}
# Rows that lack one of these cannot be placed.
_REQUIRED: Final = frozenset(
    {"DECOM", "REVIEW", "MISSING", "MIS_START", "SW_ID", "SW_DECOM", "DOLO_START", "DATE_PLACED", "PREV_PERM"}
)
_XML_NAMES: Final = {"CHILDID": CHILD, "PL": "PLACE"}
_COPY_AGAIN: Final = "It may have been cut or changed on its way: copy it, or make it, again."


@dataclass(frozen=True, eq=False)
class TextModule:
    """One module of one return, cells as text under its own column names, with `line`."""

    module: Module
    file: str
    frame: pl.DataFrame
    rejects: pl.DataFrame
    forgiven: tuple[Forgiveness, ...]


@dataclass(frozen=True, eq=False)
class TypedModules:
    """The modules of one return as values under their own column names, each row with `file` and `line`."""

    frames: Mapping[str, pl.DataFrame]
    rejects: pl.DataFrame
    forgiven: tuple[Forgiveness, ...]


def from_csv(paths: Sequence[Path]) -> list[TextModule]:
    """Each file as the module its headings make it. Raises UnusableInput where two files are one module."""
    found: dict[str, TextModule] = {}
    for path in paths:
        raw = read_csv(path)
        module = module_of(raw.headings)
        if module is None:
            raise UnusableInput(
                path, "line 1", "Its headings belong to no module of the looked-after return.",
                "Take it out of the folder, or correct its headings.",
            )  # fmt: skip
        if module.name in found:
            raise UnusableInput(
                path, "", f"It holds the module {module.name}, and so does {found[module.name].file}.",
                "Put each year's files in a folder of their own, and name the folders.",
            )  # fmt: skip
        matched = match(raw.headings, module.columns)
        if matched.twice:
            raise UnusableInput(
                path, "line 1", f"The heading {matched.twice[0]} stands twice.", "Rename or remove one of them."
            )
        notes = [("headings in other capitals or spaces", len(matched.untidy))]
        notes += [(f"{heading}: not a column of {module.name}, left out", 1) for heading in matched.extra]
        notes += [(f"{heading}: no such column, read as blank", 1) for heading in matched.missing]
        notes = [(what, count) for what, count in notes if count and not what.startswith("column ")]
        renamed = raw.frame.select(
            LINE, *(pl.col(raw.headings[place]).alias(name) for name, place in matched.positions.items())
        )
        forgiven = (*raw.forgiven, *(Forgiveness(raw.file, what, count) for what, count in notes))
        found[module.name] = TextModule(module, raw.file, renamed, raw.rejects, forgiven)
    return list(found.values())


def from_xml(path: Path) -> list[TextModule]:
    """Every module the XML has a place for. Raises UnusableInput, naming the line, where it is not whole."""
    rows: dict[str, list[dict[str, str | int | None]]] = {name: [] for name in modules()}
    try:
        for child in _children(path):
            for name, row in _rows_of(child):
                rows[name].append(row)
    except etree.XMLSyntaxError as problem:
        # The parser's words may quote the file, and with it a child; only their first part, which does not, is kept.
        words = (problem.msg or "it ends early").split(",")[0].split(":")[0].strip()
        raise UnusableInput(
            path, f"line {problem.lineno or 1}", f"It is not whole XML ({words}).", _COPY_AGAIN
        ) from None
    with_a_place = [module for module in modules().values() if module.items[-1].xml_path]
    found = []
    for module in with_a_place:
        schema = {LINE: pl.Int64(), **dict.fromkeys(module.columns, pl.String())}
        found.append(
            TextModule(module, str(path), pl.DataFrame(rows[module.name], schema=schema), join_rejects(()), ())
        )
    return found


def _children(path: Path) -> Iterator[etree._Element]:
    seen_root = False
    with path.open("rb") as stream:
        for event, element in etree.iterparse(
            stream, events=("start", "end"), tag=("{*}" + ROOT, "{*}CHILD"),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if not seen_root and element.getroottree().docinfo.doctype:
                problem = "It declares a document type, which the return never does and which may hide entities."
                raise UnusableInput(path, "line 1", problem, _COPY_AGAIN)
            seen_root = True
            if event == "end" and etree.QName(element).localname == "CHILD":
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _rows_of(child: etree._Element) -> Iterator[tuple[str, dict[str, str | int | None]]]:
    """The rows of one CHILD, module by module."""
    header = child.find("{*}HEADER")
    identity = {} if header is None else _items(header)
    for module in modules().values():
        own = [item for item in module.items if item.xml_path and item.name not in ("CHILD", "DOB", "SEX")]
        if not own:
            continue
        path = own[0].xml_path.removeprefix("CHILD/").rpartition("/")[0]
        group = path.removeprefix("HEADER").strip("/")
        if not group:
            values = {item.name: identity.get(item.name) for item in module.items}
            if _is_there(module, own, values, identity) and header is not None:
                yield module.name, {**values, LINE: cast("int | None", header.sourceline)}
            continue
        standing_in = child if path == group else header
        for element in () if standing_in is None else standing_in.iterfind("{*}" + group):
            values = {item.name: identity.get(item.name) for item in module.items if item not in own} | _items(element)
            known = {name: value for name, value in values.items() if name in module.columns}
            yield module.name, {**known, LINE: cast("int | None", element.sourceline)}


def _is_there(
    module: Module, own: Sequence[Item], values: Mapping[str, str | None], identity: Mapping[str, str | None]
) -> bool:
    """Whether a child whose items stand straight in HEADER has a row of the module."""
    if module.name == "Header":
        return True
    if module.name == "UASC" and identity.get("UASC") == "1":
        return True
    return any(values[item.name] for item in own)


def _items(element: etree._Element) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for part in element:
        if not len(part):
            name = etree.QName(part).localname.upper()
            found[_XML_NAMES.get(name, name)] = (part.text or "").strip() or None
    return found


def typed(texts: Sequence[TextModule]) -> TypedModules:
    """Values for text. A row without the child, or without the date that places it, is left out and rejected."""
    frames: dict[str, pl.DataFrame] = {}
    rejects, forgiven = [], []
    for text in texts:
        fields = [_field(item) for item in text.module.items]
        parsed = parse_frame(text.frame, fields, table=text.module.name, file=text.file)
        absent = [field for field in fields if field.heading not in text.frame.columns]
        blanks = [pl.lit(None, dtype=DTYPES[field.type]).alias(field.column) for field in absent]
        frames[text.module.name] = parsed.frame.with_columns(*blanks, pl.lit(text.file).alias("file"))
        rejects += [text.rejects, parsed.rejects]
        forgiven += [*text.forgiven, *parsed.forgiven]
    return TypedModules(frames, join_rejects(rejects), tuple(forgiven))


def type_of(item: Item) -> ColumnType:
    """What a column holds."""
    if item.name in _AS_TEXT:
        return ColumnType.TEXT
    if item.code_set in _YES_OR_NO:
        return ColumnType.BOOLEAN
    by_name = {"date": ColumnType.DATE, "integer": ColumnType.INTEGER, "category": ColumnType.CODE}
    return by_name.get(item.type, ColumnType.TEXT)


def _field(item: Item) -> Field:
    kind = type_of(item)
    set_name = f"ssda903:{item.code_set}" if kind is ColumnType.CODE else None
    required = item.name == CHILD or item.name in _REQUIRED
    return Field(item.name, item.name, kind, set_name, _ALIASES.get(item.name, {}), required=required)
