"""The demonstration's folder: known by its mark; one left half way is made anew; anything else is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from lineofsight.cli import demo as command
from lineofsight.cli.problems import Problem


class Interrupted(Exception):
    """Stands for whatever ends a demonstration half way."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, in order, with the long steps replaced by a file each."""
    steps: list[str] = []

    def make(folder: Path, home: Path, population: int, years: int) -> None:
        steps.append("home")
        home.mkdir()

    def report(home: Path, path: Path) -> None:
        steps.append("report")
        path.touch()

    monkeypatch.setattr(command, "_make", make)
    monkeypatch.setattr(command, "_report", report)
    # This process goes on to other tests: its settings are not the demonstration's.
    monkeypatch.setattr(command, "start_pages_settings", lambda home: None)
    return steps


def test_run_again_it_makes_nothing(made: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        command.demo(tmp_path / "demo", serve=False)
    assert made == ["home", "report"]


def test_one_left_half_way_is_made_anew(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"

    def half(folder: Path, home: Path, population: int, years: int) -> None:
        (folder / "files").mkdir()
        home.mkdir()
        raise Interrupted

    with monkeypatch.context() as patched:
        patched.setattr(command, "_make", half)
        with pytest.raises(Interrupted):
            command.demo(folder, serve=False)
    (folder / "notes.txt").touch()
    command.demo(folder, serve=False)
    assert made == ["home", "report"]
    assert not (folder / "files").exists()
    assert (folder / "notes.txt").exists()
    assert "was not finished" in capsys.readouterr().err


def test_a_folder_of_something_else_is_left_alone(made: list[str], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with pytest.raises(Problem, match="holds something else"):
        command.demo(tmp_path, serve=False)
    assert made == []
    assert (tmp_path / "home").exists()


def test_its_record_may_be_elsewhere(made: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        command.demo(tmp_path / "demo", serve=False, home=tmp_path / "record")
    assert made == ["home", "report"]
    assert (tmp_path / "record").is_dir()
    assert not (tmp_path / "demo" / "home").exists()


def test_a_record_elsewhere_is_never_removed(made: list[str], tmp_path: Path) -> None:
    theirs = tmp_path / "record"
    command.demo(tmp_path / "demo", serve=False, home=theirs)
    (theirs / "format").touch()
    with pytest.raises(Problem, match="holds something already"):  # of another size, so it would be made anew
        command.demo(tmp_path / "demo", population=2000, serve=False, home=theirs)
    with pytest.raises(Problem, match="holds something already"):
        command.demo(tmp_path / "another", serve=False, home=theirs)
    assert (theirs / "format").exists()
    assert not (tmp_path / "another").exists()
