"""Evidence by inspection area: for each thing inspectors look for, what bears on it here, and the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.areas import inspection_areas
from lineofsight.inspections.criteria import AREAS, Criterion, criteria_of
from lineofsight.inspections.themes import all_themes
from lineofsight.web.knowledge.audit_words import theme_words
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.links import link
from lineofsight.web.readiness import known_by
from lineofsight.web.readiness.expected import own_code
from lineofsight.web.readiness.models import Claim

_THEMES = {theme.code: theme.title for theme in all_themes()}


@dataclass(frozen=True, slots=True)
class Bearing:
    """One thing that bears on a criterion: what it is, what it says, whether that is known, and where it is."""

    title: str
    words: str
    known: bool
    link: str


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """A criterion, what bears on it by kind, what the self-evaluation says of it, and what is lacking."""

    code: str
    text: str
    source: str
    measures: tuple[Bearing, ...]
    audits: tuple[Bearing, ...]
    voices: tuple[Bearing, ...]
    findings: tuple[Bearing, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[str, ...]


def areas(on: date) -> list[tuple[str, str]]:
    """The areas judged on a day that have criteria: code and short title."""
    titles = {each.code: each.short_title for each in inspection_areas(on)}
    return [(code, titles.get(code, code.replace("_", " ").capitalize())) for code in AREAS]


def shown_of(area: str, on: date, claims: Sequence[Claim]) -> list[CriterionShown]:
    """The criteria of an area with what bears on each, as known on a day."""
    return [_shown(each, on, claims) for each in criteria_of(area)]


def gap_counts(on: date) -> dict[str, tuple[int, int]]:
    """Of each area how many criteria there are, and how many lack something."""
    found = {}
    for area in AREAS:
        criteria = criteria_of(area)
        found[area] = (len(criteria), sum(bool(_gaps(each, on)) for each in criteria))
    return found


def _shown(criterion: Criterion, on: date, claims: Sequence[Claim]) -> CriterionShown:
    return CriterionShown(
        criterion.code, criterion.text, _source(criterion), tuple(_measure(code) for code in criterion.measures),
        tuple(_audit(theme, on) for theme in criterion.audits), tuple(_voice(name, on) for name in criterion.voices),
        tuple(_finding(theme, count) for theme, count in known_by.findings(criterion.themes).items()),
        tuple(each for each in claims if each.criterion == criterion.code), _gaps(criterion, on),
    )  # fmt: skip


def _gaps(criterion: Criterion, on: date) -> tuple[str, ...]:
    """What nobody can show of it, in words."""
    found = []
    unknown = [code for code in criterion.measures if not _is_known(code)]
    if not criterion.measures:
        found.append("No measure bears on it: only audits, voices and the record itself show it.")
    elif len(unknown) == len(criterion.measures):
        found.append("None of its measures is known: nothing loaded fills them.")
    elif unknown:
        found.append(f"{len(unknown)} of its {len(criterion.measures)} measures are not known.")
    if not known_by.audited(criterion.audits, on).number:
        found.append("No audit of its themes in the last year.")
    if not criterion.voices:
        found.append("Nothing that children and families are asked bears on it.")
    elif not any(known_by.heard(name, on).number for name in criterion.voices):
        found.append("No child or family was asked about it in the last year.")
    return tuple(found)


def _is_known(code: str) -> bool:
    found = known_by.measure(code)
    return found is not None and found.value is not None


def _measure(code: str) -> Bearing:
    found = known_by.measure(code)
    known = found is not None and found.value is not None
    words = f"{known_by.measure_words(code, found.value)}, {found.period.title}" if found and known else "Not known"
    if found and found.moved:
        words += f". {found.moved}"
    return Bearing(known_by.measure_title(code), words, known, link("performance:indicator", code))


def _audit(theme: str, on: date) -> Bearing:
    found = known_by.audited((theme,), on)
    words = f"{found.words} good or better, since {in_full(found.since)}" if found.number else "None in the last year"
    return Bearing(theme_words(theme), words, bool(found.number), link("audits:themes"))


def _voice(name: str, on: date) -> Bearing:
    found = known_by.heard(name, on)
    words = f"{found.words} said so, since {in_full(found.since)}" if found.number else "Nobody was asked in a year"
    return Bearing(known_by.VOICES.get(name, name), words, bool(found.number), "")


def _finding(theme: str, count: int) -> Bearing:
    where = f"{link('inspections:find')}?kind=all&theme={theme}&la={own_code()}"
    said = f"{count} passage{'' if count == 1 else 's'} of the latest report"
    return Bearing(_THEMES.get(theme, theme), said, True, where)


def _source(criterion: Criterion) -> str:
    return f"{criterion.source}. {criterion.reported_at}" if criterion.reported_at else criterion.source
