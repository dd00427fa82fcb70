"""The bill of materials lists what is locked, with hashes and the licences that are declared."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from packaging.utils import canonicalize_name

from tests.support.repository import ROOT, locked


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts/sbom"), *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("lock", ["run", "test"])
def test_every_locked_package_is_listed_with_its_hashes_and_licence(lock: str) -> None:
    made = json.loads(_run(lock).stdout)
    listed = {canonicalize_name(each["name"]): each for each in made["components"]}
    pins = locked(lock)
    assert {name: f"=={each['version']}" for name, each in listed.items()} == {
        name: str(pin.specifier) for name, pin in pins.items()
    }
    assert [name for name, each in listed.items() if not each["hashes"]] == []
    here = [name for name, pin in pins.items() if pin.marker is None or pin.marker.evaluate()]
    assert [name for name in here if "licenses" not in listed[name]] == []


def test_a_list_there_is_not_is_refused() -> None:
    done = _run("everything")
    assert (done.returncode, done.stdout) == (1, "")
    assert "run|test" in done.stderr
