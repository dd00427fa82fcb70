"""How ready it all is, at a glance: said short where it is, and where it cannot be told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

KNOWN = date(2026, 9, 30)


def made(as_at: date = KNOWN, **checks: bool | None) -> Any:
    from lineofsight.web.readiness.models import AnnexA

    found = [{"what": name, "found": "", "is_right": right} for name, right in checks.items()]
    return AnnexA(as_at=as_at, ended_at=datetime(2026, 10, 1, 9, tzinfo=UTC), checks=found)


def test_annex_a_is_ready_when_it_is_of_what_is_known_and_its_checks_found_nothing(service: Any) -> None:
    from lineofsight.web.readiness.at_a_glance import annex_a

    never = annex_a(None, KNOWN, may_open=False)
    assert (never.is_short, never.link) == (True, "")
    assert never.stands.startswith("Not made yet")
    whole = annex_a(made(ids=True), KNOWN, may_open=True)
    assert (whole.is_short, whole.link) == (False, "/readiness/annex-a/")
    assert whole.stands.endswith("as known on 30 September 2026.")
    unread = annex_a(made(ids=True, read_it=None), KNOWN, may_open=True)
    assert unread.is_short
    assert unread.stands.endswith("1 check for somebody to read.")
    wrong = annex_a(made(ids=True, days=False), KNOWN, may_open=True)
    assert wrong.is_short
    assert wrong.stands.endswith("1 of 2 checks found something.")
    old = annex_a(made(date(2026, 9, 29)), KNOWN, may_open=True)
    assert old.is_short
    assert "More is known since: make it again." in old.stands


def test_claims_gaps_and_lists_are_short_where_any_is(service: Any) -> None:
    from lineofsight.web.readiness.at_a_glance import evidence, lists, self_evaluation

    assert self_evaluation({"claims": 0, "signed": 0, "flagged": 0}, [1, 1]).is_short
    assert self_evaluation({"claims": 2, "signed": 1, "flagged": 0}, [1, 1]).is_short
    assert not self_evaluation({"claims": 2, "signed": 2, "flagged": 0}, [1, 1]).is_short
    assert self_evaluation({"claims": 2, "signed": 2, "flagged": 1}, [1, 1]).stands == (
        "2 claims, 2 signed. 1 with something wrong in how it is known."
    )
    one_area = self_evaluation({"claims": 2, "signed": 2, "flagged": 0}, [2, 0])
    assert one_area.is_short
    assert one_area.stands.endswith("Nothing is claimed of 1 of 2 areas.")
    assert evidence([(21, 15), (8, 0)]).stands == "15 of 29 things inspectors look for have a gap."
    assert not evidence([(21, 0), (8, 0)]).is_short
    assert lists([3, 0]) is None
    told = lists([3, None, 0])
    assert told is not None
    assert "1 of the 3 lists below cannot be told" in told.stands
