"""Children to each worker beside timeliness and audit grade, over the same months: to look at, and no proof.

Three measures stand one under another on one time axis. No line, number or colour ties one to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lineofsight.core.indicators import Indicator
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.strands import Strand, Strands, strands, strands_table
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, unit_of
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.links import link
from lineofsight.web.workforce.measures import FEWEST_FULL_TIME, month, of_a_quarter, public_cells, series

LOAD, GRADE = "wf_caseload_avg", "audits_good"
# What may be put beside the load: clocks that most teams have.
TIMELINESS = (
    "cp_visits_timely", "cin_visit_timely", "cla_visits_timely", "assessment_45wd", "cla_reviews_timely",
    "recorded_late", "wf_supervision",
)  # fmt: skip
MONTHS, FEW, ENOUGH = 25, 20, 6

MAY = (
    "That they moved, or did not, in the same months: look down from one chart to the next.",
    "That it is worth asking those who were there what changed, and when.",
    "That a hope (fewer children to each worker, better work) has not come true yet, where the charts below stay flat.",
)  # fmt: skip
MAY_NOT = (
    "That one moved another. A new manager, a new way of recording, other children and other audits move them too.",
    "That the next team, or next year, would do the same.",
    "Anything about a worker: these are figures of teams and of the service.",
    "Much from a few: where a month counts fewer than 20, one or two children move it. Audits are those graded a "
    "second time in twelve months: few, and each point shares most of them with the one before.",
)  # fmt: skip


@dataclass(frozen=True)
class Together:
    """The drawing with its table; the measures it is of with their own pages; and what to know of the numbers."""

    picture: str
    measures: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]


def choices() -> list[tuple[str, str]]:
    """The measures of timeliness there are, code and title."""
    indicators = definitions().indicators
    return [(code, indicators[code].title) for code in TIMELINESS if code in indicators]


def together(held: Known | None, timeliness: str, team: str, whose: str, *, is_public: bool = False) -> Together | None:
    """The three measures of a team (blank: the service), called `whose`; None where too little is known to draw.

    `is_public`: for those who see no children: rounded, and ends of quarters alone.
    """
    return None if held is None else _together(held.info.snapshot, timeliness, team, whose, is_public)


@lru_cache(maxsize=64)
def _together(name: str, timeliness: str, team: str, whose: str, is_public: bool) -> Together | None:
    held = known(name)
    assert held is not None  # a name was given
    indicators = definitions().indicators
    wanted = [indicators[code] for code in (LOAD, timeliness, GRADE) if code in indicators]
    found = {each.code: {point.period.end: point for point in series(held, each.code, team)} for each in wanted}
    months = sorted({end for points in found.values() for end in points if not is_public or of_a_quarter(end)})[
        -MONTHS:
    ]
    if len(months) < 2:
        return None
    made = [_strand(each, [found[each.code].get(end) for end in months], is_public=is_public) for each in wanted]
    chart = Strands(f"{whose}: three measures, month under month", tuple(month(end) for end in months), tuple(made))
    cautions = (
        [] if is_public else [said for each in wanted if (said := _caution(each, list(found[each.code].values())))]
    )
    return Together(
        markup(figure(chart.title, [strands(chart), strands(chart, NARROW)], strands_table(chart),
                      numeric=range(1, len(made) + 1))),
        tuple((each.title, link("performance:indicator", each.code)) for each in wanted), tuple(cautions),
    )  # fmt: skip


def _strand(indicator: Indicator, points: list[Figure | None], *, is_public: bool) -> Strand:
    of_more = [None if point is None or _is_of_one(indicator, point) else point for point in points]
    values = tuple(
        [each.number for each in public_cells(indicator, of_more)] if is_public
        else [None if point is None else point.value for point in of_more]
    )  # fmt: skip
    known_ones = sorted(value for value in values if value is not None)
    half = len(known_ones) // 2
    middle = None
    if len(known_ones) >= ENOUGH:
        middle = known_ones[half] if len(known_ones) % 2 else (known_ones[half - 1] + known_ones[half]) / 2
    return Strand(indicator.title, values, unit_of(indicator), 0 if is_public else 1, middle)


def _is_of_one(indicator: Indicator, point: Figure) -> bool:
    """Whether a load would be that of one worker or two."""
    return indicator.code == LOAD and (point.below or 0) < FEWEST_FULL_TIME


def _caution(indicator: Indicator, points: list[Figure]) -> str:
    few = sum(point.below is not None and 0 < point.below < FEW for point in points)
    if indicator.code == LOAD:
        alone = sum(_is_of_one(indicator, point) for point in points)
        why = "fewer than three full-time workers held children: not shown, for it would be a worker’s figure."
        return f"{indicator.title}: in {alone} months {why}" if alone else ""
    if not few:
        return ""
    return f"{indicator.title}: in {few} of {len(points)} months it is of fewer than {FEW}."
