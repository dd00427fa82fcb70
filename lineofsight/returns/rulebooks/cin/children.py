"""The child in the census: numbers, sex, birth, death, ethnicity, disability."""

from __future__ import annotations

import polars as pl

from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.returns.rulebooks.cin.words import CASES, CHILDREN, FURTHER_ACTION, on, out_of_year, rule_cin, whole
from lineofsight.returns.rulebooks.expressions import (
    YEAR_END,
    blank,
    col,
    count,
    exists,
    given,
    known,
    listed,
    missing_or_bad_code,
    one_of,
    summary,
    text,
    unknown,
)
from lineofsight.returns.rulebooks.rule import Test

_NUMBER = r"^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$"
# Codes in pupil numbers that name no present authority of England: former ones, Wales, and services abroad.
_OTHER_AUTHORITIES = (
    "820", "835", "837", "875", *(str(code) for code in range(660, 682)), "701", "702", "704", "708",
)  # fmt: skip
_BORN = known("PersonBirthDate")
_UNBORN = ~_BORN & known("ExpectedPersonBirthDate")
_SEXES = one_of("GenderCurrent", "0", "1", "2", "9")
_OLD_SEX = {CHILDREN: ("GenderCurrent",)}
_OLD_SEX_UNBORN = {CHILDREN: ("GenderCurrent", "PersonBirthDate", "ExpectedPersonBirthDate")}
_NUMBER_FIELDS = {CHILDREN: ("UPN", "UPNunknown")}
_NO_NUMBER = blank("UPN") & (blank("UPNunknown") | one_of("UPNunknown", "UN1")) & exists(CASES, FURTHER_ACTION)
_FIVE_BEFORE = pl.date(YEAR_END.dt.year() - 6, 9, 1)
_LISTED = listed("Disability", "cin:Disability")
_EXPECTED = col("ExpectedPersonBirthDate")
_YEAR = YEAR_END.dt.year()


def _not_recorded(missing: pl.Expr) -> pl.Expr:
    """More than 2 in 100 of the children who are not unborn."""
    born = unknown("ExpectedPersonBirthDate")
    return summary("sum", CHILDREN, (missing & born).cast(pl.Int64), key="") * 100 > 2 * summary(
        "sum", CHILDREN, born.cast(pl.Int64), key=""
    )


def _disability_of_born(table: str, wrong: pl.Expr, *flags: str) -> Test:
    """An error of a child with a case that led to action: shown with the child, who is born, and with those cases."""
    breach = wrong & one_of("CINdetails.ReferralNFA", "0")
    return Test(table, breach, beside=CASES, flags=("", *flags, CASES), apart=("LAchildID",))


RULES = (
    rule_cin("1510", on(CHILDREN, known("CHECK_LETTER") & (col("UPN").str.slice(0, 1) != col("CHECK_LETTER")))),
    rule_cin("1520", on(CHILDREN, count(CHILDREN, key="UPN") > 1)),
    rule_cin(
        "1530",
        on(CHILDREN, given("UPN") & ~col("UPN").str.slice(1, 3).is_in([*all_local_authorities(), *_OTHER_AUTHORITIES])),
    ),
    rule_cin("1540", on(CHILDREN, given("UPN") & ~col("UPN").str.contains(r"^.{4}\d{8}"))),
    rule_cin("1550", on(CHILDREN, given("UPN") & ~col("UPN").str.contains(r"^.{12}[0-9A-HJ-NP-RT-Z]$"))),
    rule_cin("1560Q", on(CHILDREN, given("FormerUPN") & ~col("FormerUPN").str.contains(_NUMBER))),
    rule_cin("1570", on(CHILDREN, text("LAchildID").str.len_chars() > 20)),
    rule_cin("1580", on(CHILDREN, text("LAchildID").str.contains(r"[^A-Za-z0-9]"))),
    rule_cin(
        "2886Q",
        {
            "": whole(CHILDREN, _not_recorded(blank("GenderCurrent") | one_of("GenderCurrent", "0"))),
            "2024-25": whole(CHILDREN, _not_recorded(blank("Sex") | one_of("Sex", "U"))),
        },
    ),
    rule_cin(
        "2887Q",
        (
            whole("Disabilities", summary("n_unique", "Disabilities", "Disability", known("Disability"), key="") < 8),
            whole(CHILDREN, ~exists("Disabilities", key="")),
        ),
        also=(CHILDREN,),
    ),
    rule_cin(
        "2888Q",
        whole("Disabilities", summary("max", "Disabilities", count("Disabilities", known("Disability")), key="") < 2),
    ),
    rule_cin(
        "4180",
        {
            "": on(CHILDREN, ~_SEXES, fields=_OLD_SEX),
            "2024-25": on(CHILDREN, missing_or_bad_code("Sex", "cin:Sex")),
        },
    ),
    rule_cin("4220", on("ChildCharacteristics", missing_or_bad_code("Ethnicity", "cin:Ethnicity"))),
    rule_cin("8500", on(CHILDREN, blank("LAchildID"))),
    rule_cin("8510", on(CHILDREN, count(CHILDREN) > 1)),
    rule_cin("8520", on(CHILDREN, col("PersonBirthDate") > YEAR_END)),
    rule_cin("8525Q", on(CHILDREN, given("PersonBirthDate") == given("ExpectedPersonBirthDate"))),
    rule_cin(
        "8530Q", on(CHILDREN, (pl.date(_YEAR, 3, 1) > _EXPECTED) | (pl.date(_YEAR, 12, 31) < _EXPECTED))
    ),
    rule_cin("8535Q", on(CHILDREN, col("PersonDeathDate") < col("PersonBirthDate"))),
    rule_cin(
        "8540",
        (
            _disability_of_born("Disabilities", ~_LISTED & known("ChildIdentifiers.PersonBirthDate"), CHILDREN),
            _disability_of_born(CHILDREN, _BORN & ~exists("Disabilities")),
        ),
    ),
    rule_cin("8545Q", on(CHILDREN, out_of_year("PersonDeathDate"))),
    rule_cin("8590", on(CHILDREN, known("LAchildID") & ~exists(CASES))),
    rule_cin(
        "8750",
        {
            "": on(CHILDREN, _UNBORN & ~one_of("GenderCurrent", "0"), fields=_OLD_SEX_UNBORN),
            "2024-25": on(CHILDREN, _UNBORN & ~one_of("Sex", "U")),
        },
    ),
    rule_cin(
        "8770Q",
        {
            "": on(
                CHILDREN, _NO_NUMBER & (col("PersonBirthDate").dt.offset_by("5y") < YEAR_END), fields=_NUMBER_FIELDS
            ),
            "2024-25": on(CHILDREN, _NO_NUMBER & (col("PersonBirthDate") < _FIVE_BEFORE), fields=_NUMBER_FIELDS),
        },
    ),
    rule_cin("8790", on("Disabilities", known("Disability") & ~one_of("Disability", "NONE")
                        & exists("Disabilities", one_of("Disability", "NONE")))),
    rule_cin("8794", on("Disabilities", known("Disability")
                        & (count("Disabilities", key="CHILD_AND_DISABILITY") > 1))),
)  # fmt: skip
