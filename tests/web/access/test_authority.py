"""The level of authority a role gives."""

from __future__ import annotations


def test_each_role_has_the_level_its_actions_give() -> None:
    from lineofsight.web.access.authority import level_held
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    held = {code: level_held(Asker(role, "", ())) for code, role in ROLES.items()}
    assert {code for code, level in held.items() if level} == {"team_manager", "service_head", "director"}
    assert all(level in ("", code) for code, level in held.items())
