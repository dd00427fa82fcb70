"""A home with data that was not simulated answers to its own machine alone."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("hosts", "demonstration", "refused"),
    [
        (["localhost", "127.0.0.1"], False, []),
        (["localhost", "sight.council.example"], False, ["sight.council.example"]),
        (["*"], False, ["*"]),
        (["*"], True, []),
    ],
)
def test_real_data_is_not_served_beyond_this_machine(hosts: list[str], demonstration: bool, refused: list[str]) -> None:
    from lineofsight.web.reachable import beyond_this_machine

    assert beyond_this_machine(hosts, demonstration=demonstration) == refused
