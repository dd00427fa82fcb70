"""How fast many authorities are worked out by Spark on this machine, beside the kernel run on each in turn.

Run `python benchmarks/spark.py [AUTHORITIES] [RESIDENTS] [CORES]` (2 authorities of 50,000 residents under 18 and 10
years, on 2 cores, unless said; `8 300000` is eight large ones). Prints a table: wall seconds, whole and for each
authority, for 1, 2, 4, ... authorities; and whether both gave the same. Starting Spark is told apart.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal
from pyspark.sql import SparkSession

from lineofsight.catalogue import STANDARDS
from lineofsight.evaluation.columnar.series import series
from lineofsight.evaluation.spark import local_session, record_in, series_of_authorities
from lineofsight.evaluation.ticks import add_months
from lineofsight.simulation import simulate

KNOWN, YEARS = date(2026, 9, 30), 10
MONTHS = [add_months(date(2021, 10, 1), n) for n in range(60)]


def generate(folder: Path, residents: int, seed: int) -> int:
    """One Parquet file a table; returns how many rows."""
    folder.mkdir()
    tables = simulate(residents, YEARS, seed)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet", compression="zstd")
    return sum(frame.height for frame in tables.values())


def directly(folders: Mapping[str, Path]) -> pl.DataFrame:
    """The kernel on one authority after another, in this process, with every core."""
    parts = []
    for code, folder in folders.items():
        found = series(STANDARDS.values(), record_in(folder, KNOWN), MONTHS)
        parts.append(found.select(pl.lit(code).alias("authority"), pl.all()))
    return pl.concat(parts)


def compare(spark: SparkSession, folders: Mapping[str, Path]) -> None:
    """One line of the table."""
    began = time.perf_counter()
    by_spark = series_of_authorities(spark, folders, MONTHS, KNOWN)
    spark_took = time.perf_counter() - began
    began = time.perf_counter()
    by_kernel = directly(folders)
    kernel_took = time.perf_counter() - began
    assert_frame_equal(by_spark, by_kernel)
    count = len(folders)
    print(
        f"{count:>11}{spark_took:>9.2f}{spark_took / count:>9.2f}{kernel_took:>9.2f}{kernel_took / count:>9.2f}"
        f"{by_spark.height:>12,}  the same",
        flush=True,
    )


def main() -> None:
    given = [int(each) for each in sys.argv[1:]]
    authorities, residents, cores = (*given, *(2, 50_000, 2)[len(given) :])
    with tempfile.TemporaryDirectory() as place:
        folders = {f"E1{number:07d}": Path(place) / f"E1{number:07d}" for number in range(1, authorities + 1)}
        rows = [generate(folder, residents, seed) for seed, folder in enumerate(folders.values(), start=1)]
        print(f"{authorities} authorities, {residents:,} residents under 18 each, {YEARS} years, {sum(rows):,} rows;")
        print(f"{len(STANDARDS)} standards, {len(MONTHS)} months; {cores} cores for Spark\n")
        began = time.perf_counter()
        with local_session(cores) as spark:
            spark.range(1).count()
            print(f"Spark started in {time.perf_counter() - began:.1f} s")
            series_of_authorities(spark, dict([next(iter(folders.items()))]), MONTHS[:1], KNOWN)
            print(f"first use, with each worker's imports, {time.perf_counter() - began:.1f} s from the start\n")
            print(f"{'authorities':>11}{'Spark s':>9}{'each':>9}{'kernel s':>9}{'each':>9}{'counts':>12}")
            count = 1
            while count <= authorities:
                compare(spark, dict(list(folders.items())[:count]))
                count *= 2


if __name__ == "__main__":
    main()
