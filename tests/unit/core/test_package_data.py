"""Packaged reference data: read whole, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineofsight.core import package_data


def _pretend_package(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "example.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(package_data.resources, "files", lambda _package: folder)


def test_blank_cells_are_empty_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _pretend_package(monkeypatch, tmp_path, 'a,b\n1,\n"x, y",2\n')
    assert package_data.read_rows("example.csv") == ({"a": "1", "b": ""}, {"a": "x, y", "b": "2"})


@pytest.mark.parametrize("row", ["1", "1,2,3"])
def test_a_row_with_the_wrong_number_of_cells_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: str
) -> None:
    _pretend_package(monkeypatch, tmp_path, f"a,b\n0,0\n{row}\n")
    with pytest.raises(ValueError, match=r"example.csv, line 3: the row does not have the file's 2 cells"):
        package_data.read_rows("example.csv")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        package_data.read_rows("no_such_file.csv")
