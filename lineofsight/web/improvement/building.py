"""The plan made into what is read, as at a snapshot and a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Q

from lineofsight.core.periods import parse_period
from lineofsight.evaluation.improvement import (
    Evidence,
    Reason,
    Standing,
    Status,
    audits_found,
    is_at_target,
    judge,
)
from lineofsight.evaluation.improvement import standing as stands
from lineofsight.evaluation.improvement.measures import Held
from lineofsight.evaluation.statistics import run_chart
from lineofsight.web.access.done import Done
from lineofsight.web.day import today
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.evidence import Papers, evidence_of, papers_of
from lineofsight.web.improvement.matching import theme_areas, theme_titles
from lineofsight.web.improvement.models import Leader, Line, LineAction, LineMeasure, Meeting, Plan, Question
from lineofsight.web.improvement.plan_views import (
    ActionView,
    AuditsView,
    CheckView,
    LeaderView,
    LineView,
    MeasureView,
    PastPlanView,
    PlanView,
    PointView,
    QuestionView,
    SaidView,
    SignOffView,
)
from lineofsight.web.improvement.told import meetings_of
from lineofsight.web.improvement.words import status_words
from lineofsight.web.knowledge.audit_words import theme_words
from lineofsight.web.knowledge.definitions import Defined, definitions_of
from lineofsight.web.knowledge.figures import Figure
from lineofsight.web.knowledge.public_figures import NOT_KNOWN
from lineofsight.web.knowledge.snapshots import known

DIGEST_SHOWN = 8
SHOWN_POINTS = 24


def plan_in_force(on: date) -> Plan | None:
    """The plan in force on a day; None where there is none."""
    begun = Plan.objects.filter(made_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return begun.order_by("-began_on", "-pk").first()


def plan_view(snapshot: str | None = None, on: date | None = None) -> PlanView | None:
    """The plan in force as a snapshot shows it, the latest where none is named. None without a plan or a snapshot.

    Raises Http404 for a name that is no snapshot's.
    """
    found = known(snapshot)
    if found is None:
        return None
    day = on or (today() if snapshot is None else found.info.as_known_on)
    return _plan_view(found.info.snapshot, found.info.as_known_on, day, _written(), definitions_of())


def _written() -> int:
    """The number of the last thing that was done: until another is, the plan is as it was."""
    return Done.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@lru_cache(maxsize=16)
def _plan_view(snapshot: str, known_on: date, day: date, written: int, defined: Defined) -> PlanView | None:
    plan = plan_in_force(day)
    if plan is None:
        return None
    lines = tuple(line_view(papers) for papers in papers_of(list(plan.lines.all()), day, snapshot))
    leaders = leaders_on(day)
    return PlanView(
        plan.pk, plan.title, plan.aim, plan.began_on, snapshot, known_on, day, lines, past_plans(day, leaders), leaders,
        meetings_of(_meetings(plan, day), lines, snapshot),
        questions_of(Question.objects.filter(plan=plan, asked_on__lte=day).select_related("line"), day),
    )  # fmt: skip


def line_view(papers: Papers) -> LineView:
    """One line, whole."""
    line, values, evidence = papers.line, papers.values, evidence_of(papers)
    standing = stands(evidence, papers.on)
    measures = tuple(
        _measure(each, held, papers) for each, held in zip(papers.measures, evidence.measures, strict=True)
    )
    themes = tuple(values["themes"])
    titles = theme_titles()
    return LineView(
        number=line.number, source_kind=line.source_kind, source=line.source, document=line.document,
        place=values["place"], term=values["term"], finding=values["finding"], finding_place=values["finding_place"],
        themes=themes, theme_titles=tuple(titles.get(code, code) for code in themes),
        theme_words=tuple(word for code in themes for word in line.theme_words.get(code, ())),
        area=theme_areas().get(themes[0], "") if themes else "", owner=values["owner"], begins_on=values["begins_on"],
        due_on=values["due_on"], status=standing.status.value, status_words=status_words(standing),
        reasons=told_to(standing.reasons, measures, sees_children=True),
        public_reasons=told_to(standing.reasons, measures, sees_children=False), watch=standing.watch,
        relapsed_on=standing.relapsed_on, relapse=standing.relapse,
        actions=tuple(_action(each, papers.on) for each in papers.actions),
        measures=measures,
        audits=_audits(papers, evidence), said=tuple(SaidView(each.kind, each.on, each.by, each.words, each.place)
                                           for each in papers.said),
        sign_offs=_sign_offs(papers, standing),
        checks=tuple(CheckView(each.months, each.due_on, each.outcome.value, each.words) for each in standing.checks),
        last_written_on=_last_written(papers),
    )  # fmt: skip


def leaders_on(day: date) -> tuple[LeaderView, ...]:
    """Everybody who is known to have led, in the order they came."""
    return tuple(
        LeaderView(each.name, each.role, each.from_on, each.to_on, each.source)
        for each in Leader.objects.filter(made_on__lte=day)
    )


def past_plans(day: date, leaders: Sequence[LeaderView]) -> tuple[PastPlanView, ...]:
    """Plans that had ended by a day, the latest first, each with who led while it ran."""
    found = []
    for plan in Plan.objects.filter(ended_on__lte=day, made_on__lte=day):
        assert plan.ended_on is not None  # it was asked for
        led = tuple(
            each for each in leaders
            if each.from_on <= plan.ended_on and (each.to_on is None or each.to_on >= plan.began_on)
        )  # fmt: skip
        found.append(PastPlanView(
            plan.pk, plan.title, plan.began_on, plan.ended_on, plan.aim, plan.outcome, plan.why_ended, plan.source, led,
            Line.objects.filter(plan=plan).count(),
        ))  # fmt: skip
    return tuple(found)


def questions_of(rows: Iterable[Question], day: date) -> tuple[QuestionView, ...]:
    """Questions, those without an answer by a day first."""
    found = []
    for each in rows:
        is_answered = each.answered_on is not None and each.answered_on <= day
        found.append(QuestionView(
            each.pk, each.asked_on, each.asked_by, each.line.number if each.line else None, each.question,
            each.answered_on if is_answered else None, each.answered_by if is_answered else "",
            each.answer if is_answered else "",
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.answered_on is not None))


def _meetings(plan: Plan, day: date) -> list[Meeting]:
    return list(plan.meetings.filter(on__lte=day).prefetch_related("statements"))


def _last_written(papers: Papers) -> date:
    days = [papers.line.made_on, *(date.fromisoformat(each["until"]) for each in papers.line.earlier)]
    days += [each.made_on for each in papers.actions] + [each.made_on for each in papers.measures]
    days += [each.said_done_on for each in papers.actions if each.said_done_on is not None]
    days += [each.on for each in papers.said] + [each.on for each in papers.signed]
    return max(day for day in days if day <= papers.on)


def _action(action: LineAction, on: date) -> ActionView:
    done = action.said_done_on if action.said_done_on is not None and action.said_done_on <= on else None
    state = (
        "said_done" if done else "slipped" if action.due_on < on else "under_way" if action.begins_on <= on
        else "not_started"
    )  # fmt: skip
    return ActionView(
        action.pk, action.what, action.owner, action.begins_on, action.due_on, done, action.evidence if done else "",
        state,
    )  # fmt: skip


def _measure(measure: LineMeasure, held: Held, papers: Papers) -> MeasureView:
    judged = judge(held, papers.on)
    ended = [each for each in held.points if each.ends_on <= papers.on][-SHOWN_POINTS:]
    told = {each.period.code: each for each in measured.series(papers.snapshot, measure.code, papers.line.begins_on)}
    latest = told.get(judged.latest.period) if judged.latest else None
    public = measured.public_cells(papers.snapshot, measure.code)
    # Of a measure whose figure is hidden nothing is said: with its target a verdict would tell it.
    is_hidden = not public or public[-1].is_hidden
    baseline = parse_period(measure.baseline_period)
    return MeasureView(
        number=measure.pk, code=measure.code, title=held.title, direction=held.direction.value,
        target_value=measure.target, target=held.target_words, baseline_period=baseline.title,
        baseline_value=measure.baseline_value, baseline=measured.words_of(measure.code, measure.baseline_value),
        public_baseline=next((each.value for each in public if each.period == baseline.title), "Not shown"),
        definition=measure.definition[:DIGEST_SHOWN], definition_now=held.definition_now[:DIGEST_SHOWN],
        latest_period=latest.period.title if latest else "", latest_value=latest.value if latest else None,
        latest=measured.words_of(measure.code, latest.value) if latest else NOT_KNOWN,
        latest_out_of=_out_of(latest),
        public_latest=f"{public[-1].value} ({public[-1].period})" if public else NOT_KNOWN, is_hidden=is_hidden,
        verdict=judged.verdict.value, words=judged.words,
        public_words=f"{held.title}: not shown, because so few are counted." if is_hidden else judged.public,
        change=_change(held, ended),
        points=tuple(
            PointView(each.period, told[each.period].period.title, each.ends_on, each.value,
                      None if each.value is None else is_at_target(held.direction, held.target, each.value))
            for each in ended
        ),
    )  # fmt: skip


def told_to(reasons: Iterable[Reason], measures: Iterable[MeasureView], *, sees_children: bool) -> tuple[str, ...]:
    """Reasons in words; for those who see no children without a figure, each measure's as it may be told."""
    told = {each.words: each.public_words for each in measures}
    return tuple(each.words if sees_children else told.get(each.words, each.public) for each in reasons)


def _out_of(told: Figure | None) -> str:
    if told is None or told.above is None or told.below is None:
        return ""
    return f"{told.above:,.0f} of {told.below:,.0f}"


def _change(held: Held, ended: Sequence[object]) -> str:
    """The run chart's signals that reach the last known point, in words."""
    values = [each.value for each in ended]  # type: ignore[attr-defined]
    places = [n for n, value in enumerate(values) if value is not None]
    chart = run_chart(values, stock=held.resembling)
    now = [words for (_, _, last, _), words in zip(chart.signals, chart.words(), strict=True)
           if places and last == places[-1]]  # fmt: skip
    return " ".join(now)


def _audits(papers: Papers, evidence: Evidence) -> AuditsView:
    values = papers.values
    found = audits_found(evidence.asked, evidence.audits, papers.on)
    theme = values["audit_theme"]
    return AuditsView(
        theme, theme_words(theme) or "All audits", found.since, found.audits, found.good,
        values["audits_least"], values["audits_share"], found.at_grade, found.words, found.public,
    )  # fmt: skip


def _sign_offs(papers: Papers, standing: Standing) -> tuple[SignOffView, ...]:
    return tuple(
        SignOffView(each.on, each.by, each.words, each.snapshot, ended)
        for each, ended in zip(papers.signed, standing.ended, strict=True)
    )


def counted(lines: Sequence[LineView]) -> Mapping[Status, int]:
    """How many lines stand at each status."""
    found = dict.fromkeys(Status, 0)
    for line in lines:
        found[Status(line.status)] += 1
    return found
