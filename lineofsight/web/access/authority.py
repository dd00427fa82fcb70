"""Which level of authority a person has: from which they answer a dispute, and to which they take one."""

from __future__ import annotations

from lineofsight.core.authority_levels import DIRECTOR, SERVICE_HEAD, TEAM_MANAGER
from lineofsight.web.access.policy import Asker
from lineofsight.web.accounts.roles import Action

_HIGHEST_FIRST = (
    (Action.DECIDE_AS_DIRECTOR, DIRECTOR),
    (Action.DECIDE_AS_SERVICE_HEAD, SERVICE_HEAD),
    (Action.DECIDE_AS_TEAM_MANAGER, TEAM_MANAGER),
)


def level_held(asker: Asker) -> str:
    """The highest level of authority whoever asks has; blank for none."""
    return next((level for action, level in _HIGHEST_FIRST if action in asker.role.actions), "")
