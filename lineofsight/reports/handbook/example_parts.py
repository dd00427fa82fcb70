"""Examples on a page: the rows given, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from lineofsight.catalogue.examples import Example, ExampleTable
from lineofsight.core.tables import table_named
from lineofsight.core.text_formats import uk_date
from lineofsight.reports.handbook.markdown import sentence, table

_LONGEST = 14


def example_parts(examples: Iterable[Example], *, follows: str) -> str:
    """Examples folded under their own words; the empty text where there are none. `follows` heads what is expected.

    The same rows looked at on several days are given once, with what follows on each.
    """
    return "\n\n".join(_example(list(same), follows) for _, same in groupby(examples, key=_given))


def _given(example: Example) -> tuple[object, ...]:
    return example.shows, example.tables, example.covered


def _example(looks: list[Example], follows: str) -> str:
    example = looks[0]
    parts = [f"<details><summary>{sentence(example.shows)}</summary>"]
    for name, rows in example.tables.items():
        parts += [f"{table_named(name).title}:", _rows(rows)]
    if example.covered:
        reach = "; ".join(f"{table_named(name).title.lower()}: {told}" for name, told in example.covered.items())
        if len(example.covered) <= _LONGEST:
            parts.append(f"What the source tells: {reach}.")
    for look in looks:
        parts.append(f"{follows} {_when(look.when)}:")
        parts.append(_rows(look.expect) or "Nothing.")
        if look.figure is not None:
            parts.append(f"The figure is {'not given' if look.figure == 'none' else look.figure}.")
    return "\n\n".join([*parts, "</details>"])


def _when(text: str) -> str:
    try:
        return f"on {uk_date(date.fromisoformat(text))}"
    except ValueError:
        return f"for {text}"


def _rows(rows: ExampleTable) -> str:
    return table([heading.replace("_", " ") for heading in rows.heading], rows.rows)
