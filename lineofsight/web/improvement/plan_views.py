"""The improvement plan as it is read: plain frozen classes, worked out from evidence as at a snapshot.

`public` words are fit for those who see no children: counts of 1 to 5 shown as `c`, others rounded to 5, percentages
from rounded counts and none of fewer than 20. All other figures are exact, and for those who see children.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PointView:
    """One period's figure: value in the measure's own unit, None where there is none. `at_target` None then too."""

    period: str
    title: str
    ends_on: date
    value: float | None
    at_target: bool | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure a line is held to. `number`: its own within the plan.

    `verdict`: met, at_target (not yet sustained), off_target, not_comparable (defined otherwise than at the baseline),
    not_known. `words` says the same with its reason, `public_words` without a figure. `change`: the run chart's signal
    at its end; blank for none. `latest` and `baseline` are values in words, `public_latest` and `public_baseline` for
    those who see no children. `is_hidden`: the latest is not given to them, and so neither is its verdict.
    `definition`: the first figures of the digest of the definition the baseline was made by; `definition_now` today's.
    """

    number: int
    code: str
    title: str
    direction: str
    target_value: float
    target: str
    baseline_period: str
    baseline_value: float | None
    baseline: str
    public_baseline: str
    definition: str
    definition_now: str
    latest_period: str
    latest_value: float | None
    latest: str
    latest_out_of: str
    public_latest: str
    is_hidden: bool
    verdict: str
    words: str
    public_words: str
    change: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class AuditsView:
    """Audits of the line's theme in the six months before the day: how many, how many good or better, what is asked."""

    theme: str
    theme_title: str
    since: date
    audits: int
    good: int
    least: int
    share: int
    at_grade: bool
    words: str
    public_words: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """What was written on a line on a day. `kind`: voice, board, note. `place`: the minute, or who was heard."""

    kind: str
    on: date
    by: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something to be done. `state`: not_started, under_way, slipped, said_done. `row_id`: its row of the record."""

    number: int
    what: str
    owner: str
    begins_on: date
    due_on: date
    said_done_on: date | None
    evidence: str
    state: str


@dataclass(frozen=True, slots=True)
class SignOffView:
    """A person, not the owner, found the evidence whole. `ended_on`: when a relapse ended it; None while it stands."""

    on: date
    by: str
    words: str
    snapshot: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """Whether it still holds so many months after sign-off. `outcome`: holds, relapsed, not_known, to_come."""

    months: int
    due_on: date
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what was said, by whom and where; what is done; what shows it; where it stands and every reason why.

    `source_kind`: report, notice, audit, review, complaint. `term`: the words of it. `place`: "paragraph 31, page 8".
    `document`: the library's number of the document it was taken from; None where it was typed. `themes`: codes of
    inspection themes, `theme_words` the words that told them. `area`: the inspection area of the first theme.
    `status`: not_started, under_way, slipped, evidence_met, done, holding, not_known, relapsed; `status_words` in full.
    `last_written_on`: when anything was last written of it, reading a figure apart.
    `reasons`: why it is not further, each a sentence; `watch`: what does not change it and should be known.
    """

    number: int
    source_kind: str
    source: str
    document: int | None
    place: str
    term: str
    finding: str
    finding_place: str
    themes: tuple[str, ...]
    theme_titles: tuple[str, ...]
    theme_words: tuple[str, ...]
    area: str
    owner: str
    begins_on: date
    due_on: date
    status: str
    status_words: str
    reasons: tuple[str, ...]
    public_reasons: tuple[str, ...]
    watch: tuple[str, ...]
    relapsed_on: date | None
    relapse: str
    actions: tuple[ActionView, ...]
    measures: tuple[MeasureView, ...]
    audits: AuditsView
    said: tuple[SaidView, ...]
    sign_offs: tuple[SignOffView, ...]
    checks: tuple[CheckView, ...]
    last_written_on: date | None = None

    @property
    def is_put_right(self) -> bool:
        """Whether it is signed off and nothing says otherwise."""
        return self.status in ("done", "holding")


@dataclass(frozen=True, slots=True)
class StoodView:
    """How a line stood when something was said of it, and how it stands now.

    `changed`: what is otherwise now, in words, figures told otherwise since among them; blank for nothing.
    `public_changed`: without a figure.
    """

    line: int
    term: str
    then: str
    now: str
    then_figures: tuple[str, ...]
    now_figures: tuple[str, ...]
    public_then_figures: tuple[str, ...]
    public_now_figures: tuple[str, ...]
    changed: str
    public_changed: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """What the board was told of a theme on a day, from which snapshot, and each of its lines then and now."""

    theme: str
    theme_title: str
    on: date
    by: str
    said: str
    snapshot: str
    lines: tuple[StoodView, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of the board."""

    number: int
    on: date
    minutes: str
    snapshot: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question somebody asked, and its answer. `about`: a line's number; None for the plan as a whole."""

    number: int
    asked_on: date
    asked_by: str
    about: int | None
    question: str
    answered_on: date | None
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class LeaderView:
    """Somebody who led, from when until when (None: still), and where that is known from."""

    name: str
    role: str
    from_on: date
    to_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class PastPlanView:
    """A plan that ended. `outcome`: failed, replaced, met. `leaders`: who led while it ran."""

    number: int
    title: str
    began_on: date
    ended_on: date
    promised: str
    outcome: str
    why: str
    source: str
    leaders: tuple[LeaderView, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan in force as at a day. `snapshot`: whose figures are shown, known as on `known_on`.

    `on`: the day up to which what people wrote counts. The same snapshot and the same `on` give the same view.
    """

    number: int
    title: str
    aim: str
    began_on: date
    snapshot: str
    known_on: date
    on: date
    lines: tuple[LineView, ...]
    past: tuple[PastPlanView, ...]
    leaders: tuple[LeaderView, ...]
    meetings: tuple[MeetingView, ...]
    questions: tuple[QuestionView, ...]

    def of_status(self, *statuses: str) -> tuple[LineView, ...]:
        """The lines that stand at any of these."""
        return tuple(line for line in self.lines if line.status in statuses)

    def of_area(self, area: str) -> tuple[LineView, ...]:
        """The lines of an inspection area."""
        return tuple(line for line in self.lines if line.area == area)
