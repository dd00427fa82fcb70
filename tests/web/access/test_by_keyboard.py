"""Restricting, looking with a reason and its review, joining, moving and leaving: without a mouse, at both widths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.chromium import axe_violations
from tests.support.keyboard import follow, tab_to
from tests.support.routes import child_not_seen, child_seen

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
REASON = "The school rang this morning and I must see who works with the family."


class TestWithoutAMouse:
    @pytest.fixture(autouse=True)
    def _given(self, service: Any, page_as: Any) -> Iterator[None]:
        self.service, self.page_as = service, page_as
        yield
        from lineofsight.web.access.models import NamedPerson, ReasonToLook, Restriction
        from lineofsight.web.accounts.models import User

        NamedPerson.objects.all().delete()
        Restriction.objects.all().delete()
        over = datetime(2020, 1, 1, tzinfo=UTC)
        ReasonToLook.objects.update(until=over, told_at=over, reviewed_at=over)
        User.objects.filter(username__startswith="by.keyboard").update(is_active=False, username="was-by-keyboard")

    def test_a_head_of_service_restricts_a_record_and_lifts_it(self) -> None:
        self.given_someone("service-head", f"/restrictions/{child_seen('service-head').reference}/", PHONE)
        self.when_chosen("A court's order")
        self.when_typed("The reason, in words that are kept", "The court ordered that few may read this record.")
        self.when_chosen("Social worker")
        self.when_the_day_is_in_a_month()
        follow(self.page, "Restrict")
        self.then_said("The record is restricted.")
        self.when_typed("Why it is lifted, in words that are kept", "The court's order came to its end yesterday.")
        follow(self.page, "Lift the restriction")
        self.then_said("The restriction is lifted.")

    def test_a_social_worker_looks_with_a_reason_and_the_manager_reviews_it(self) -> None:
        child = child_not_seen("social-worker")
        self.given_someone("social-worker", "/looks/", DESK)
        follow(self.page, "Look at a child outside your own")
        follow(self.page, "Look")
        self.then_said("Choose why you need to look")
        self.when_typed("Local id", child.child_id)
        self.when_chosen("Something came in about this child")
        self.when_typed("Your reason", REASON)
        follow(self.page, "Look")
        self.then_said("You may look for 24 hours")
        self.given_someone("team-manager", "/looks/reviews/", PHONE)
        tab_to(self.page, "Looks")
        link = self.page.locator("main a[href*='/looks/reviews/']").first.inner_text()
        follow(self.page, link)
        assert REASON in self.page.locator("main").inner_text()
        self.when_chosen("There was good reason")
        self.when_typed("Why you find so, and what you did about it", "The school did ring; I spoke with the worker.")
        follow(self.page, "Keep this review")
        self.then_said("Your review is kept.")

    def test_an_administrator_lets_somebody_in_moves_and_ends_them(self) -> None:
        self.given_someone("system-administrator", "/accounts/", DESK)
        follow(self.page, "Somebody joins")
        self.when_typed("User name", "by.keyboard")
        self.when_typed("Name", "Kim Board")
        tab_to(self.page, self.page.locator("label[for=id_role]").inner_text())
        self.page.keyboard.type("Personal adviser")
        follow(self.page, "Give an account")
        assert "shown once" in self.page.locator("main").inner_text()
        follow(self.page, "Kim Board")
        self.page.set_viewport_size(PHONE)
        follow(self.page, "Change")
        self.then_said("The account is changed.")
        follow(self.page, "End the account")
        self.then_said("The account is ended.")

    def given_someone(self, who: str, path: str, size: Any) -> None:
        self.page = self.page_as(who)
        self.page.set_viewport_size(size)
        self.page.goto(self.service.address + path)
        assert axe_violations(self.page) == []

    def when_chosen(self, label: str) -> None:
        """Radio buttons are one stop of Tab: the arrows go through them."""
        box = self.page.locator("main").get_by_label(label, exact=True)
        kind, name = box.get_attribute("type"), box.get_attribute("name")
        if kind == "radio":
            first = self.page.locator(f"main input[name={name}]").first
            tab_to(self.page, self.page.locator(f"label[for={first.get_attribute('id')}]").inner_text().strip())
            self.page.keyboard.press("Space")
            for _ in range(20):
                if box.is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
        else:
            tab_to(self.page, label)
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def when_typed(self, label: str, text: str) -> None:
        tab_to(self.page, label)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def when_the_day_is_in_a_month(self) -> None:
        from lineofsight.web.day import today

        on = today() + timedelta(days=30)
        for label, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            self.when_typed(label, str(number))

    def then_said(self, words: str) -> None:
        assert words in self.page.locator("main").inner_text()
        assert axe_violations(self.page) == []
