"""Write the handbook's pages into the checkout that holds this package."""

from __future__ import annotations

from pathlib import Path

from lineofsight.reports.handbook.pages import write

if __name__ == "__main__":
    write(Path(__file__).parents[3])
