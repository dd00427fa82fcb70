"""From files on a desk to lists made from them, in a browser, by the service's own background process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations
from tests.support.web import lineofsight

WAIT = 240_000


class TestAnAnalystLoadsFiles:
    def test_and_sees_them_read_loaded_and_taken_back(
        self, own_service: Callable[[str], Any], own_home: Path, tmp_path: Path
    ) -> None:
        self.given_simulated_files(tmp_path)
        self.given_i_am_an_analyst(own_service)
        self.when_i_choose_them_and_send_them()
        self.then_i_am_shown_how_far_it_is_and_the_page_is_accessible()
        self.then_i_am_told_what_was_read_and_taken()
        self.and_nothing_of_the_files_is_left(own_home)
        self.when_i_take_the_load_back()
        self.then_the_list_says_so()

    def given_simulated_files(self, folder: Path) -> None:
        size = ["--population", "1500", "--years", "2", "--seed", "5", "--formats", "annex-a"]
        lineofsight("simulate", str(folder / "files"), *size)
        self.files = sorted((folder / "files" / "annex-a").iterdir())

    def given_i_am_an_analyst(self, own_service: Callable[[str], Any]) -> None:
        self.page = own_service("analyst")

    def when_i_choose_them_and_send_them(self) -> None:
        self.page.get_by_role("link", name="Load files").click()
        self.page.get_by_label("Files", exact=True).set_input_files(self.files)
        self.page.get_by_role("button", name="Load these files").click()

    def then_i_am_shown_how_far_it_is_and_the_page_is_accessible(self) -> None:
        assert "/data/work/" in self.page.url
        expect(self.page.locator(".data-steps")).to_be_visible()
        assert axe_violations(self.page) == []

    def then_i_am_told_what_was_read_and_taken(self) -> None:
        self.page.get_by_role("heading", name="Done").wait_for(timeout=WAIT)
        assert axe_violations(self.page) == []
        read = self.page.locator(".data-counts li").first.inner_text()
        assert int(read.split()[0].replace(",", "")) > 100
        assert "every list and figure is made from it" in self.page.locator(".data-panel").inner_text()

    def and_nothing_of_the_files_is_left(self, home: Path) -> None:
        assert [path.name for path in (home / "uploads").iterdir()] == []

    def when_i_take_the_load_back(self) -> None:
        self.page.get_by_role("link", name="table by table").click()
        self.page.get_by_role("link", name="Take this load back").click()
        assert axe_violations(self.page) == []
        self.page.get_by_role("button", name="back").click()
        self.page.get_by_role("heading", name="Done").wait_for(timeout=WAIT)

    def then_the_list_says_so(self) -> None:
        self.page.get_by_role("link", name="All loads and sources").click()
        assert "Taken back" in self.page.locator(".data-loads tbody tr").first.inner_text()


@pytest.mark.parametrize("who", ["analyst"])
def test_without_scripts_the_page_looks_again_by_itself(own_home: Path, client_as: Any, who: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_as(who)
    sent = client.post("/data/upload/", {"files": [SimpleUploadedFile("a.xlsx", b"only text")]})
    text = client.get(sent.headers["Location"]).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in text
    fragment = client.get(sent.headers["Location"], headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.strip() in text
