"""Permanence: where a child will grow up, and adoption."""

from __future__ import annotations

from lineofsight.catalogue.permanence import adoption, plans

STANDARDS = (*plans.STANDARDS, *adoption.STANDARDS)
