"""Placements: where children in care live, and those who give them a home."""

from __future__ import annotations

from lineofsight.catalogue.placements import matching, providers

STANDARDS = (*matching.STANDARDS, *providers.STANDARDS)
