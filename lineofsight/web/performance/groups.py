"""A measure by group of children: each with how sure we can be of it, and the gaps that are more than chance said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import NormalDist

from lineofsight.core.indicator_measures import Count, Percent
from lineofsight.core.indicators import Breakdown, Indicator
from lineofsight.evaluation.breakdowns import AGE_BANDS, ETHNIC_GROUPS, NOT_RECORDED, SEXES
from lineofsight.evaluation.disclosure import SMALLEST_SHOWN
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.drawings.breakdowns import Breakdown as Chart
from lineofsight.web.drawings.breakdowns import Group, breakdown_bars, breakdown_table
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure as drawn
from lineofsight.web.drawings.figures import markup
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, decimals_of, unit_of
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.cohorts import NotCovered, cohort_of
from lineofsight.web.performance.wording import SMALL, missing_words, title_of, whole

# One chance in twenty that any group at all is marked where none differs; divided among the groups compared.
WRONGLY_MARKED = 0.05
# Below this many expected in a cell, the comparison of two shares cannot be relied on.
ENOUGH_EXPECTED = 5
_ORDER: Mapping[str, Sequence[str]] = {
    Breakdown.AGE_BAND: AGE_BANDS, Breakdown.ETHNICITY: tuple(ETHNIC_GROUPS), Breakdown.SEX: tuple(SEXES),
    Breakdown.DISABILITY: ("Disabled", "Not disabled"),
}  # fmt: skip


def figures_by_group(asked: Asked, indicator: Indicator, period: str, by: str) -> list[tuple[str, Figure]]:
    """The groups and their figures, in the order people expect; those not recorded at the end."""
    dimensions = ("team", by) if asked.team else (by,)
    found = held_figures.worked_out(asked.held, indicator.code, (period,), dimensions)
    if asked.team:
        pairs = [(label[by], each) for label, each in found if label.get("team") == asked.team and by in label]
    else:
        pairs = [(label[by], each) for label, each in found if set(label) == {by}]
    order = [*_ORDER.get(by, sorted(name for name, _ in pairs if name != NOT_RECORDED)), NOT_RECORDED]
    place = {name: number for number, name in enumerate(order)}
    return sorted(pairs, key=lambda pair: (place.get(pair[0], len(order)), pair[0]))


def tells_of_the_shut(held: Known, code: str, period: str, caseload: Caseload) -> bool:
    """Whether groups of a figure would tell of restricted children who are kept from the person.

    Who may list nearly all rows of a figure needs only subtract to have age, sex or area of the few who are left.
    """
    try:
        frame = cohort_of(held, code, period)
    except NotCovered:
        return False
    return 0 < caseload.shut_among(frame["child"].drop_nulls().unique()) < SMALLEST_SHOWN


def by_group(asked: Asked, indicator: Indicator, period: str, by: str, heading: str) -> str:
    """The drawing and its table, ready for the page; blank where there are no groups."""
    pairs = figures_by_group(asked, indicator, period, by)
    if not pairs:
        return ""
    is_share = isinstance(indicator.as_, Percent) and indicator.as_.weight is None
    gaps = gap_words([each for _, each in pairs]) if is_share else [""] * len(pairs)
    groups = tuple(
        _group(indicator, name, figure, gap, is_share=is_share) for (name, figure), gap in zip(pairs, gaps, strict=True)
    )
    total = sum(figure.below or 0.0 for _, figure in pairs)
    overall = 100 * sum(figure.above or 0.0 for _, figure in pairs) / total if is_share and total else None
    title = f"{title_of(indicator, definitions().standards)}, by {heading.lower()}"
    chart = Chart(title, groups, overall, unit_of(indicator), decimals_of(indicator), "counted")
    headings, rows = breakdown_table(chart)
    notes = [_note(figure) for _, figure in pairs]
    table = (
        (*headings[:-1], "Take care", headings[-1]),
        tuple((*row[:-1], note, row[-1]) for row, note in zip(rows, notes, strict=True)),
    )
    pictures = [breakdown_bars(chart), breakdown_bars(chart, NARROW)]
    return markup(drawn(title, pictures, table, reading=_reading(gaps, is_share=is_share), numeric=(1, 3)))


def gap_words(figures: Sequence[Figure]) -> list[str]:
    """For each group, how it differs from all the others taken together; blank where chance could give it.

    A gap is marked where two shares differ by more than chance would give once in twenty times over all groups
    compared, and each share has enough behind it.
    """
    tested = [each for each in figures if each.below]
    confidence = 1 - WRONGLY_MARKED / (2 * max(len(tested), 1))
    bound = NormalDist().inv_cdf(confidence)
    above, below = sum(each.above or 0.0 for each in figures), sum(each.below or 0.0 for each in figures)
    return [_gap(each, above, below, bound) for each in figures]


def _gap(figure: Figure, above: float, below: float, bound: float) -> str:
    own, of = figure.above or 0.0, figure.below or 0.0
    rest, rest_of = above - own, below - of
    if not of or not rest_of:
        return ""
    common = above / below
    if min(of, rest_of) * min(common, 1 - common) < ENOUGH_EXPECTED:
        return ""
    gap = own / of - rest / rest_of
    if abs(gap) <= bound * sqrt(common * (1 - common) * (1 / of + 1 / rest_of)):
        return ""
    points = f"{abs(100 * gap):.0f} points {'higher' if gap > 0 else 'lower'}"
    return f"{points} than the other groups together: more than chance would give"


def _group(indicator: Indicator, name: str, figure: Figure, gap: str, *, is_share: bool) -> Group:
    shown = name[:1].upper() + name[1:]
    if isinstance(indicator.as_, Count):
        return Group(shown, round(figure.below or 0), figure.value)
    out_of = round(figure.below or 0)
    note = "nobody to count" if not out_of else "no figure"
    return Group(shown, out_of, figure.value, figure.lower if is_share else None, figure.upper if is_share else None,
                 gap, note)  # fmt: skip


def _note(figure: Figure) -> str:
    small = "A small number" if figure.below and figure.below < SMALL else ""
    return "; ".join(words for words in (small, missing_words(figure)) if words)


def _reading(gaps: Sequence[str], *, is_share: bool) -> str:
    if not is_share:
        return (
            "How many there are in each group. Whether that is many or few depends on how many children of the group "
            "live here, so no group is marked."
        )
    count = sum(bool(gap) for gap in gaps)
    if not count:
        return "No group differs from the others by more than chance would give."
    return (
        f"{whole(count)} of the groups differ{'s' if count == 1 else ''} from the others by more than chance would "
        "give. That is where to ask why; it does not say why. Brothers and sisters counted together make chance wider "
        "than this allows for."
    )
