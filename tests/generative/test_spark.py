"""Many authorities by Spark are each authority by the kernel, and nothing listens but on loopback."""

from __future__ import annotations

import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyspark.errors import PythonException
from pyspark.sql import SparkSession

from lineofsight.catalogue import STANDARDS
from lineofsight.core.periods import add_months
from lineofsight.evaluation.columnar.series import series
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.spark import SCHEMA, SparkMissing, local_session, record_in, series_of_authorities
from lineofsight.simulation import simulate

# PySpark leaves the loopback sockets it fetched results over to the garbage collector, which then complains.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

KNOWN = date(2026, 9, 30)
MONTHS = [add_months(date(2025, 10, 1), n) for n in range(12)]
CODES = [
    "contact_decision", "referral_decision", "assessment_45", "s47_complete", "icpc_15", "cp_visit", "cp_review",
    "cin_visit", "cla_review", "cla_visit_recurring", "rha", "asye_supervision",
]  # fmt: skip
BEFORE = {name: os.environ.get(name) for name in ("SPARK_LOCAL_IP", "PYSPARK_PYTHON")}
SEEDS = {"E10000901": 11, "E10000902": 12}


@pytest.fixture(scope="module")
def authorities() -> dict[str, dict[str, pl.DataFrame]]:
    return {code: simulate(1000, 1, seed) for code, seed in SEEDS.items()}


@pytest.fixture(scope="module")
def folders(
    authorities: dict[str, dict[str, pl.DataFrame]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("authorities")
    for code, tables in authorities.items():
        (place / code).mkdir()
        for name, frame in tables.items():
            frame.write_parquet(place / code / f"{name}.parquet")
    return {code: place / code for code in authorities}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    with local_session(2) as session:
        yield session
    gc.collect()  # so that what PySpark left open is told of here, and not in another module's test


def of_kernel(tables: dict[str, pl.DataFrame], codes: list[str]) -> pl.DataFrame:
    """The kernel run directly, on the frames as they were before they were written."""
    return series([STANDARDS[code] for code in codes], Record.of(tables, KNOWN), MONTHS)


def of_authority(found: pl.DataFrame, code: str) -> pl.DataFrame:
    return found.filter(pl.col("authority") == code).drop("authority")


def test_spark_is_the_kernel(
    spark: SparkSession, folders: dict[str, Path], authorities: dict[str, dict[str, pl.DataFrame]]
) -> None:
    found = series_of_authorities(spark, folders, MONTHS, KNOWN, CODES)
    assert found.schema == SCHEMA
    assert found["authority"].unique(maintain_order=True).to_list() == list(folders)
    first, second = (of_authority(found, code) for code in SEEDS)
    assert not first.equals(second)
    for code, tables in authorities.items():
        of_one = of_authority(found, code)
        assert of_one["standard"].n_unique() > len(CODES) / 2
        assert_frame_equal(of_one, of_kernel(tables, CODES))


def test_the_coverage_given_is_that_of_its_authority(spark: SparkSession, folders: dict[str, Path]) -> None:
    first, second = SEEDS
    no_visits = {name: part for name, part in everything_covered().items() if name != "visits"}
    found = series_of_authorities(spark, folders, MONTHS, KNOWN, ["cp_visit", "cp_review"], {second: no_visits})
    assert set(of_authority(found, first)["standard"]) == {"cp_visit", "cp_review"}
    assert set(of_authority(found, second)["standard"]) == {"cp_review"}


def test_an_authority_that_cannot_be_read_ends_the_whole_and_is_named(
    spark: SparkSession, folders: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(PythonException, match="Authority E10000903 could not be evaluated: .* holds no table"):
        series_of_authorities(spark, {**folders, "E10000903": tmp_path}, MONTHS, KNOWN, CODES)


def test_no_authorities_are_no_rows(spark: SparkSession) -> None:
    assert series_of_authorities(spark, {}, MONTHS, KNOWN, CODES).schema == SCHEMA


@pytest.mark.parametrize(
    ("months", "codes", "said"),
    [
        (MONTHS, ["cp_visit", "no_such"], "The catalogue has no standard no_such"),
        ([MONTHS[0], MONTHS[2]], CODES, "months that follow on"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_task_starts(
    spark: SparkSession, months: list[date], codes: list[str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        series_of_authorities(spark, {"E10000903": Path("nowhere")}, months, KNOWN, codes)


def test_a_snapshots_folder_is_read_with_its_personal_columns(
    authorities: dict[str, dict[str, pl.DataFrame]], tmp_path: Path
) -> None:
    people = authorities["E10000901"]["people"]
    for name in ("facts", "identity"):
        (tmp_path / name).mkdir()
    people.drop("born_on").write_parquet(tmp_path / "facts" / "people.parquet")
    people.select(pl.col("id").alias("holder"), "born_on").write_parquet(tmp_path / "identity" / "people.parquet")
    assert_frame_equal(record_in(tmp_path, KNOWN).frames["people"].collect(), people)
    with pytest.raises(ValueError, match="one half of a snapshot"):
        record_in(tmp_path / "facts", KNOWN)


def test_a_table_without_a_file_is_not_covered(folders: dict[str, Path], tmp_path: Path) -> None:
    for name in ("child_protection_plans", "people"):
        (tmp_path / f"{name}.parquet").symlink_to(folders["E10000901"] / f"{name}.parquet")
    record = record_in(tmp_path, KNOWN)
    assert set(record.coverage) == {"child_protection_plans", "people"}
    assert series([STANDARDS["cp_visit"]], record, MONTHS).is_empty()


def test_everything_listens_on_loopback(spark: SparkSession) -> None:
    settings = dict(spark.sparkContext.getConf().getAll())
    assert {settings["spark.driver.host"], settings["spark.driver.bindAddress"]} == {"127.0.0.1"}
    assert settings["spark.ui.enabled"] == "false"
    assert set(listening(java_of(spark))) <= {"127.0.0.1"}


def test_the_environment_is_as_it_was(spark: SparkSession) -> None:
    assert spark.sparkContext.master == "local[2]"
    assert {name: os.environ.get(name) for name in BEFORE} == BEFORE


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SparkMissing, match=r"pip install 'lineofsight\[spark\]'"), local_session():
        pass


def java_of(spark: SparkSession) -> int:
    """The number of the process that Java runs in."""
    return int(spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid())


def listening(process: int) -> list[str]:
    """The addresses a process listens on, as Linux tells them: at least one, or the question went wrong."""
    own, found = set(), []
    for link in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since it was listed
            own.add(os.readlink(link).removeprefix("socket:[").removesuffix("]"))
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{name}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in own:
                found.append(_address(fields[1].partition(":")[0]))
    assert found
    return found


def _address(written: str) -> str:
    """An address as Linux writes it, in words of 32 bits with the last byte first; one of four bytes where it is."""
    words = [bytes.fromhex(written[place : place + 8])[::-1] for place in range(0, len(written), 8)]
    address = ipaddress.ip_address(b"".join(words))
    return str(getattr(address, "ipv4_mapped", None) or address)
