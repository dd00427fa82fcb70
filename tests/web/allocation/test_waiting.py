"""Who is owed a worker and has none, and who else has none: two numbers, each with its list, nobody said to be held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook


def text_of(answer: Any) -> str:
    """What the page itself says, in one line."""
    said = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", said))


def rows_of(answer: Any) -> int:
    """How many rows a workbook lists."""
    return load_workbook(BytesIO(b"".join(answer) if answer.streaming else answer.content))["List"].max_row - 1


@pytest.fixture
def _nobody_waits(service: Any) -> Iterator[None]:
    """Every child owed a worker has one, as far as the prepared tables tell."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.record.service.now import WAITS_FOR_A_WORKER

    waiting = {each.pk: each.reasons for each in ChildNow.objects.filter(WAITS_FOR_A_WORKER)}
    ids = {each.pk: each.worker_id for each in ChildNow.objects.filter(pk__in=waiting)}
    ChildNow.objects.filter(pk__in=waiting).update(reasons=[], worker_id="PR-somebody")
    try:
        yield
    finally:
        for pk, reasons in waiting.items():
            ChildNow.objects.filter(pk=pk).update(reasons=reasons, worker_id=ids[pk])


@pytest.mark.usefixtures("_nobody_waits")
def test_where_none_owed_a_worker_waits_the_others_without_one_are_still_told(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    others = ChildNow.objects.filter(is_open=True, worker_id__isnull=True)
    assert others.count() > 0
    said = text_of(client_as("director").get("/allocation/"))
    assert "Every open child" not in said
    assert "No child you may see is owed a worker and has none." in said
    contacts = others.filter(stage="contact").count()
    assert f"{contacts:,} contacts" in said
    assert f"{others.count():,} children are open and held by nobody" in text_of(
        client_as("director").get("/allocation/others/")
    )


def test_each_number_of_others_is_as_long_as_its_list_and_all_together_are_everybody_without_a_worker(
    client_as: Any,
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation.others import kinds

    director, every = client_as("director"), ChildNow.objects.all()
    found = kinds(every)
    assert {"contact", "early_help"} <= {each.code for each in found}
    for each in found:
        assert rows_of(director.get(f"/allocation/others/?kind={each.code}&format=xlsx")) == each.number, each.code
    owed = rows_of(director.get("/allocation/?format=xlsx"))
    nobody = ChildNow.objects.filter(is_open=True, worker_id__isnull=True).count()
    assert owed + sum(each.number for each in found) == nobody
    assert "No child you may see is of that kind" in text_of(director.get("/allocation/others/?kind=none"))


def test_care_leavers_are_told_apart_by_whether_they_have_an_adviser(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.allocation.others import ADVISED, NOT_ADVISED, kinds, others

    leavers = ChildNow.objects.filter(stage="care_leaver", is_open=True)
    kept = {each.pk: (each.worker_id, each.personal_adviser_id, each.reasons) for each in leavers}
    assert len(kept) > 1
    leavers.update(worker_id=None, reasons=[], personal_adviser_id="PR1")
    one = next(iter(kept))
    ChildNow.objects.filter(pk=one).update(personal_adviser_id=None)
    try:
        found = {each.code: (each.number, each.words) for each in kinds(ChildNow.objects.all())}
        assert found[ADVISED] == (len(kept) - 1, "care leavers with a personal adviser" if len(kept) > 2 else (
            "care leaver with a personal adviser"))  # fmt: skip
        assert found[NOT_ADVISED] == (1, "care leaver without a personal adviser")
        assert [each.pk for each in others(ChildNow.objects.all(), NOT_ADVISED)] == [one]
    finally:
        for pk, (worker, adviser, reasons) in kept.items():
            ChildNow.objects.filter(pk=pk).update(worker_id=worker, personal_adviser_id=adviser, reasons=reasons)


def test_a_manager_is_told_of_their_own_children_alone(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen
    from tests.support.routes import whose

    seen = ChildNow.objects.filter(children_seen(whose("team-manager")))
    said = client_as("team-manager").get("/allocation/others/").content.decode()
    listed = set(re.findall(r"/children/child/(p\w+)/", said))
    assert listed <= set(seen.values_list("reference", flat=True))
    assert "Numbers are of the children you may see" in said


def test_what_cannot_be_told_is_not_none(client_as: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from lineofsight.web.allocation import others
    from lineofsight.web.knowledge.latest import latest
    from lineofsight.web.readiness import views

    figure = replace(latest()["wf_unallocated"], reason="not covered: allocations.worker_id", value=None)
    for module in (others, views):
        monkeypatch.setattr(module, "latest", lambda: {"wf_unallocated": figure})
    director = client_as("director")
    assert "cannot tell who is owed a worker" in text_of(director.get("/allocation/"))
    assert "Not known: nothing loaded tells" in text_of(director.get("/readiness/lists/unallocated/"))
    assert "Not known: nothing loaded tells" in text_of(director.get("/readiness/"))


def test_inspectors_lists_of_children_without_a_worker_leave_nobody_out(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    director = client_as("director")
    numbers = [
        rows_of(director.get(f"/readiness/lists/{code}/?format=xlsx"))
        for code in ("unallocated", "no_adviser", "others_without_a_worker")
    ]  # fmt: skip
    assert sum(numbers) == ChildNow.objects.filter(is_open=True, worker_id__isnull=True).count()
