"""No list is cut without a word, and whose a thing is to do is asked before anything is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

# A list that is read whole; more of it than any page ever read at once, and of no row at all.
READ_WHOLE = (
    ("/decisions/?show=mine", "protective_decision", 1_100),
    ("/decisions/?show=unsigned", "protective_decision", 1_100),
    ("/challenges/", "challenge_answered", 600),
    ("/audits/actions/?show=open", "audit_actions_closed", 600),
    ("/supervision/actions/", "supervision_action_followed", 600),
)


@contextmanager
def more(standard: str, number: int, subject: str = "nothing") -> Iterator[None]:
    """So many duties more, due before all others, of a row that is not there."""
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.day import today
    from tests.support.routes import child_seen

    child, day = child_seen("director"), today()
    made = OpenDuty.objects.bulk_create(
        OpenDuty(
            standard=standard, holder_kind="child", holder=child.child_id, reference=child.reference,
            subject=f"{subject} {place}", opened_on=day - timedelta(days=5000), due_on=day - timedelta(days=4000),
        )
        for place in range(number)
    )  # fmt: skip
    try:
        yield
    finally:
        OpenDuty.objects.filter(subject__startswith=f"{subject} ").delete()
        assert made


def text_of(answer: Any) -> str:
    """What the page itself says, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]))


@pytest.mark.parametrize(("address", "standard", "number"), READ_WHOLE)
def test_what_is_due_before_it_pushes_nothing_off_a_page(
    client_as: Any, address: str, standard: str, number: int
) -> None:
    director = client_as("director")
    before = text_of(director.get(address))
    assert re.search(r"\([1-9]", before), "nothing is on this page"
    with more(standard, number):
        assert text_of(director.get(address)) == before


@pytest.mark.parametrize(
    ("address", "standard"),
    [
        ("/decisions/?show=oversight", "management_oversight"),
        ("/decisions/?show=unsigned", "decision_signed"),
        ("/audits/", "audited_again"),
    ],
)
def test_a_long_list_is_counted_whole_and_goes_on_for_as_many_pages_as_it_has(
    client_as: Any, address: str, standard: str
) -> None:
    director = client_as("director")
    with more(standard, 1_060):
        said = director.get(address).content.decode()
        number = max(int(each.replace(",", "")) for each in re.findall(r"\(([\d,]+)\)", text_of(director.get(address))))
        assert number >= 1_060
        last = max(int(each) for each in re.findall(r"page=(\d+)", said))
        assert last >= 1_060 // 50
        assert director.get(f"{address}{'&' if '?' in address else '?'}page={last}").content.decode().count("<tr") > 1


def test_a_list_longer_than_is_put_in_order_at_once_says_so_and_its_workbook_has_all(
    client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation import waiting

    chosen = list(ChildNow.objects.filter(is_open=True, worker_id__isnull=False).order_by("reference")[:7])
    kept = {each.pk: each.reasons for each in chosen}
    ChildNow.objects.filter(pk__in=kept).update(reasons=["unallocated"])
    monkeypatch.setattr(waiting, "MOST", 3)
    director = client_as("director")
    try:
        said = text_of(director.get("/allocation/"))
        number = int(re.search(r"The first 3 of (\d+), by when they were opened", said)[1])  # type: ignore[index]
        assert number >= len(chosen)
        for address in ("/allocation/?format=xlsx", "/readiness/lists/unallocated/?format=xlsx"):
            book = load_workbook(BytesIO(director.get(address).content))
            assert book["List"].max_row - 1 == number, address
        assert f"{number} children" in text_of(director.get("/readiness/lists/unallocated/"))
    finally:
        for pk, reasons in kept.items():
            ChildNow.objects.filter(pk=pk).update(reasons=reasons)
