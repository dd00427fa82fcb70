"""A standard's clock as a picture, with the days of an example from its own specs where it has one that fits."""

from __future__ import annotations

from datetime import date, datetime

from lineofsight.catalogue.examples import standard_examples
from lineofsight.core.clocks import SetBy
from lineofsight.core.column_words import day_words
from lineofsight.core.standards import Repeat, Standard
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.clocks import ClockPicture, clock, clock_table
from lineofsight.web.drawings.figures import figure, markup

# A Monday without a holiday near it, for clocks no example of which shows the day they are counted from.
USUAL_DAY = date(2026, 3, 2)


def clock_drawing(item: Standard, title: str) -> str:
    """The figure, wide and narrow with its table, ready for the page."""
    picture = clock_picture(item, title)
    return markup(figure("Its clock, with an example", [clock(picture), clock(picture, NARROW)], clock_table(picture)))


def clock_picture(item: Standard, title: str) -> ClockPicture:
    """The clock and the days it is shown with."""
    source = item.opens.source
    repeats = item.repeats is Repeat.FROM_LAST_MET
    # What is counted from another day than the opening is drawn from that day.
    if item.counted_from:
        return ClockPicture(title, item.due, USUAL_DAY, day_words(item.counted_from, source), repeats)
    opens, due = _example_days(item)
    return ClockPicture(
        title, item.due, opens, day_words(item.opens.at, source), repeats,
        set_on=due if isinstance(item.due, SetBy) else None,
    )  # fmt: skip


def _example_days(item: Standard) -> tuple[date, date | None]:
    """The day the first example opens, and when what is set then is due."""
    for example in standard_examples(item.code):
        heading = example.expect.heading
        if "opened_on" not in heading:
            continue
        for row in example.expect.rows:
            found = dict(zip(heading, row, strict=True))
            opened = _day(found["opened_on"], item.in_hours)
            if opened is not None:
                due = _day(found.get("due_on", ""), in_hours=False)
                return opened, due
    return USUAL_DAY, None


def _day(text: str, in_hours: bool) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if in_hours and len(text) > 10 else moment.date()
