"""A home with data that was not simulated answers to its own machine alone, until accounts are set up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("hosts", "demonstration", "set_up", "refused"),
    [
        (["localhost", "127.0.0.1"], False, False, []),
        (["localhost", "sight.council.example"], False, False, ["sight.council.example"]),
        (["localhost", "sight.council.example"], False, True, []),
        (["*"], False, False, ["*"]),
        (["*"], False, True, ["*"]),
        (["*"], True, False, []),
    ],
)
def test_real_data_is_not_served_beyond_this_machine_without_accounts(
    service: Any, hosts: list[str], demonstration: bool, set_up: bool, refused: list[str]
) -> None:
    from lineofsight.web.reachable import beyond_this_machine

    assert beyond_this_machine(hosts, demonstration=demonstration, set_up=set_up) == refused


@pytest.fixture
def real(service: Any) -> Iterator[None]:
    """The home holds data that was not simulated, for one test."""
    from lineofsight.record.books import Load

    simulated = list(Load.objects.filter(made_by_simulation=True).values_list("pk", flat=True))
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=False)
    yield
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=True)


def test_accounts_are_set_up_by_an_administrator_with_a_second_factor_and_nobody_of_a_demonstration(real: None) -> None:
    from allauth.mfa.models import Authenticator

    from lineofsight.web.accounts.models import User
    from lineofsight.web.accounts.set_up import accounts_are_set_up

    shown = list(User.objects.filter(is_demonstration=True).values_list("pk", flat=True))
    boss = User.objects.create(username="boss", role_code="system_administrator")
    factor = Authenticator.objects.create(user=boss, type=Authenticator.Type.TOTP, data={})
    try:
        assert not accounts_are_set_up()
        User.objects.filter(pk__in=shown).update(is_active=False)
        assert accounts_are_set_up()
        for wrong in ({"is_active": False}, {"role_code": "director"}, {"password_is_given": True}):
            was = {name: getattr(boss, name) for name in wrong}
            User.objects.filter(pk=boss.pk).update(**wrong)
            assert not accounts_are_set_up()
            User.objects.filter(pk=boss.pk).update(**was)
        Authenticator.objects.filter(pk=factor.pk).update(type=Authenticator.Type.RECOVERY_CODES)
        assert not accounts_are_set_up()
    finally:
        User.objects.filter(pk__in=shown).update(is_active=True)
        factor.delete()
        boss.delete()


def test_real_data_goes_to_other_machines_with_accounts_and_tls_alone(
    real: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.exceptions import DisallowedHost, ImproperlyConfigured
    from django.test import RequestFactory

    from lineofsight.web import reachable

    settings.ALLOWED_HOSTS = ["localhost", "sight.council.example"]
    asked = RequestFactory().get("/", headers={"host": "sight.council.example"})
    for set_up, secure, refused in ((False, True, "Until accounts"), (True, False, "TLS alone"), (True, True, "")):
        monkeypatch.setattr(reachable, "accounts_are_set_up", lambda answer=set_up: answer)
        settings.SECURE = secure
        answering = reachable.ReachableMiddleware(lambda request: "answered")  # type: ignore[arg-type,return-value]
        if refused:
            with pytest.raises(ImproperlyConfigured, match=refused):
                reachable.check_reachable()
            with pytest.raises(DisallowedHost):
                answering(asked)
        else:
            reachable.check_reachable()
            assert answering(asked) == "answered"
