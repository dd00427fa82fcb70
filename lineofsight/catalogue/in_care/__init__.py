"""Children in care: coming into care, visits, reviews, limits on their liberty, and their voice."""

from __future__ import annotations

from lineofsight.catalogue.in_care import limits, plans, reviews, visits, voice

STANDARDS = (*plans.STANDARDS, *visits.STANDARDS, *reviews.STANDARDS, *limits.STANDARDS, *voice.STANDARDS)
