"""Who left and why: reasons, where to and after how long, this year beside the last. Of the whole, never of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.evaluation.disclosure import SUPPRESSED, public_table
from lineofsight.web.drawings.bar_charts import Bar, Bars, bars, bars_table
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.workforce.people import A_YEAR, BANDS, Person, Workforce, shares, tenure_band

NOW, BEFORE = "Last twelve months", "The twelve before"
UNKNOWN = "Not recorded"


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of how many: its title, lines of a word with this year's and last year's number, or too few to show."""

    title: str
    lines: tuple[tuple[str, str, str], ...]
    is_hidden: bool = False


@dataclass(frozen=True)
class Leaving:
    """Who left. `asked`: of how many the reason is known, in words; `picture`: reasons, drawn."""

    number: str
    before: str
    asked: str
    tables: tuple[Counted, ...]
    picture: str


def leaving(found: Workforce, *, is_public: bool) -> Leaving:
    """Permanent social workers who left, and where those who started came from: this year beside the year before."""
    now = found.left(found.on - A_YEAR, found.on)
    before = found.left(found.on - 2 * A_YEAR, found.on - A_YEAR)
    reasons = _table("Why", [p.because for p in now], [p.because for p in before], is_public=is_public)
    came = [p.came_from for p in found.started(found.on - A_YEAR, found.on)]
    came_before = [p.came_from for p in found.started(found.on - 2 * A_YEAR, found.on - A_YEAR)]
    known = sum(bool(each.because) for each in now)
    tables = (
        reasons,
        _table("Where to", [p.went for p in now], [p.went for p in before], is_public=is_public),
        _table("After how long", [tenure_band(p, found.on) for p in now], [tenure_band(p, found.on) for p in before],
               order=BANDS, is_public=is_public),
        _table("Where those who started came from", came, came_before, is_public=is_public),
    )  # fmt: skip
    said = "" if is_public else (
        f"The reason is recorded of {known} of {len(now)}. What is not asked is not known: it is none of the reasons."
        if now else ""
    )  # fmt: skip
    head = _table("All", ["All"] * len(now), ["All"] * len(before), is_public=is_public).lines
    none = SUPPRESSED if is_public and (now or before) else "0"
    number, earlier = (head[0][1], head[0][2]) if head else (none, none)
    return Leaving(number, earlier, said, tables, "" if is_public else _picture(now))


def _table(
    title: str, now: Sequence[str], before: Sequence[str], *, is_public: bool, order: Sequence[str] = ()
) -> Counted:  # fmt: skip
    first, second = dict(shares(now, UNKNOWN)), dict(shares(before, UNKNOWN))
    names = [name for name in dict.fromkeys([*first, *second]) if name != UNKNOWN]
    names = [name for name in order if name in names] if order else names
    if UNKNOWN in first or UNKNOWN in second:
        names.append(UNKNOWN)
    if not is_public:
        return Counted(title, tuple((name, f"{first.get(name, 0):,}", f"{second.get(name, 0):,}") for name in names))
    # A table of which nothing may be shown says so, and no more.
    counts = {(name, when): have.get(name, 0) for when, have in ((NOW, first), (BEFORE, second)) for name in names}
    made = public_table(counts, names, [NOW, BEFORE])
    if all(cell == SUPPRESSED for cell in made.cells.values()):
        return Counted(title, (), is_hidden=bool(names))
    return Counted(title, tuple((name, f"{made.cells[name, NOW]}", f"{made.cells[name, BEFORE]}") for name in names))


def _picture(people: Sequence[Person]) -> str:
    found = [Bar(name, float(number), f"{number:,}") for name, number in shares([p.because for p in people], UNKNOWN)]
    if len(found) < 2:
        return ""
    chart = Bars("Why permanent social workers left, last twelve months", tuple(found), "people")
    return markup(figure(chart.title, [bars(chart), bars(chart, NARROW)], bars_table(chart), numeric=(1,)))
