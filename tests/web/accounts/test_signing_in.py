"""Signing in: a second factor before anything of real children, sessions that end, and doors that shut."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from typing import Any

import pytest

PASSWORD = "three words apart"
HOST = {"host": "127.0.0.1"}


def code_of(secret: str, at: float | None = None) -> str:
    """The six figures an authenticator app shows, by RFC 6238; nothing shared with what is tested."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", counter), sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def real(service: Any) -> Iterator[None]:
    """The home holds data that was not simulated, for one test."""
    from lineofsight.record.books import Load

    simulated = list(Load.objects.filter(made_by_simulation=True).values_list("pk", flat=True))
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=False)
    yield
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=True)


@pytest.fixture
def person(service: Any) -> Iterator[Any]:
    from allauth.mfa.models import Authenticator
    from django.core.cache import cache

    from lineofsight.web.accounts.models import User

    user = User(username="pat", role_code="director", display_name="Pat")
    user.set_password(PASSWORD)
    user.save()
    cache.clear()
    yield user
    cache.clear()
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(is_active=False, username=f"was-pat-{user.pk}")


def found(pattern: str, answer: Any) -> list[str]:
    return re.findall(pattern, answer.content.decode())


def browser() -> Any:
    from django.test import Client

    return Client(headers=HOST)


def sign_in(client: Any, username: str = "pat", password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login": username, "password": password})


def test_nothing_is_shown_of_real_children_before_there_is_a_second_factor_and_then_it_is_asked_for(
    real: None, person: Any
) -> None:
    from allauth.mfa.models import Authenticator

    client = browser()
    sign_in(client)
    for address in ("/", "/children/", "/performance/", "/worklists/"):
        assert client.get(address).headers["Location"] == "/account/", address
    assert b"nothing is shown until you have one" in client.get("/account/").content
    again = client.get("/account/app/").headers["Location"]
    assert again == "/account/again/?next=%2Faccount%2Fapp%2F"
    assert client.post(again, {"password": "wrong"}).status_code == 200
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == "/account/app/"
    secret = found(r'los-code">([A-Z2-7]{32})<', client.get("/account/app/"))[0]
    assert client.post("/account/app/", {"code": "000000"}).status_code == 200
    assert client.post("/account/app/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/").status_code == 200
    kept = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    codes = found(r"<li>([0-9]{8})</li>", client.get("/account/codes/"))
    assert len(codes) == 10

    again = browser()
    assert sign_in(again).headers["Location"] == "/account/second-step/"
    assert again.get("/").headers["Location"].startswith("/sign-in/")
    assert again.post("/account/second-step/", {"code": "123456"}).status_code == 200
    assert again.get("/").headers["Location"].startswith("/sign-in/")
    assert again.post("/account/second-step/", {"code": codes[0]}).status_code == 302
    assert again.get("/").status_code == 200
    third = browser()
    sign_in(third)
    third.post("/account/second-step/", {"code": codes[0]})
    assert third.get("/").headers["Location"].startswith("/sign-in/"), "a code on paper is good once"


def test_five_wrong_passwords_shut_the_door_for_every_process(service: Any, person: Any) -> None:
    for _ in range(5):
        assert sign_in(browser(), password="wrong").status_code == 200
    shut = sign_in(browser())
    assert shut.status_code in (200, 429)
    client = browser()
    sign_in(client)
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    # Counted beside the database, where another process reads the same.
    assert any((service.home / "attempts").iterdir())


def test_a_session_ends_when_idle_and_when_the_day_is_over_and_with_the_account(service: Any, person: Any) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.accounts.signing_in.sessions import BEGAN, SEEN, is_over

    now = datetime(2026, 6, 1, 17, tzinfo=UTC)
    fresh = now - timedelta(minutes=29)
    for began, seen, since, over in (
        (now - timedelta(hours=9), fresh, None, False),
        (now - timedelta(hours=10), fresh, None, True),
        (now - timedelta(hours=1), now - timedelta(minutes=30), None, True),
        (now - timedelta(hours=1), fresh, now - timedelta(minutes=59), True),
        (now - timedelta(hours=1), fresh, now - timedelta(hours=1), False),
    ):
        assert is_over(began, seen, now, since) is over
    client = browser()
    sign_in(client)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=person.pk).update(sessions_from=datetime.now(UTC) + timedelta(seconds=1))
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    User.objects.filter(pk=person.pk).update(sessions_from=None)
    for name in (BEGAN, SEEN):
        client = browser()
        sign_in(client)
        session = client.session
        session[name] = (datetime.now(UTC) - timedelta(hours=11)).isoformat()
        session.save()
        assert client.get("/").headers["Location"].startswith("/sign-in/"), name


def test_a_password_that_was_given_is_changed_before_anything_is_shown(service: Any, person: Any) -> None:
    from lineofsight.web.accounts.models import User

    User.objects.filter(pk=person.pk).update(password_is_given=True)
    client = browser()
    sign_in(client)
    assert client.get("/children/").headers["Location"] == "/account/password/"
    given = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert client.post("/account/password/", given).status_code == 200
    given |= {"password1": "other words apart", "password2": "other words apart"}
    assert client.post("/account/password/", given).status_code == 302
    assert client.get("/children/").status_code == 200


def test_people_of_a_demonstration_have_no_account_of_their_own(service: Any, client_as: Any) -> None:
    client = client_as("director")
    for address in ("/account/", "/account/password/", "/account/app/", "/account/passkeys/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"idle_minutes": 4}, "from 5 to 120"),
        ({"longest_hours": 24}, "from 1 to 14"),
        ({"minutes": 4}, "minutes is not known"),
        ({"openid_connect": {"name": "x", "address": "http://council.example", "client": "y"}}, "begins with https"),
        ({"openid_connect": {"name": "x", "address": "https://council.example", "client": "y"}}, "is not there"),
    ],
)
def test_a_configuration_that_cannot_be_is_refused(tmp_path: Any, given: dict[str, Any], told: str) -> None:
    from lineofsight.record.configuration import UnusableConfiguration
    from lineofsight.web.accounts.signing_in.configuration import sign_in_of

    with pytest.raises(UnusableConfiguration, match=told):
        sign_in_of(tmp_path, given)


def test_the_secret_of_the_councils_service_is_its_owners_alone(tmp_path: Any) -> None:
    from lineofsight.record.configuration import UnusableConfiguration
    from lineofsight.web.accounts.signing_in.configuration import SECRET_FILE, providers_of, sign_in_of

    given = {"openid_connect": {"name": "Council", "address": "https://id.council.example", "client": "los"}}
    (tmp_path / SECRET_FILE).write_text("secret\n")
    (tmp_path / SECRET_FILE).chmod(0o640)
    with pytest.raises(UnusableConfiguration, match="others may read it"):
        sign_in_of(tmp_path, given)
    (tmp_path / SECRET_FILE).chmod(0o600)
    app = providers_of(sign_in_of(tmp_path, given))["openid_connect"]["APPS"][0]
    assert (app["secret"], app["client_id"]) == ("secret", "los")
