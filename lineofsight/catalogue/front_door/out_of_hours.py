"""Standards about what happens when the day service takes over from the out-of-hours service."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, local
from lineofsight.core.clocks import WorkingDays
from lineofsight.core.selections import each, is_present, is_true
from lineofsight.core.standards import standard
from lineofsight.core.tables.front_door import out_of_hours_events
from lineofsight.core.tables.in_care import placements

edt_handover = standard(
    code="edt_handover",
    title="What the out-of-hours service did is taken over, with an owner, within {due}",
    area=Area.FRONT_DOOR,
    stage="out_of_hours",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="emergency duty team protocol"),
    why="What was promised to a child at night is kept only if somebody owns it in the morning.",
    opens=each(out_of_hours_events, at="occurred_on"),
    due=WorkingDays(1),
    met_by=each(out_of_hours_events, at="acknowledged_on", where=is_present("owner_id")),
    match=("id", "id"),
    not_modelled=(
        "the hour, usually 9 in the morning, by which a handover is to be accepted: its whole day counts",
        "what happened after midnight before a working day: the handover of that morning has a day longer",
    ),
)

edt_placement_review = standard(
    code="edt_placement_review",
    title="A placement made out of hours is reviewed by the day service within {due}",
    area=Area.IN_CARE,
    stage="out_of_hours",
    duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY,
    confidence=Confidence.MEDIUM,
    authority=local(reference="emergency duty team protocol"),
    why="A bed found at midnight is where there was room, not where the child belongs; carers need to know them.",
    opens=each(placements, at="started_on", where=is_true("made_out_of_hours")),
    due=WorkingDays(1),
    met_by="reviewed_by_day_service_on",
    closes="ended_on",
)

STANDARDS = (edt_handover, edt_placement_review)
