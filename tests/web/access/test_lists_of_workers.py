"""Of rows that are about a worker, a team or the service: who may have a list of them."""

from __future__ import annotations

from typing import Any

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.table import Holder

ALLEGATIONS = {"allegations"}


def asker(role: str) -> Any:
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    return Asker(ROLES[role], "", ())


@pytest.mark.parametrize(
    ("role", "of_workers", "of_teams", "of_allegations"),
    [("director", True, True, True), ("service_head", True, True, False), ("analyst", True, True, False),
     ("principal_social_worker", True, True, False), ("auditor", False, True, False),
     ("social_worker", False, False, False), ("elected_member", False, False, False),
     ("commissioner", False, False, False)],
)  # fmt: skip
def test_who_has_a_list(role: str, of_workers: bool, of_teams: bool, of_allegations: bool) -> None:
    from lineofsight.web.access.service_rows import may_list

    assert may_list(asker(role), {"professionals"}, Holder.WORKER) is of_workers
    assert may_list(asker(role), {"posts"}, Holder.TEAM) is of_teams
    assert may_list(asker(role), ALLEGATIONS, Holder.SERVICE) is of_allegations


def test_nobody_has_a_list_of_who_was_away_or_why(service: Any) -> None:
    from lineofsight.web.access.service_rows import may_list
    from lineofsight.web.accounts.roles import ROLES
    from lineofsight.web.performance.children import _read_of

    counted = [each for each in INDICATORS.values() if "absences" in each.tables()]
    assert {"wf_away_sick"} <= {each.code for each in counted}
    for each in counted:
        assert not [role for role in ROLES if may_list(asker(role), *_read_of(each))], each.code


def test_what_is_owed_for_an_allegation_is_listed_to_those_who_read_them_alone(service: Any) -> None:
    from lineofsight.core.indicators import of_standard
    from lineofsight.web.access.service_rows import may_list
    from lineofsight.web.accounts.roles import ROLES, Action
    from lineofsight.web.performance.children import _read_of

    standards = [each for each in STANDARDS.values() if each.stage == "allegations"]
    assert standards
    for standard in standards:
        for measure in of_standard(standard):
            for code, role in ROLES.items():
                allowed = may_list(asker(code), *_read_of(measure))
                assert not allowed or Action.SEE_ALLEGATIONS in role.actions, (measure.code, code)
