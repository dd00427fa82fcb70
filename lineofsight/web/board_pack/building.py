"""A board pack as a report: what a board reads, worked out from a snapshot and its basis alone.

No child is in it: figures are those of people who see no children, texts of the plan are its public ones. The same
snapshot and basis give the same report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import lineofsight
from lineofsight.core.areas import Area
from lineofsight.reports.document import Block, Headline, Headlines, Note, Page, Report, RunChart, TableBlock, Tone
from lineofsight.web.board_pack.basis import Basis
from lineofsight.web.board_pack.data_told import data_page
from lineofsight.web.board_pack.plan_told import plan_pages
from lineofsight.web.board_pack.spread import LikeTeams, spread_of
from lineofsight.web.board_pack.words import change_told, missing_told, value_told
from lineofsight.web.improvement.reading import PlanView
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.knowledge.public_figures import NOT_KNOWN
from lineofsight.web.knowledge.public_lines import ENOUGH_FOR_A_MIDDLE, PublicLine, lines_of
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.layout.dates import in_full

NOBODY = "No child is named in it."
ENOUGH_TO_DRAW = 3
"""Points that may be shown, below which a line says nothing that a table does not say better."""
_AREAS = tuple(dict.fromkeys(area.inspection_area for area in Area))
_HEADINGS = {area.inspection_area: area.heading for area in Area if area is not Area.FRONT_DOOR}


def pack_of(held: Known, basis: Basis, plan: PlanView | None, authority: str) -> tuple[Report, dict[str, list[str]]]:
    """The pack, and by measure the periods it does not give: later packs do not give them either."""
    lines = lines_of(held, basis.measures, basis.hidden)
    moved = {code: each.moved for code, each in latest(held.info.snapshot).items()}
    areas = [(area, [line for line in lines if line.area == area]) for area in _AREAS]
    pages = (
        _summary(lines, plan), *(_area_page(area, of_area, moved) for area, of_area in areas if of_area),
        _spread_page(spread_of(held, lines)), *plan_pages(plan), data_page(held, lines),
    )  # fmt: skip
    report = Report(
        "Board pack", authority, in_full(held.info.as_known_on), in_full(basis.on),
        f"snapshot {held.info.snapshot}", lineofsight.__version__, pages,
        notes=(f"{NOBODY} Counts of 1 to 5 are shown as c, others are rounded to 5; percentages are of rounded counts, "
               "and are not given of fewer than 20.",), children=NOBODY,
    )  # fmt: skip
    return report, {line.code: list(line.hidden) for line in lines if line.hidden}


def _summary(lines: Sequence[PublicLine], plan: PlanView | None) -> Page:
    known = sum(line.latest.number is not None for line in lines)
    items = [Headline("Measures in this pack", f"{len(lines)}", f"{known} with a figure that may be shown")]
    blocks: list[Block] = []
    if plan is not None:
        right = sum(line.is_put_right for line in plan.lines)
        slipped = len(plan.of_status("slipped", "relapsed"))
        items += [
            Headline("Lines of the improvement plan", f"{len(plan.lines)}", f"{right} put right and holding"),
            Headline("Slipped or relapsed", f"{slipped}", "listed under What slipped"),
        ]
    blocks.append(Headlines(tuple(items)))
    rows = tuple(
        (line.question, value_told(line.latest), line.latest.out_of or "–", line.latest.period) for line in lines
    )
    blocks.append(TableBlock("Every measure, for its last period", ("Asked", "Value", "Out of", "For"), rows))
    intro = (
        "Each measure as a question, its latest answer, and over the pages how it has moved and how far teams are "
        "apart. A line that moves within what chance gives is not news; where it is more, the chart says so."
    )
    return Page("summary", "What this pack says", intro, tuple(blocks))


def _area_page(area: str, lines: Sequence[PublicLine], moved: Mapping[str, str]) -> Page:
    blocks: list[Block] = []
    for line in lines:
        blocks += _told(line, moved.get(line.code, ""))
    return Page(area, _HEADINGS.get(area, area), "", tuple(blocks))


def _told(line: PublicLine, moved: str) -> list[Block]:
    """A measure over time: a chart, or a table where too little may be shown to draw one."""
    values = [cell.number for cell in line.cells]
    known = [value for value in values if value is not None]
    if not known:
        why = "Not known" if all(cell.value == NOT_KNOWN for cell in line.cells) else "Too few to show"
        return [Note(f"{line.question} {why}, in any of the last {len(values)} periods. {line.why}", Tone.UNKNOWN)]
    if len(known) < ENOUGH_TO_DRAW:
        rows = tuple((cell.period, value_told(cell), cell.out_of or "–") for cell in line.cells)
        return [TableBlock(line.question, ("For", "Value", "Out of"), rows), Note(line.why)]
    middle = median(known) if len(known) >= ENOUGH_FOR_A_MIDDLE else None
    reading = f"{line.why} {change_told(moved)}"
    if line.latest.missing:
        reading += f" {missing_told(line.latest)} could not be told in the last period."
    decimals = 0 if all(value == int(value) for value in known) else 1
    chart = RunChart(line.question, tuple(zip(line.axis, values, strict=True)), middle, reading, line.unit,
                     line.england_number, decimals)  # fmt: skip
    return [chart]


def _spread_page(found: Sequence[LikeTeams]) -> Page:
    shown = [each for each in found if each.not_shown < each.teams]
    rows = tuple(
        (each.measure, f"{each.work}: {each.teams} teams", each.lowest, each.highest,
         "; ".join(each.apart) or "None", f"{each.not_shown}" if each.not_shown else "–")
        for each in shown
    )  # fmt: skip
    intro = (
        "An average hides the team in which children wait. Teams of like work are set beside each other; one is named "
        "only where it differs from teams like it by more than chance would give, which is where to ask why."
    )
    columns = ("Asked", "Teams", "Lowest", "Highest", "Different from similar teams", "Too few to show")
    blocks: list[Block] = [
        TableBlock("Spread by team, last period", columns, rows, frozenset({2, 3, 5}),
                   "No measure of this pack has three teams of like work with enough behind them to be shown."),
    ]  # fmt: skip
    left = list(dict.fromkeys(each.measure for each in found if each not in shown))
    if left:
        blocks.append(Note(f"Too few in every team to be shown: {' '.join(left)}", Tone.UNKNOWN))
    return Page("spread", "How far teams are apart", intro, tuple(blocks))


__all__ = ["NOBODY", "pack_of"]
