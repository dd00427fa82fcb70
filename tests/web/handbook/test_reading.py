"""The regulator's reading order: every criterion with what bears on it, and what past documents said by its themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lineofsight.inspections.criteria import AREAS, criteria_of
from tests.support.inspections import library


@pytest.fixture
def documents(service: Any) -> Iterator[None]:
    from lineofsight.record.library.loading import keep
    from lineofsight.record.library.models import Document
    from lineofsight.web.served import served_home

    keep(served_home(), library(), by="somebody")
    yield
    Document.objects.all().delete()


@pytest.mark.parametrize("area", AREAS)
def test_every_area_tells_its_criteria_in_order(service: Any, client_as: Any, area: str) -> None:
    page = client_as("elected-member").get(f"/handbook/reading/{area}/").content.decode()
    places = [page.index(f'id="{each.code}"') for each in criteria_of(area)]
    assert places == sorted(places)
    assert "past findings are not known" in page
    assert all(f'href="/handbook/standards/{code}/"' in page for each in criteria_of(area) for code in each.standards)


def test_past_findings_are_counted_by_theme_and_lead_to_their_passages(documents: None, client_as: Any) -> None:
    from lineofsight.record.library.histories import themes_counted

    counted = themes_counted("service")
    assert counted["missing"]["recommendation"] == 3
    assert themes_counted("service", "331")["missing"]["recommendation"] == 2
    client = client_as("director")
    page = client.get("/handbook/reading/help_and_protection/").content.decode()
    assert "3 recommendations" in page
    assert "theme=missing&amp;kind=recommendation" in page
    found = client.get("/inspections/find/?theme=missing&kind=recommendation")
    assert found.status_code == 200
    assert found.context["page"].paginator.count == 3


def test_an_area_there_is_not_is_no_page(service: Any, client_as: Any) -> None:
    assert client_as("director").get("/handbook/reading/front_door/").status_code == 404
    assert "/handbook/reading/in_care/" in client_as("director").get("/handbook/").content.decode()
