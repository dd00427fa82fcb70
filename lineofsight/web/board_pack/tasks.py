"""The background queue's task: make a board pack."""

from __future__ import annotations

from django_tasks import task


@task()
def make_board_pack(number: int) -> None:
    """Make the pack of this number."""
    from lineofsight.web.board_pack.making import make_pack  # the writers are wanted here alone

    make_pack(number)
