"""What a postcode directory tells of placements. The directory here is a small one of our own in the same form."""

from __future__ import annotations

from pathlib import Path

import brotli
import msgspec
import polars as pl
import pytest

from lineofsight.returns import check_tables
from lineofsight.returns.checking.postcodes import PostcodeDirectory

MILE = 1609.344


@pytest.fixture
def directory(tmp_path: Path) -> PostcodeDirectory:
    """Birmingham (330), a district of Warwickshire (937), Wales, and a postcode without a place on the map."""
    rows = {
        "B": [("B1  1AA", "E08000025", 0.0, 0.0), ("B1  1AB", "E08000025", 3 * MILE, 4 * MILE)],
        "C": [("CV1 1AA", "E07000222", 0.0, 10 * MILE), ("CF1 1AA", "W06000015", 400 * MILE, 0.0)],
        "D": [("DE1 1AA", "E08000038", float("nan"), float("nan"))],
    }
    for letter, listed in rows.items():
        names = ("pcd", "laua", "oseast1m", "osnrth1m")
        data = {name: [row[place] for row in listed] for place, name in enumerate(names)}
        packed = msgspec.msgpack.encode({"columns": list(names), "data": data})
        (tmp_path / f"postcodes_{letter}.msgpack.br").write_bytes(brotli.compress(packed))
    return PostcodeDirectory(tmp_path)


def told(directory: PostcodeDirectory, *posts: tuple[str | None, str | None]) -> pl.DataFrame:
    """What is told of episodes with these home and placement postcodes."""
    frame = pl.DataFrame(posts, schema=["HOME_POST", "PL_POST"], orient="row", infer_schema_length=None)
    return directory.told_of(frame, authority="330")[0]


def test_authority_place_and_distance(directory: PostcodeDirectory) -> None:
    rows = told(directory, ("B1 1AA", "b11ab"), ("B11AA", "CV1 1AA"), ("B1 1AA", "CF1 1AA"), ("B1 1AA", "DE1 1AA"))
    assert rows["PL_LA"].to_list() == ["330", "937", "WAL", "370"]
    assert rows["PL_LOCATION"].to_list() == ["IN", "OUT", "OUT", "OUT"]
    assert rows["PL_DISTANCE"].to_list() == [5.0, 10.0, 400.0, None]


def test_what_is_not_in_the_directory_is_known_for_that(directory: PostcodeDirectory) -> None:
    rows = told(directory, ("B9 9ZZ", "Z1 1AA"), (None, "B1 1AA"), ("B1 1AA", None), ("", "nonsense"))
    assert rows["HOME_POST_KNOWN"].to_list() == ["0", None, "1", None]
    assert rows["PL_POST_KNOWN"].to_list() == ["0", "1", None, "0"]
    assert rows["PL_LA"].to_list() == [None, "330", None, None]
    assert rows["PL_LOCATION"].to_list() == [None, "IN", None, None]


def test_what_was_asked_before_is_not_read_again(directory: PostcodeDirectory, tmp_path: Path) -> None:
    first = told(directory, ("B1 1AA", "CF1 1AA"))
    for file in tmp_path.iterdir():
        file.unlink()
    again = told(directory, ("B1 1AA", "CF1 1AA"), ("B1 1AA", "B1 1AB"))
    assert again.head(1).equals(first)
    assert again["PL_POST_KNOWN"].to_list() == ["1", "0"]  # asked for the first time, when its file is gone


def test_columns_that_were_handed_in_stay(directory: PostcodeDirectory) -> None:
    frame = pl.DataFrame({"PL_POST": ["B1 1AA"], "PL_LA": ["999"]})
    assert directory.told_of(frame, authority=None)[0]["PL_LA"].to_list() == ["999"]


def test_rules_read_it(directory: PostcodeDirectory) -> None:
    episodes = pl.DataFrame({
        "CHILD": ["1", "2"], "LS": ["C1", "C1"], "PLACE": ["K2", "K2"], "PLACE_PROVIDER": ["PR1", "PR1"],
        "HOME_POST": ["B1 1AA", "B1 1AA"], "PL_POST": ["CF1 1AA", "B9 9ZZ"],
    })  # fmt: skip
    context = {"localAuthority": "330", "postcodes": directory}
    rules = ["169", "392c", "454", "1015"]
    checked = check_tables("ssda903", "2025-26", {"Episodes": episodes}, rules=rules, context=context)
    assert checked.not_checked["rule"].to_list() == ["454"]  # without a header, of any child
    found = {(rule, row) for rule, row in checked.breaches.select("rule", "row").iter_rows()}
    assert found == {("169", 1), ("392c", 1), ("454", 0), ("1015", 0)}
