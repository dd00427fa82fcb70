"""A figure by group tells nobody of a restricted child whom they are shut out of, by page or by program."""

from __future__ import annotations

import json
from typing import Any

from tests.support.access import restricted

MEASURE = "cin_count"


def test_groups_are_not_shown_where_they_would_tell_of_the_few_who_are_shut(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.knowledge.definitions import definitions
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.cohorts import cohort_of

    held = known()
    assert held is not None
    assert MEASURE in definitions().indicators
    period = held.info.as_known_on.isoformat()
    counted = cohort_of(held, MEASURE, period)["child"].drop_nulls().to_list()
    child = ChildNow.objects.filter(reference__in=counted, is_open=True).order_by("reference").first()
    analyst, page = client_as("analyst"), f"/performance/measures/{MEASURE}/?by=sex"
    program = f"/api/v1/figures/?indicator={MEASURE}&by=sex"
    shown = analyst.get(page)
    assert shown.context["groups"]
    assert analyst.get(program).status_code == 200
    with restricted(child):
        told = analyst.get(page)
        assert told.context["groups"] == ""
        assert "This is not shown by group." in told.content.decode()
        # what stands of the whole figure stays
        assert analyst.get(f"/performance/measures/{MEASURE}/").context["chart"]
        at_once = analyst.get(program)
        assert at_once.status_code == 422
        assert "one measure and one period" in json.loads(at_once.content)["remedy"]
        one = analyst.get(f"{program}&period={period}")
        assert one.status_code == 422
        assert "without groups" in json.loads(one.content)["remedy"]
        assert analyst.get(f"/api/v1/figures/?indicator={MEASURE}&by=team").status_code == 200
    assert analyst.get(page).context["groups"]


def test_groups_are_shown_where_nobody_or_many_are_shut(service: Any) -> None:
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES
    from lineofsight.web.knowledge.snapshots import known
    from lineofsight.web.performance.cohorts import cohort_of
    from lineofsight.web.performance.groups import tells_of_the_shut

    held = known()
    assert held is not None
    period = held.info.as_known_on.isoformat()
    counted = sorted(cohort_of(held, MEASURE, period)["child"].drop_nulls().unique())
    for number, told in ((0, False), (1, True), (5, True), (6, False)):
        shut = frozenset(counted[:number])
        caseload = Caseload(Asker(ROLES["analyst"], "", (), shut), lambda _: None)
        assert tells_of_the_shut(held, MEASURE, period, caseload) is told, number


def test_programs_get_no_small_number_of_allegations(service: Any, client_as: Any) -> None:
    director, other = client_as("director"), client_as("service-head")
    code = "lado_resolved.open"
    exact = json.loads(director.get(f"/api/v1/figures/?indicator={code}").content)["rows"]
    told = json.loads(other.get(f"/api/v1/figures/?indicator={code}").content)["rows"]
    assert any(row["value"] and row["value"] % 5 for row in exact)
    assert all(not row["value"] or row["value"] % 5 == 0 for row in told)
    assert director.get(f"/api/v1/measures/{code}/children/").status_code == 200
    assert other.get(f"/api/v1/measures/{code}/children/").status_code == 404
    every = json.loads(other.get("/api/v1/figures/?limit=1000").content)["rows"]
    assert every
    assert not [row for row in every if row["indicator"].startswith("lado_")]
    together = other.get(f"/api/v1/figures/?indicator={code}&indicator={MEASURE}")
    assert together.status_code == 422
