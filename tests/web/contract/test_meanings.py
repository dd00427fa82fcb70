"""What was agreed stays as agreed when its words change, and not when what it counts does."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.policy import NO_POLICY
from lineofsight.web.knowledge import meanings

CATALOGUE = resolved_catalogue(NO_POLICY)


def now(monkeypatch: pytest.MonkeyPatch, code: str, *, indicator: Any = None, standard: Any = None) -> str:
    """What a measure means where a definition has been laid over the catalogue's."""
    indicators = {**CATALOGUE.indicators, **({code: indicator} if indicator else {})}
    standards = {**CATALOGUE.standards, **({standard.code: standard} if standard else {})}
    monkeypatch.setattr(meanings, "definitions", lambda: SimpleNamespace(indicators=indicators, standards=standards))
    return meanings._meaning_now.__wrapped__(code, None)


@pytest.mark.parametrize("code", ["cp_visits_timely", "cp_visit.in_time", "wf_caseload_avg"])
def test_a_reworded_reason_is_no_other_measure(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    as_it_is = CATALOGUE.indicators[code]
    before = now(monkeypatch, code)
    assert before
    assert now(monkeypatch, code, indicator=replace(as_it_is, why="Said better", title="Named better")) == before


def test_another_number_of_days_is(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = CATALOGUE.standards["cp_visit"]
    before = now(monkeypatch, "cp_visit.in_time")
    assert now(monkeypatch, "cp_visit.in_time", standard=replace(visit, why="Said better")) == before
    sooner = replace(visit, due=CATALOGUE.standards["serious_incident_5wd"].due)
    assert now(monkeypatch, "cp_visit.in_time", standard=sooner) != before
    assert now(monkeypatch, "cpp_count", standard=sooner) == now(monkeypatch, "cpp_count")


def test_a_measure_there_is_not_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert now(monkeypatch, "no_such_measure") == ""


def test_what_is_in_force_means_what_a_snapshot_taken_with_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("cp_visits_timely", "cp_visit.in_time", "wf_caseload_avg", "recorded_late"):
        assert now(monkeypatch, code) == meanings.meaning_of(CATALOGUE.document, code), code
