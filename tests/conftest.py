"""Every test: a closed network, no fixed time allowed to a generated example, and the shared fixtures."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.support.chromium import browser, complaints, page
from tests.support.network import refuse_in_started_processes, refuse_outside_addresses
from tests.support.postgres import postgres, postgres_database

__all__ = ["browser", "complaints", "page", "postgres", "postgres_database"]

refuse_outside_addresses()
refuse_in_started_processes()

# A busy machine is slow, not wrong: no example has a deadline.
_NOT_TIMED = {"deadline": None, "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=25, **_NOT_TIMED)
settings.register_profile("long", max_examples=1000, **_NOT_TIMED)
settings.load_profile("quick")

# The service's tests start Django with the service's settings, so they run in a process of their own (see Makefile).
if os.environ.get("LINEOFSIGHT_TESTS") != "web":
    collect_ignore = ["web"]
