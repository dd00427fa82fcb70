"""What the API tells of oversight, made as the demonstration makes it: nothing where it is there already."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def oversight(service: Any) -> None:
    """Dip samples, an audit with other agencies, entries of the learning register, and the contract."""
    from lineofsight.web.audits.together import make_dip_samples, make_joint_audit
    from lineofsight.web.contract.demonstration import make_contract
    from lineofsight.web.day import today
    from lineofsight.web.learning.demonstration import make_learning
    from lineofsight.web.served import served_home

    for make in (make_dip_samples, make_joint_audit, make_learning, make_contract):
        make(served_home(), today())
