"""Titles on pages, where local policy has another length from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

EVERY = "A child on a child protection plan is visited at least every"
PAGES = (
    "/handbook/", "/handbook/areas/help_and_protection/", "/handbook/standards/cp_visit/",
    "/handbook/measures/cp_visit.overdue/", "/performance/measures/cp_visit.in_time/",
    "/worklists/service/?standard=cp_visit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("days", "shown", "other"), [(0, "5 working days", "10 working days"), (1, "10 working days", "5 working days")]
)
def test_pages_show_the_length_in_force_on_their_day(
    days: int, shown: str, other: str, own_home: Path, client_as: Callable[[str], Any]
) -> None:
    from lineofsight.web.day import today

    begins = (today() + timedelta(days=days)).isoformat()
    policy = f"standards: {{cp_visit: {{from: {begins}, due: 5 working days}}}}\n"
    (own_home / "policy.yaml").write_text(policy, encoding="utf-8")
    client = client_as("service-head")
    for address in PAGES:
        text = client.get(address).content.decode()
        assert f"{EVERY} {shown}" in text, address
        assert f"{EVERY} {other}" not in text, address


def test_another_title_is_not_another_meaning(own_home: Path) -> None:
    from lineofsight.web.day import today
    from lineofsight.web.knowledge.definitions import definitions
    from lineofsight.web.knowledge.meanings import meaning_now, meaning_of

    policy = f"standards: {{cp_visit: {{from: {today().isoformat()}, due: 5 working days}}}}\n"
    (own_home / "policy.yaml").write_text(policy, encoding="utf-8")
    titled = definitions()
    assert titled.untitled is not None
    assert titled.sha256 == titled.untitled.sha256
    assert meaning_now("cp_visit.in_time") == meaning_of(titled.document, "cp_visit.in_time") != ""
