"""What every indicator of the catalogue keeps to."""

from __future__ import annotations

import re
from pathlib import Path

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import AREAS, DEFINED, INDICATORS
from lineofsight.core.indicator_words import indicator_words
from lineofsight.core.indicators import Better, Duties, Indicator

# Each of these could be bettered by refusing, closing, rushing or grading up.
NEITHER_END_IS_GOOD = (
    "contact_to_referral", "re_referrals_12m", "referrals_nfa", "assessment_median_days", "assessment_nfa",
    "s47_to_icpc", "icpc_to_plan", "cpp_repeat", "cpp_duration_under3m", "cpp_duration_2y", "pre_proceedings_weeks",
    "cla_sdq_avg", "audits_good", "cpp_rate", "cla_rate", "days_since_seen", "cpp_to_cla", "adoptions",
)  # fmt: skip


def test_no_code_is_used_twice() -> None:
    codes = [item.code for area in AREAS for item in area.INDICATORS]
    assert len(codes) == len(set(codes)) == len(DEFINED)


def test_every_standard_has_its_four_figures() -> None:
    for code in STANDARDS:
        assert {f"{code}.{kind}" for kind in ("in_time", "overdue", "longest_wait", "open")} <= set(INDICATORS)


def test_indicators_name_only_standards_there_are() -> None:
    for item in DEFINED.values():
        named = {*item.standards, *(item.population.standards if isinstance(item.population, Duties) else ())}
        assert named <= set(STANDARDS), item.code


def test_figures_that_could_be_had_by_closing_the_door_have_no_better_end() -> None:
    assert [code for code in NEITHER_END_IS_GOOD if DEFINED[code].better is not Better.NEITHER] == []


def test_every_indicator_can_be_said_in_words_and_says_why_it_is_looked_at() -> None:
    for item in INDICATORS.values():
        words = indicator_words(item)
        assert words.endswith("."), item.code
        assert "Condition(" not in words, item.code
        assert item.why.endswith("."), item.code


def test_every_indicator_has_a_spec() -> None:
    specs = Path(__file__).parents[2] / "specs" / "indicators"
    written = " ".join(path.read_text(encoding="utf-8") for path in specs.glob("test_*.py"))
    words = set(re.findall(r"[a-z0-9_]+", written))
    # An area too long for one module names those it is put together from.
    modules = [*AREAS, *(part for area in AREAS for part in vars(area).values() if hasattr(part, "INDICATORS"))]
    named = {name: item.code for module in modules for name, item in vars(module).items()
             if isinstance(item, Indicator)}  # fmt: skip
    assert sorted(code for name, code in named.items() if name not in words) == []
    assert len(named) == len(DEFINED)
