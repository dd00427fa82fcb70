"""The catalogue: every standard and indicator, by practice area, as data."""

from __future__ import annotations

from lineofsight.catalogue import (
    assessment,
    child_in_need,
    child_protection,
    court,
    early_help,
    front_door,
    health_and_education,
    in_care,
    leaving_care,
    oversight,
    permanence,
    placements,
    safeguarding,
    workforce,
)
from lineofsight.core.standards import Standard

VERSION = "0.1.0"

STANDARDS: dict[str, Standard] = {
    item.code: item
    for group in (
        court.STANDARDS,
        workforce.STANDARDS,
        oversight.STANDARDS,
        front_door.STANDARDS,
        early_help.STANDARDS,
        in_care.STANDARDS,
        placements.STANDARDS,
        assessment.STANDARDS,
        health_and_education.STANDARDS,
        child_protection.STANDARDS,
        child_in_need.STANDARDS,
        permanence.STANDARDS,
        leaving_care.STANDARDS,
        safeguarding.STANDARDS,
    )
    for item in group
}
