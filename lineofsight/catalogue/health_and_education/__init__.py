"""The health and education of children in care."""

from __future__ import annotations

from lineofsight.catalogue.health_and_education import education, health

STANDARDS = (*health.STANDARDS, *education.STANDARDS)
