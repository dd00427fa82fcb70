"""What each source can and cannot tell, worked out from what its reader reads."""

from __future__ import annotations

from collections import Counter

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import Extent
from lineofsight.reports.handbook.markdown import link, page, table
from lineofsight.reports.handbook.reach import Reach, Told, reaches
from lineofsight.sources.annex_a.parts import LEFT_OUT

_PROSE = {
    "ssd": "Whole histories of what councils already record about children. It knows nothing of most meetings, papers "
    "sent, decisions and supervision, so standards about those need our own tables beside it "
    "(`los_<table>.csv`).",
    "annex_a": "What an inspector asks for. Lists of events hold six months (adoption twelve); of visits, reviews and "
    "health checks only the latest is there, so the clock that runs now can be told, and what was late before cannot. "
    "Of missing episodes, placements, referrals and conferences over twelve months it gives a total for each child and "
    "no days: the report shows those totals as the source states them, and no standard is worked out from them.",
    "cin": "A year of children in need, to 31 March. It holds no visits, no workers and no day on which an enquiry "
    "ended.",
    "ssda903": "A year of children looked after, to 31 March; several years together tell more. It holds episodes, "
    "reviews and yearly outcomes, and no visits or plans.",
}
_MEANING = (
    ("in full", "every table it needs is whole for the days the source covers, and every column is there"),
    ("the latest only", "the clock that runs now can be told; whether earlier ones were met cannot"),
    ("not, for want of a column", "the tables are there, but a day or fact the standard turns on is not in it"),
    ("not", "the source does not hold a table the standard needs"),
)  # fmt: skip


def sources_page() -> str:
    """The how-to page."""
    parts = [
        "Nothing here depends on how well a file was filled in: it is what each format has a place for. The first page "
        "of the report says what your own file leaves out. *Not known* is never *fine*.",
        "## How many standards and measures each can tell", _counts(),
        table(["It can tell it", "means"], _MEANING),
        "What lacks a table or a column is shown as not known from this source, never as overdue and never as fine. "
        "Loaded beside another source, each table is told by the one that holds it. Measures are counted by their "
        "tables; those of duties by the standard that can be told least.",
    ]  # fmt: skip
    for reach in reaches():
        parts += [f"## {reach.title}", _PROSE[reach.source], _tables(reach), _lists(reach)]
        if reach.source == "annex_a":
            parts.append(_left_out())
    return page("What each source can and cannot tell", *parts)


def measure_told(indicator: Indicator, reach: Reach) -> Told:
    """How much of a measure a source can tell, by its tables; one of duties as the least of its standards."""
    if isinstance(indicator.population, Duties):
        codes = indicator.population.standards or tuple(STANDARDS)
        told = [reach.told(STANDARDS[code].tables()) for code in codes]
        return max(told, key=list(Told).index)
    return reach.told(indicator.tables())


def _counts() -> str:
    rows = []
    for reach in reaches():
        standards = Counter(reach.told(item.tables()) for item in STANDARDS.values())
        measures = Counter(measure_told(item, reach) for item in DEFINED.values())
        rows.append((
            reach.title, *(str(standards[told]) for told in Told),
            *(str(measures[told]) for told in (Told.WHOLE, Told.LATEST)),
        ))  # fmt: skip
    heading = [
        "Source", *(f"Standards: {told}" for told in Told), "Measures: in full", "Measures: the latest only",
    ]  # fmt: skip
    everything = f"There are {len(STANDARDS)} standards and {len(DEFINED)} measures."
    return f"{everything}\n\n{table(heading, rows)}"


def _tables(reach: Reach) -> str:
    def named(extent: Extent) -> str:
        names = [name for name, held in reach.tables.items() if held is extent]
        return ", ".join(link(TABLES[name].title.lower(), f"../handbook/tables.md#{name}") for name in names) or "none"

    nothing = sum(name not in reach.tables for name in TABLES)
    return table(["Of a table it holds", "Tables"], [
        ("everything", named(Extent.COMPLETE)), ("the latest only", named(Extent.LATEST_ONLY)),
        ("nothing", f"{nothing} others"),
    ])  # fmt: skip


def _left_out() -> str:
    """The columns of the inspection lists that are not read: `load` says so too where a workbook fills them."""
    found: dict[tuple[str, str], list[str]] = {}
    for (number, heading), why in sorted(LEFT_OUT.items()):
        found.setdefault((heading, why), []).append(str(number))
    rows = [(heading, ", ".join(numbers), why) for (heading, why), numbers in found.items()]
    return f"Columns of the lists that are not read:\n\n{table(['Column', 'Lists', 'Why'], rows)}"


def _lists(reach: Reach) -> str:
    parts = []
    for told in (Told.WHOLE, Told.LATEST):
        codes = sorted(code for code, item in STANDARDS.items() if reach.told(item.tables()) is told)
        shown = ", ".join(
            link(f"`{code}`", f"../handbook/standards/{STANDARDS[code].area}.md#{code}") for code in codes
        )
        if codes:
            parts.append(f"Standards told {told}: {shown}.")
    rows = [
        (link(f"`{code}`", f"../handbook/standards/{item.area}.md#{code}"),
         ", ".join(f"{name}.{column}" for name, column in reach.lacking(item.tables())))
        for code, item in sorted(STANDARDS.items()) if reach.told(item.tables()) is Told.LACKING
    ]  # fmt: skip
    if rows:
        parts.append("<details><summary>Standards it cannot tell for want of a column</summary>")
        parts += [table(["Standard", "What the source has no place for"], rows), "</details>"]
    return "\n\n".join(parts)
