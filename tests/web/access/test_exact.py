"""To whom figures are told as they are."""

from __future__ import annotations

import pytest

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.indicators import of_standard

OF_ALLEGATIONS = {
    each.code: each
    for standard in STANDARDS.values() if standard.stage == "allegations" for each in of_standard(standard)
} | {"lado_timely": INDICATORS["lado_timely"]}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "exact", "of_allegations"),
    [("director", True, True), ("service_head", True, False), ("analyst", True, False), ("social_worker", True, False),
     ("designated_officer", False, False), ("commissioner", False, False), ("elected_member", False, False)],
)  # fmt: skip
def test_figures_are_exact_to_those_who_see_children_and_of_allegations_to_those_who_see_allegations(
    role: str, exact: bool, of_allegations: bool
) -> None:
    from lineofsight.web.access.exact import is_exact_to
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    asker = Asker(ROLES[role], "", ())
    assert is_exact_to(asker, INDICATORS["cp_visits_timely"]) is exact
    assert {code: is_exact_to(asker, each) for code, each in OF_ALLEGATIONS.items()} == dict.fromkeys(
        OF_ALLEGATIONS, of_allegations
    )


def test_nothing_is_exact_to_a_stranger() -> None:
    from lineofsight.web.access.exact import is_exact_to

    assert not is_exact_to(None, INDICATORS["cp_visits_timely"])


def test_a_measure_of_everything_owed_is_not_kept_apart() -> None:
    from lineofsight.web.access.exact import is_of_allegations

    assert len(OF_ALLEGATIONS) == 9
    assert {code for code, each in INDICATORS.items() if is_of_allegations(each)} == set(OF_ALLEGATIONS)
