"""When they may be expected, from what is known; what the checks of Annex A find; when last they looked at the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

DAY = date(2026, 9, 30)


def test_days_since_and_the_window_follow_the_latest_that_is_known(service: Any) -> None:
    from lineofsight.web.readiness.expected import Came, expected

    inspection = Came("inspection", date(2024, 9, 30), "good", "its report")
    told = expected([inspection], DAY)
    assert told.since == 730
    assert "730 days since the last inspection, which ended on 30 September 2024 (good)." in told.words
    assert "They may ring any day." not in told.window_words
    late = expected([Came("inspection", date(2022, 9, 30), "good", "")], DAY)
    assert "could have been expected" in late.window_words
    visited = expected([Came("monitoring_visit", date(2026, 6, 20), "", ""), inspection], DAY)
    assert visited.since == 730
    assert visited.latest is not None
    assert visited.latest.kind == "monitoring_visit"
    assert "any day" in visited.window_words
    nothing = expected([], DAY)
    assert nothing.words.startswith("Not known")
    assert nothing.window is None
    # what has not come about yet tells nothing
    assert expected([Came("inspection", date(2026, 10, 1), "good", "")], DAY).since is None


def test_checks_of_annex_a_say_what_is_not_as_it_should_be(service: Any) -> None:
    from lineofsight.returns.manifest import ReturnManifest
    from lineofsight.sources.reading import Reading, Reject, rejects_frame
    from lineofsight.web.readiness.making import checks_of, lists_of

    lists = {f"List {number}": number for number in range(1, 12)}
    blank = {"List 8": ("LA of Placement", "Religion")}
    manifest = ReturnManifest("annex-a", None, DAY, None, None, None, None, (), lists, blank,
                              {"List 8": ("LA of Placement",)}, None)  # fmt: skip
    plans = pl.DataFrame({"child_id": ["a", "b", "b"], "ended_on": [None, DAY, None]}, schema_overrides={
        "ended_on": pl.Date})  # fmt: skip
    reject = rejects_frame([Reject("visits", "a.xlsx", 2, "Date", "x", "no date", "mend it")])
    reading = Reading("annex_a", (), {"child_protection_plans": plans}, {}, DAY, reject)
    found = {each.what: each for each in checks_of(manifest, reading, {"cpp_count": 3})}
    assert found["Every list is there"].is_right is True
    assert found["Read back as a file of a council is read"].is_right is False
    assert found["List 7 against its measure"].found == "2 children on the list now, 3 counted: find out why"
    assert found["List 8 against its measure"].is_right is None
    assert found["Columns that no row fills"].found.startswith("1: ")
    assert lists_of(manifest)[7] == {"name": "List 8", "rows": 8, "blank": ["LA of Placement", "Religion"]}


def test_what_changed_is_told_since_they_last_looked_at_the_same(service: Any) -> None:
    from lineofsight.web.readiness.expected import Came
    from lineofsight.web.readiness.models import Visit
    from lineofsight.web.readiness.monitoring import last_before

    visit = Visit(pk=9, kind="monitoring_visit", criteria=["neglect_and_drift"], notice_on=DAY)
    alike = Visit(pk=1, kind="monitoring_visit", criteria=["neglect_and_drift"], ended_on=date(2026, 3, 1))
    other = Visit(pk=2, kind="monitoring_visit", criteria=["adoption"], ended_on=date(2026, 6, 1))
    known = [Came("inspection", date(2026, 10, 5), "", ""), Came("inspection", date(2026, 6, 1), "", "")]
    found = last_before(visit, [alike, other], known)
    assert found is not None
    assert found.on == date(2026, 3, 1)
    without = last_before(visit, [other], known)
    assert without is not None
    assert without.on == date(2026, 6, 1)
    assert last_before(visit, [], []) is None
