"""A dip sample that is complete, for tests of who is told what it comes to; gone again at the end of the block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def complete_sample(children: Sequence[Any], answers: Sequence[str]) -> Iterator[Any]:
    """A sample of some children: what was answered of each, to every question of `dip_plan`."""
    from lineofsight.web.audits.models import DipRecord, DipSample
    from lineofsight.web.audits.tools import dip_from, dips_in_force
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    tool = dips_in_force(served_home().path)["dip_plan"]
    made = DipSample.objects.create(
        tool=tool, tool_code="dip_plan", title="Some plans", source="stage", source_words="", seed="x",
        wanted=len(children), frame_size=len(children), frame_digest="", drawn_on=today(), drawn_by_id=0,
        drawn_by="Somebody", completed_on=today(),
    )  # fmt: skip
    for place, (child, answer) in enumerate(zip(children, answers, strict=True), start=1):
        DipRecord.objects.create(
            sample=made, place=place, reference=child.reference, team_id=child.team_id or "",
            team_name=child.team_name or "", answered_on=today(), answered_by="Somebody",
            answers={question.code: answer for question in dip_from(tool).questions},
        )  # fmt: skip
    try:
        yield made
    finally:
        DipRecord.objects.filter(sample=made).delete()
        made.delete()
