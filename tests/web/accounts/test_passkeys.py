"""A passkey in a real browser, with an authenticator that the browser makes up: made, used, lost, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations

PASSWORD = "three words apart"
_AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def real(service: Any) -> Iterator[None]:
    """The home holds data that was not simulated, for one test: then nothing is shown without a second factor."""
    from lineofsight.record.books import Load

    simulated = list(Load.objects.filter(made_by_simulation=True).values_list("pk", flat=True))
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=False)
    yield
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=True)


@pytest.fixture
def people(service: Any) -> Iterator[dict[str, Any]]:
    """Two people with passwords and no second factor, until the end of the test."""
    from allauth.mfa.models import Authenticator
    from django.core.cache import cache

    from lineofsight.web.accounts.models import User

    made = {}
    for name in ("kim", "lee"):
        made[name] = User(username=name, role_code="director", display_name=name.title())
        made[name].set_password(PASSWORD)
        made[name].save()
    cache.clear()
    yield made
    cache.clear()
    for name, user in made.items():
        Authenticator.objects.filter(user=user).delete()
        User.objects.filter(pk=user.pk).update(is_active=False, username=f"was-{name}-{user.pk}")


class Passkeys:
    """Somebody in a browser that has an authenticator."""

    def __init__(self, service: Any, page: Page) -> None:
        # A passkey belongs to a name: browsers make none for a number.
        self.page, self.address = page, f"http://localhost:{urlsplit(service.address).port}"
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})

    def when_i_sign_in(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(self.address + "/sign-in/")
        self.page.get_by_label("User name").fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def when_i_sign_out(self) -> None:
        self.page.goto(self.address + "/sign-out/")
        self.page.get_by_role("main").get_by_role("button", name="Sign out").click()
        self.page.wait_for_url("**/sign-in/**")

    def when_i_open(self, where: str) -> None:
        """Before something that matters the password is asked for once more."""
        self.page.goto(self.address + where)
        if "/account/again/" in self.page.url:
            assert axe_violations(self.page) == []
            self.page.get_by_label("Password").fill(PASSWORD)
            self.page.get_by_role("button", name="Go on").click()
        self.page.wait_for_url(f"**{where}**")

    def when_i_add_a_key(self, name: str) -> None:
        self.when_i_open("/account/passkeys/add/")
        assert axe_violations(self.page) == []
        self.page.get_by_label("A name by which you tell it from others").fill(name)
        self.page.get_by_role("button", name="Add the key").click()
        self.page.wait_for_url(lambda url: not url.endswith("/add/"))

    def then_i_have(self, *names: str) -> None:
        self.when_i_open("/account/passkeys/")
        assert [each.strip() for each in self.page.locator("main dt").all_inner_texts()] == list(names)

    def then_nothing_is_shown(self) -> None:
        self.page.goto(self.address + "/children/")
        assert "/children/" not in self.page.url


def test_a_passkey_is_made_opens_the_account_is_lost_and_is_removed(
    service: Any, page: Page, real: None, people: dict[str, Any]
) -> None:
    kim = Passkeys(service, page)
    kim.when_i_sign_in("kim")
    kim.then_nothing_is_shown()
    kim.when_i_add_a_key("This computer")
    kim.then_i_have("This computer")
    page.goto(kim.address + "/children/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Children")
    kim.when_i_open("/account/codes/")
    codes = page.locator("main li").all_inner_texts()
    assert len(codes) == 10
    # signing in anew, the password alone opens nothing; the key does
    kim.when_i_sign_out()
    kim.when_i_sign_in("kim")
    page.wait_for_url("**/account/second-step/")
    assert axe_violations(page) == []
    kim.then_nothing_is_shown()
    kim.when_i_sign_in("kim")
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.wait_for_url(kim.address + "/")
    # with the key lost, a code on paper opens it, once
    for expected in (True, False):
        kim.when_i_sign_out()
        kim.when_i_sign_in("kim")
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign in").click()
        if expected:
            page.wait_for_url(kim.address + "/")
        else:
            expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
            page.get_by_label("Code").fill(codes[1])
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(kim.address + "/")
    # and the lost key is taken away: it opens nothing any more
    from allauth.mfa.models import Authenticator

    (key,) = Authenticator.objects.filter(user=people["kim"], type=Authenticator.Type.WEBAUTHN)
    kim.when_i_open(f"/account/passkeys/{key.pk}/remove/")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The key is removed.")).to_be_visible()
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    kim.then_nothing_is_shown()


def test_anothers_key_neither_opens_an_account_nor_is_removed(
    service: Any, page: Page, real: None, people: dict[str, Any], complaints: list[str]
) -> None:
    from allauth.mfa.models import Authenticator

    browser = Passkeys(service, page)
    for name in ("kim", "lee"):
        browser.when_i_sign_in(name)
        browser.when_i_add_a_key(f"{name}'s key")
        browser.when_i_sign_out()
    keys = {each.user.username: each for each in Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)}
    # Lee's key, offered where Kim's is asked for: as if the page had asked for it
    browser.when_i_sign_in("lee")
    allowed = page.locator("[data-passkey]").get_attribute("data-options")
    browser.when_i_sign_in("kim")
    button = page.locator("[data-passkey]")
    asked = page.evaluate(
        """([lees, kims]) => {
          const given = JSON.parse(kims);
          given.publicKey.allowCredentials = JSON.parse(lees).publicKey.allowCredentials;
          return JSON.stringify(given);
        }""",
        [allowed, button.get_attribute("data-options")],
    )
    button.evaluate("(button, options) => { button.dataset.options = options; }", asked)
    with page.expect_navigation():
        button.click()
    assert "/account/second-step/" in page.url
    browser.then_nothing_is_shown()
    browser.when_i_sign_in("kim")
    page.locator("[data-passkey]").click()
    page.wait_for_url(browser.address + "/")
    # nor is Lee's key there for Kim to remove
    answer = page.goto(f"{browser.address}/account/passkeys/{keys['lee'].pk}/remove/")
    if "/account/again/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        with page.expect_navigation() as going:
            page.get_by_role("button", name="Go on").click()
        answer = going.value
    assert answer is not None
    assert answer.status == 404
    assert Authenticator.objects.filter(pk=keys["lee"].pk).exists()
    assert all("404" in each for each in complaints)
    complaints.clear()
