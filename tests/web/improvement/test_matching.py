"""From words to themes to measures: a published list, whole and with nothing in it that is not there."""

from __future__ import annotations

import pytest

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.documents import document_of
from lineofsight.evaluation.improvement import Direction
from lineofsight.evaluation.policy import NO_POLICY
from lineofsight.inspections.themes import all_themes
from lineofsight.web.improvement import library, measured
from lineofsight.web.improvement.matching import matched, theme_measures
from lineofsight.web.knowledge.audit_words import THEMES
from lineofsight.web.knowledge.meanings import meaning_of

CATALOGUE = resolved_catalogue(NO_POLICY)


def test_every_theme_has_measures_there_are_and_a_theme_of_audits_there_is() -> None:
    assert set(theme_measures()) == {theme.code for theme in all_themes()}
    for each in theme_measures().values():
        assert each.audit_theme in ("", *THEMES)
        assert set(each.measures) <= set(CATALOGUE.indicators), each.theme


def test_every_theme_has_a_measure_a_line_can_be_held_to() -> None:
    for each in theme_measures().values():
        fit = [code for code in each.measures if not measured.may_be_held_to(CATALOGUE.indicators[code])]
        assert fit, each.theme


def test_a_theme_is_told_by_its_words_and_proposes_its_nearest_measures() -> None:
    found = matched("Pathway plans are reviewed in time.")
    assert dict(found.themes) == {"pathway_plans": ("Pathway plans",)}
    assert list(found.measures) == ["pathway_review.in_time", "cl_pathway_current"]
    assert set(found.measures.values()) == {"pathway_plans"}


def test_the_theme_most_words_tell_comes_first_and_of_several_each_gives_its_nearest() -> None:
    found = matched("The domestic abuse triage, MARAC, and visits.")
    assert list(found.themes) == ["domestic_abuse", "visits"]
    assert list(found.measures) == ["domestic_abuse_notification_triage.in_time", "cp_visit.in_time"]


def test_words_that_tell_no_theme_propose_nothing() -> None:
    found = matched("Be better.")
    assert (dict(found.themes), dict(found.measures), found.audit_theme) == ({}, {}, "")


@pytest.mark.parametrize(
    ("code", "baseline", "expected"),
    [
        ("cp_visit.in_time", 80.0, (Direction.AT_LEAST, 90.0)),
        ("cp_visit.in_time", 81.0, (Direction.AT_LEAST, 91.0)),
        ("cp_visit.in_time", 100.0, (Direction.AT_LEAST, 100.0)),
        ("wf_unallocated", 7.0, (Direction.AT_MOST, 3.0)),
        ("wf_unallocated", 0.0, (Direction.AT_MOST, 0.0)),
        ("cpp_count", 200.0, None),
    ],
)
def test_a_proposed_target_halves_the_gap_and_there_is_none_where_no_side_is_good(
    code: str, baseline: float, expected: tuple[Direction, float] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "indicator_of", CATALOGUE.indicators.get)
    assert library.proposed_target(code, baseline) == expected


def test_a_definition_is_another_when_what_it_counts_is_and_not_when_its_words_are() -> None:
    document = {"standards": document_of(CATALOGUE.standards), "indicators": document_of(CATALOGUE.indicators)}
    before = meaning_of(document, "cp_visit.in_time")
    standard = document["standards"]["cp_visit"]
    told_otherwise = {
        **document,
        "standards": {**document["standards"], "cp_visit": {**standard, "why": "Other words"}},
    }
    assert meaning_of(told_otherwise, "cp_visit.in_time") == before
    sooner = {**document, "standards": {**document["standards"], "cp_visit": {**standard, "due": {"count": 5}}}}
    assert meaning_of(sooner, "cp_visit.in_time") != before
    # Of a measure that counts rows, another standard is no part.
    assert meaning_of(sooner, "cpp_count") == meaning_of(document, "cpp_count")
    assert meaning_of(document, "no_such_measure") == ""


def test_measures_given_once_a_year_or_shared_out_hold_no_line() -> None:
    indicators = CATALOGUE.indicators
    assert "six years" in measured.may_be_held_to(indicators["cl_suitable"])
    assert "no target" in measured.may_be_held_to(indicators["cp_visit.longest_wait"])
    assert measured.may_be_held_to(indicators["cp_visit.in_time"]) == ""
