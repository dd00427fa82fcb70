"""A line's papers and figures as the rules read them, as at a day and a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from lineofsight.evaluation.improvement import (
    AuditsAsked,
    Direction,
    Doing,
    Evidence,
    Held,
    Signed,
)
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.models import Line, LineAction, LineMeasure, Question, Said, SignOff
from lineofsight.web.knowledge.audit_words import theme_words

# What of a line can be changed, and so is kept as it was.
CHANGEABLE = (
    "term", "finding", "finding_place", "place", "owner_id", "owner", "begins_on", "due_on", "audit_theme",
    "audits_least", "audits_share", "themes",
)  # fmt: skip
_DAYS = frozenset({"begins_on", "due_on"})


@dataclass(frozen=True)
class Papers:
    """A line and all that was written of it, up to a day."""

    line: Line
    on: date
    snapshot: str
    actions: tuple[LineAction, ...] = ()
    measures: tuple[LineMeasure, ...] = ()
    said: tuple[Said, ...] = ()
    signed: tuple[SignOff, ...] = ()
    questions: tuple[Question, ...] = ()
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def papers_of(lines: list[Line], on: date, snapshot: str) -> list[Papers]:
    """The papers of lines, those of a later day left out: seven queries, however many lines."""
    found = {line.pk: Papers(line, on, snapshot, values=values_on(line, on)) for line in lines if line.made_on <= on}
    actions, measures, said, signed = {}, {}, {}, {}  # type: ignore[var-annotated]
    for action in LineAction.objects.filter(line__in=found, made_on__lte=on):
        actions.setdefault(action.line_id, []).append(action)
    for measure in LineMeasure.objects.filter(line__in=found, made_on__lte=on):
        if measure.ended_on is None or measure.ended_on > on:
            measures.setdefault(measure.line_id, []).append(measure)
    for each in Said.objects.filter(line__in=found, on__lte=on):
        said.setdefault(each.line_id, []).append(each)
    for sign in SignOff.objects.filter(line__in=found, on__lte=on):
        signed.setdefault(sign.line_id, []).append(sign)
    return [
        Papers(
            each.line, on, snapshot, tuple(actions.get(pk, ())), tuple(measures.get(pk, ())), tuple(said.get(pk, ())),
            tuple(signed.get(pk, ())), values=each.values,
        )
        for pk, each in found.items()
    ]  # fmt: skip


def values_on(line: Line, on: date) -> dict[str, Any]:
    """What a line said on a day: as it is now, or as it was before it was changed."""
    for before in line.earlier:
        if date.fromisoformat(before["until"]) > on:
            kept = before["values"]
            return {name: date.fromisoformat(kept[name]) if name in _DAYS else kept[name] for name in CHANGEABLE}
    return {name: getattr(line, name) for name in CHANGEABLE}


def held_of(measure: LineMeasure, papers: Papers) -> Held:
    """A line's measure with its figures."""
    since = min([papers.line.begins_on, *(each.on for each in papers.signed)])
    return measured.held(
        papers.snapshot, measure.code, direction=Direction(measure.direction), target=measure.target,
        definition=measure.definition, since=since,
    )  # fmt: skip


def evidence_of(papers: Papers) -> Evidence:
    """All there is on a line, as the rules read it. Owners go by the number of their account."""
    values = papers.values
    theme = values["audit_theme"]
    return Evidence(
        owners=owners_of(papers.line), begins_on=values["begins_on"], due_on=values["due_on"],
        measures=tuple(held_of(each, papers) for each in papers.measures),
        asked=AuditsAsked(values["audits_least"], values["audits_share"], theme_words(theme).lower()),
        audits=measured.audits_seen(papers.snapshot, theme),
        actions=tuple(Doing(each.what, str(each.owner_id), each.begins_on, each.due_on, each.said_done_on)
                      for each in papers.actions),
        signed=tuple(Signed(each.on, each.by) for each in papers.signed),
        heard_on=tuple(each.on for each in papers.said if each.kind == "voice"),
    )  # fmt: skip


def owners_of(line: Line) -> tuple[str, ...]:
    """The account numbers of everybody who ever answered for a line, whoever does now last."""
    return (*(str(before["values"]["owner_id"]) for before in line.earlier), str(line.owner_id))
