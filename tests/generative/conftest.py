"""Tells at the end of a run what the generated tests counted, summed over every process that ran them."""

from __future__ import annotations

from collections import Counter

import pytest

ORACLE, MUTATIONS = "oracle ", "mutations "


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tests give counts with `record_property`; their sums are told in words."""
    told: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            told.update({name: n for name, n in report.user_properties if name.startswith((ORACLE, MUTATIONS))})
    if told[ORACLE + "records"]:
        terminalreporter.write_line(
            f"oracle: {told[ORACLE + 'records']} records, {told[ORACLE + 'duties']} duties and "
            f"{told[ORACLE + 'statuses']} statuses compared; {told[ORACLE + 'standards']} standards of the catalogue "
            f"({told[ORACLE + 'over derived']} over derived tables, given as rows; "
            f"{told[ORACLE + 'owed']} owed something; "
            f"{told[ORACLE + 'in hours']} more count hours)"
        )
    if told[MUTATIONS + "made"]:
        terminalreporter.write_line(
            f"mutation score: caught {told[MUTATIONS + 'caught']} of {told[MUTATIONS + 'made']} "
            f"({told[MUTATIONS + 'kinds']} kinds, on both engines)"
        )
    if told[MUTATIONS + "of standards made"]:
        terminalreporter.write_line(
            f"standards mutated one at a time: their own recorded examples caught "
            f"{told[MUTATIONS + 'of standards caught']} of {told[MUTATIONS + 'of standards made']}"
        )
