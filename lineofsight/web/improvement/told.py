"""What the board was told of each theme, kept as it stood then, beside what the data says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lineofsight.core.periods import parse_period
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.matching import theme_titles
from lineofsight.web.improvement.models import Meeting, Statement
from lineofsight.web.improvement.plan_views import LineView, MeetingView, StatementView, StoodView


def as_told(lines: Sequence[LineView], theme: str) -> list[dict[str, Any]]:
    """How the lines of a theme stand, to be kept with what is said of them."""
    return [
        {
            "line": line.number, "term": line.term, "status": line.status, "status_words": line.status_words,
            "measures": [
                {"code": each.code, "title": each.title, "period": _last_known(each.points),
                 "period_title": each.latest_period, "value": each.latest_value, "words": each.latest,
                 "public": each.public_latest}
                for each in line.measures
            ],
        }
        for line in lines if main_theme(line) == theme
    ]  # fmt: skip


def main_theme(line: LineView) -> str:
    """The theme under which the board looks at a line: its first; "other" where it has none."""
    return line.themes[0] if line.themes else "other"


def title_of_theme(code: str) -> str:
    """The theme's title."""
    return theme_titles().get(code, "Other")


def meetings_of(meetings: Sequence[Meeting], lines: Sequence[LineView], snapshot: str) -> tuple[MeetingView, ...]:
    """Meetings, the latest first, each statement with how its lines stand now."""
    by_number = {line.number: line for line in lines}
    return tuple(
        MeetingView(each.pk, each.on, each.minutes, each.snapshot,
                    tuple(_statement(each, said, by_number, snapshot) for said in each.statements.all()))
        for each in meetings
    )  # fmt: skip


def _statement(meeting: Meeting, said: Statement, lines: Mapping[int, LineView], snapshot: str) -> StatementView:
    stood = tuple(_stood(each, lines[each["line"]], snapshot) for each in said.stood if each["line"] in lines)
    return StatementView(
        said.theme, title_of_theme(said.theme), meeting.on, said.by, said.said, meeting.snapshot, stood
    )


def _stood(then: Mapping[str, Any], now: LineView, snapshot: str) -> StoodView:
    moved = "" if then["status"] == now.status else f"Then: {then['status_words']}. Now: {now.status_words}."
    again = [words for each in then["measures"] if (words := _told_otherwise(each, snapshot))]
    return StoodView(
        now.number, now.term, then["status_words"], now.status_words,
        tuple(f"{each['title']}: {each['words']}, {each['period_title']}" for each in then["measures"]),
        tuple(f"{each.title}: {each.latest}, {each.latest_period}" for each in now.measures),
        tuple(f"{each['title']}: {each['public']}" for each in then["measures"]),
        tuple(f"{each.title}: {each.public_latest}" for each in now.measures), " ".join([moved, *again]).strip(), moved,
    )  # fmt: skip


def _told_otherwise(then: Mapping[str, Any], snapshot: str) -> str:
    """Whether the same period is told otherwise now: work recorded late, or corrected since."""
    if then["value"] is None or not then["period"]:
        return ""
    period = parse_period(then["period"])
    told = next(
        (each for each in measured.series(snapshot, then["code"], period.end) if each.period.code == period.code), None
    )
    words = "" if told is None else measured.words_of(then["code"], told.value)
    if not words or words == then["words"]:
        return ""
    return f"{then['title']} for {then['period_title']} was told as {then['words']}; the data now says {words}."


def _last_known(points: Sequence[Any]) -> str:
    return next((each.period for each in reversed(points) if each.value is not None), "")
