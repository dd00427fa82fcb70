"""What has been found since: figures, dip samples and audits, as proofs read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import Better, Indicator
from lineofsight.core.periods import parse_period
from lineofsight.core.tables.oversight import audits, service_events
from lineofsight.evaluation.statistics import wilson
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.exact import is_exact_to
from lineofsight.web.access.service_rows import service_rows
from lineofsight.web.audits.dip_samples.fit import are_samples_fit
from lineofsight.web.knowledge.audit_words import GOOD, THEMES
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import WHOLE, known
from lineofsight.web.layout.dates import in_full, short
from lineofsight.web.learning.kinds import ALLEGATION
from lineofsight.web.learning.models import LearningAction
from lineofsight.web.learning.proof import By, Named, Proof, Reading, named_from, proof_of, said, without_figures

DIP_SAMPLE = "dip_sample"
_MANY = 60


def proofs_of(
    caseload: Caseload, actions: list[LearningAction], since: date | None = None, until: date | None = None
) -> dict[int, Proof]:  # fmt: skip
    """What the proof of each action says now, by its number; or what it said at the end of a day, `until`.

    since: for a later check, the day last looked at.
    """
    found, exact = {}, dict[tuple[By, str], bool]()
    for each in actions:
        named = named_from(each.proof)
        if (named.by, named.code) not in exact:
            exact[named.by, named.code] = is_told_exactly(caseload, named)
        after = max(each.set_on, since) if since else each.set_on
        readings = readings_of(caseload, named, each.entry.reference, after)
        proof = proof_of(named, after, [each for each in readings if until is None or each.on <= until])
        found[each.pk] = proof if exact[named.by, named.code] else without_figures(proof)
    return found


def is_told_exactly(caseload: Caseload, named: Named) -> bool:
    """Whether the figures a proof rests on are told as they are to whoever asks.

    To nobody who sees no child; of dip samples, to nobody who could tell by them what an unseen child's record says.
    """
    asker = caseload.asker
    if asker is None or not asker.role.sees_children:
        return False
    match named.by:
        case By.MEASURE:
            indicator = definitions().indicators.get(named.code)
            return indicator is not None and is_exact_to(asker, indicator)
        case By.DIP:
            return are_samples_fit(caseload, named.code)
    return True


def readings_of(caseload: Caseload, named: Named, reference: str, since: date) -> list[Reading]:
    """Everything found that a proof may rest on."""
    match named.by:
        case By.MEASURE:
            return measured(named.code)
        case By.DIP:
            return sampled(caseload, named.code)
        case By.AUDITS:
            return audited(named.code, since)
    children = caseload.children_of([reference]) if reference else []
    return [each for child in children for each in audits_of(caseload, child)]


def measured(code: str) -> list[Reading]:
    """The published figures of a measure for the service, the latest snapshot's."""
    held, indicator = known(), definitions().indicators.get(code)
    if held is None or indicator is None:
        return []
    frame = held.figures_of([code]).filter(pl.col("breakdown") == WHOLE, pl.col("value").is_not_null())
    found = [reading for row in frame.iter_rows(named=True) if (reading := _figure(row, held.info.as_known_on))]
    return sorted(found, key=lambda each: each.on)[-_MANY:]


def _figure(row: Mapping[str, Any], known_on: date) -> Reading | None:
    """A figure as a reading; None for a period that has not ended, whose figure may still move."""
    try:
        end = parse_period(row["period"]).end
    except ValueError:
        return None
    if end > known_on:
        return None
    below = row.get("denominator")
    return Reading(end, float(row["value"]), None if below is None else int(below), f"To {in_full(end)}",
                   row.get("lower"), row.get("upper"))  # fmt: skip


def sampled(caseload: Caseload, code: str) -> list[Reading]:
    """Dip samples of one question set, each by its share of yes."""
    rows = service_rows(caseload.asker).rows(service_events)
    found = []
    for row in rows:
        if row["kind"] != DIP_SAMPLE or row["reference"] != code or not row["occurred_on"]:
            continue
        asked, yes = int(row["planned"] or 0), int(row["done"] or 0)
        lower, upper = (float(each) for each in wilson(yes, asked)) if asked else (None, None)
        words = f"{yes} of {asked} answers were yes on {in_full(row['occurred_on'])}"
        share = 100 * yes / asked if asked else 0.0
        found.append(Reading(row["occurred_on"], share, asked, words, lower, upper))
    return found


def audited(theme: str, since: date) -> list[Reading]:
    """Audits that were above all about one thing, since a day: the share good or better, as the snapshot knows it."""
    held = known()
    if held is None:
        return []
    rows = held.snapshot.record.lazy(audits).filter(
        pl.col("theme") == theme, pl.col("audited_on") > since, pl.coalesce("moderated_grade", "grade").is_not_null()
    )
    grades = rows.select(pl.coalesce("moderated_grade", "grade").alias("grade"), "audited_on").collect()
    if grades.is_empty():
        return []
    good = int(grades["grade"].is_in(sorted(GOOD)).sum())
    last = grades["audited_on"].max()
    assert isinstance(last, date)
    lower, upper = (float(each) for each in wilson(good, grades.height))
    return [Reading(last, 100 * good / grades.height, grades.height,
                    f"{good} of {grades.height} audits since then were good or better", lower, upper)]  # fmt: skip


def audits_of(caseload: Caseload, child: ChildNow) -> list[Reading]:
    """The audits of one child whoever asks may see."""
    rows = caseload.rows_about([child], audits).get(child.child_id, [])
    return [
        Reading(row["audited_on"], float((row.get("moderated_grade") or row["grade"]) in GOOD), 1,
                f"Audited again on {in_full(row['audited_on'])}")
        for row in rows if row.get("audited_on") and (row.get("moderated_grade") or row.get("grade"))
    ]  # fmt: skip


def name_measure(indicator: Indicator, wanted: float, until: date | None = None) -> Named:
    """A proof by a measure, as it stands today, or stood on a day."""
    unit = "%" if isinstance(indicator.as_, Percent) else ""
    higher = indicator.better is Better.HIGHER
    found = [each for each in measured(indicator.code) if until is None or each.on <= until]
    before = found[-1] if found else None
    named = Named(By.MEASURE, indicator.code, indicator.title, wanted, higher, unit)
    return _with(named, before)


def name_dip(caseload: Caseload, code: str, title: str, wanted: float, until: date | None = None) -> Named:
    """A proof by a dip sample made after the action; with what the last one, up to a day, had found."""
    found = [each for each in sampled(caseload, code) if until is None or each.on <= until]
    found.sort(key=lambda each: each.on)
    return _with(Named(By.DIP, code, title, wanted, True, "%"), found[-1] if found else None)


def name_audits(theme: str, wanted: float) -> Named:
    """A proof by audits made after the action."""
    return Named(By.AUDITS, theme, THEMES[theme], wanted, True, "%")


def name_child() -> Named:
    """A proof by the same child audited again."""
    return Named(By.CHILD, "", "This child audited again", 1.0, True)


def measures_to_name(kind: str) -> list[tuple[str, str]]:
    """Measures of which it is known which way is better, and that have a figure; none of allegations elsewhere."""
    held = known()
    if held is None:
        return []
    with_figures = set(held.whole.filter(pl.col("value").is_not_null())["indicator"].unique().to_list())
    return sorted(
        ((code, item.title) for code, item in definitions().indicators.items()
         if item.better is not Better.NEITHER and code in with_figures
         and (item.theme != "allegations" or kind == ALLEGATION)),
        key=lambda each: each[1],
    )  # fmt: skip


def _with(named: Named, before: Reading | None) -> Named:
    if before is None:
        return named
    words = f"{said(named, before.value)}, {short(before.on)}"
    return Named(named.by, named.code, named.title, named.wanted, named.higher, named.unit, before.value, words,
                 before.lower, before.upper)  # fmt: skip
