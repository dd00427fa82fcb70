"""Imported by every Python that a test starts: closes it off from all but this machine."""

import importlib.util
from pathlib import Path

_specification = importlib.util.spec_from_file_location(
    "lineofsight_tests_network", Path(__file__).parent.with_name("network.py")
)
if _specification is None or _specification.loader is None:
    raise ImportError("tests/support/network.py is missing: started processes would not be closed off.")
_network = importlib.util.module_from_spec(_specification)
_specification.loader.exec_module(_network)
_network.refuse_outside_addresses()
