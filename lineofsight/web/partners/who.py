"""To which level of escalation a person may take something."""

from __future__ import annotations

from lineofsight.core.authority_levels import DIRECTOR, SERVICE_HEAD, TEAM_MANAGER
from lineofsight.web.access.policy import Asker
from lineofsight.web.accounts.roles import Action

_LEVELS = (
    (Action.DECIDE_AS_DIRECTOR, DIRECTOR),
    (Action.DECIDE_AS_SERVICE_HEAD, SERVICE_HEAD),
    (Action.DECIDE_AS_TEAM_MANAGER, TEAM_MANAGER),
)


def level_held(asker: Asker) -> str:
    """The highest level of authority whoever asks has; blank for none."""
    return next((level for action, level in _LEVELS if action in asker.role.actions), "")
