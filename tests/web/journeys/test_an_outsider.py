"""Somebody with a login, a browser and a child's address, whose child it is not, tries every door."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations
from tests.support.routes import absent, child_not_seen, of_child, routes, teams_of, there


@pytest.fixture
def outsider(service: Any, page: Page) -> Outsider:
    return Outsider(service.address, page)


class Outsider:
    """A social worker of another team, in a browser."""

    def __init__(self, address: str, page: Page) -> None:
        self.page, self.address = page, address
        self.child, (_, self.team) = child_not_seen("social-worker"), teams_of("social-worker")

    def given_i_have_signed_in(self) -> None:
        self.page.goto(self.address + "/sign-in/")
        self.page.get_by_label("User name").fill("social-worker")
        self.page.get_by_label("Password", exact=True).fill("exampleton-demonstration")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="My children")).to_be_visible()

    def when_i_look_for_the_child_by_name(self) -> None:
        self.page.get_by_role("link", name="Children", exact=True).first.click()
        self.page.get_by_label("Find a child").fill(f"{self.child.surname} {self.child.born_on:%d/%m/%Y}")
        self.page.get_by_role("button", name="Find").click()

    def then_nobody_is_found(self) -> None:
        text = self.page.locator("main").inner_text()
        assert self.child.reference not in self.page.content()
        assert self.child.child_id not in text

    def when_i_ask(self, address: str, *, post: bool = False) -> tuple[int, str]:
        """As the browser itself asks: its session, its token."""
        token = {each["name"]: each["value"] for each in self.page.context.cookies()}.get("csrftoken", "")
        asked = self.page.request.post if post else self.page.request.get
        answer = asked(self.address + address, headers={"X-CSRFToken": token}, max_redirects=0)
        return answer.status, answer.text()

    def then_every_door_is_the_wall_beside_it(self) -> int:
        """Whether there is such a child or team cannot be told from any answer."""
        given = there() | of_child(self.child) | {"team_id": self.team}
        nothing = given | {name: absent()[name] for name in ("reference", "team_id")}
        tried = 0
        for route in routes():
            if not route.about:
                continue
            for post in (False, True):
                here = self.when_i_ask(route.address(given), post=post)
                nowhere = self.when_i_ask(route.address(nothing), post=post)
                assert here == nowhere, f"{route.name}, {'sent' if post else 'asked'}"
                assert here[0] in ((401, 404, 405, 422) if post or route.is_for_programs else (404,)), route.name
                tried += 1
        return tried

    def when_i_open_the_childs_page(self) -> None:
        self.page.goto(f"{self.address}/children/child/{self.child.reference}/")

    def then_it_says_that_there_is_no_such_page(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Page not found")
        assert self.child.surname not in self.page.locator("main").inner_text()
        assert axe_violations(self.page) == []


def test_an_outsider_with_a_login_tries_every_door(outsider: Outsider, complaints: list[str]) -> None:
    outsider.given_i_have_signed_in()
    outsider.when_i_look_for_the_child_by_name()
    outsider.then_nobody_is_found()
    assert outsider.then_every_door_is_the_wall_beside_it() > 100
    outsider.when_i_open_the_childs_page()
    outsider.then_it_says_that_there_is_no_such_page()
    assert all("404" in each for each in complaints)
    complaints.clear()
