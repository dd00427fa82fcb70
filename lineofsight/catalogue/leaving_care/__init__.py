"""Leaving care: preparing for adult life, and support to 25."""

from __future__ import annotations

from lineofsight.catalogue.leaving_care import pathway, support

STANDARDS = (*pathway.STANDARDS, *support.STANDARDS)
