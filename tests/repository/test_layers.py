"""What the library may bring with it when imported: no framework where none is needed."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import lineofsight

_WITHOUT_DJANGO = ("core", "catalogue", "evaluation", "sources", "returns", "simulation")
_PURE = ("core", "catalogue")
_HEAVY = ("django", "duckdb", "numpy", "pandas", "polars", "pyarrow", "scipy")


def _modules(package: str) -> list[str]:
    prefix = f"lineofsight.{package}"
    folders = [f"{folder}/{package}" for folder in lineofsight.__path__]
    return [prefix, *(module.name for module in pkgutil.walk_packages(folders, f"{prefix}."))]


def _brought_in(modules: list[str], unwanted: tuple[str, ...]) -> list[str]:
    """Which of the unwanted are loaded once `modules` have been imported in a new Python."""
    script = "import importlib, sys\n" + "".join(f"importlib.import_module({name!r})\n" for name in modules)
    script += f"print(*[name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("package", _PURE)
def test_definitions_bring_in_nothing(package: str) -> None:
    assert _brought_in(_modules(package), _HEAVY) == []


@pytest.mark.parametrize("package", _WITHOUT_DJANGO)
def test_the_library_does_not_bring_in_django(package: str) -> None:
    assert _brought_in(_modules(package), ("django", "pandas")) == []


def test_what_is_brought_in_is_seen() -> None:
    assert _brought_in(["polars"], _HEAVY) == ["polars"]
