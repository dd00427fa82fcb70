"""A home is a demonstration until it holds other data, and no page longer."""

from __future__ import annotations

from typing import Any


def test_a_load_of_other_data_ends_it_at_the_next_page(service: Any, client_as: Any) -> None:
    from lineofsight.record.books import Load

    client = client_as("director")
    simulated = list(Load.objects.values_list("pk", flat=True))
    assert client.get("/").status_code == 200
    assert client.get("/").status_code == 200
    Load.objects.filter(pk__in=simulated[:1]).update(made_by_simulation=False)
    try:
        assert client.get("/").status_code == 302
    finally:
        Load.objects.filter(pk__in=simulated[:1]).update(made_by_simulation=True)
