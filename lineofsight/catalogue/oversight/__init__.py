"""Oversight: decisions, audit, learning, improvement, complaints, information, and the service's own calendar."""

from lineofsight.catalogue.oversight import calendar, complaints, decisions, learning, partnership

STANDARDS = (
    *decisions.STANDARDS, *learning.STANDARDS, *complaints.STANDARDS, *calendar.STANDARDS, *partnership.STANDARDS,
)  # fmt: skip
