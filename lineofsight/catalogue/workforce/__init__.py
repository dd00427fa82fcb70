"""Workforce: allocation, supervision, newly qualified workers, registration."""

from lineofsight.catalogue.workforce import standards

STANDARDS = standards.STANDARDS
