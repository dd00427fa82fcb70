"""To whom a measure's figures are told as they are; to everybody else they are made fit for those who see no children.

Allegations against people who work with children are few and about people others know: whoever may not see them gets
their measures rounded and suppressed, and how long one has waited not at all.
"""

from __future__ import annotations

from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.tables.oversight import allegations
from lineofsight.record.service.open_duty import NEVER_LISTED
from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.roles import Action


def is_exact_to(asker: Asker | None, indicator: Indicator) -> bool:
    """Whether somebody may see a measure's figures as they are, and the rows behind them."""
    if asker is None or not asker.role.sees_children:
        return False
    return not is_of_allegations(indicator) or may(asker, Action.SEE_ALLEGATIONS)


def is_of_allegations(indicator: Indicator) -> bool:
    """Whether a measure counts allegations, or what is owed for them and nothing else."""
    if isinstance(indicator.population, Duties):
        asked = set(indicator.population.standards)
        return bool(asked) and asked <= set(NEVER_LISTED)
    return allegations.name in indicator.tables()
