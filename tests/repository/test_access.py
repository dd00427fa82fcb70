"""Rows about children are reached through the caseload alone: nothing else in the service asks for them."""

from __future__ import annotations

import re

from tests.support.repository import tracked_texts

# Where the policy and the caseload themselves are, where the demonstration's people are found among workers, and where
# what is counted is read before anybody asks.
ALLOWED = ("lineofsight/web/access/", "lineofsight/web/accounts/demonstration.py", "lineofsight/web/warming.py")
_WAYS = re.compile(
    r"\b(ChildNow|OpenDuty|FoundBy|SearchWord|SearchKey|DataError|DataErrorCount|Acceptance)\.(_default_manager|_base_manager|objects)\b"
    r"|\b(record_of_child|people_of|standing_rows|held_for)\("
)


def test_nothing_but_the_caseload_reaches_a_childs_rows() -> None:
    found = [
        f"{path}: {match[0]}"
        for path, text in tracked_texts().items()
        if path.startswith("lineofsight/web/") and path.endswith(".py") and not path.startswith(ALLOWED)
        for match in _WAYS.finditer(text)
    ]
    assert found == []


def test_a_way_round_the_caseload_is_found() -> None:
    assert _WAYS.search("rows = ChildNow.objects.filter(team_id=team)")
    assert _WAYS.search("record_of_child(home, child)")
    assert not _WAYS.search("request.caseload.record_of(child)")
