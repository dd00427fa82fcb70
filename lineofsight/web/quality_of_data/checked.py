"""What the pages' numbers stand on: which returns were checked, of which year, as at which day, by how many rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.core.periods import collection_period
from lineofsight.record.return_context import PROVIDERS_FILE
from lineofsight.record.service.models import DataCheck, UncheckedRule
from lineofsight.web.layout.dates import in_full
from lineofsight.web.quality_of_data.words import RETURNS, SHORT_RETURNS, rule_words

_REMEDIES = {
    "no postcode directory": "Whoever runs Line of Sight for you installs the postcode directory, once: pip install "
    "lineofsight[postcodes].",
    "no provider list": f"Save Ofsted's list of providers as {PROVIDERS_FILE} in the home's folder, as CSV with URN, "
    "POSTCODE, PLACE_CODES, PROVIDER_CODES, REG_END and LA_CODE.",
    "no localAuthority": "Write the authority's three figures in the home's policy.yaml, as la_code under authority.",
    "nothing loaded says": "No file loaded has this item. It can be checked once a system's export holds it.",
    "_last": "Needs last year's return, or a record that reaches back to it.",
    "_earlier": "Needs a record that reaches back to all their time in care.",
}  # fmt: skip
_LOAD_IT = "No file loaded holds what it looks at. It can be checked once one does."


@dataclass(frozen=True)
class Checks:
    """The latest checks, by return. `as_at` is the day they were made for."""

    checks: Mapping[str, DataCheck]
    as_at: date

    @property
    def is_empty(self) -> bool:
        """Whether nothing was checked yet."""
        return not self.checks

    @property
    def years(self) -> dict[str, str]:
        """The collection year of each return."""
        return {name: check.year for name, check in self.checks.items()}

    @property
    def year_began(self) -> date:
        """The first day of the collection year."""
        years = sorted(self.years.values())
        return collection_period(years[-1]).start if years else self.as_at

    @property
    def sentences(self) -> list[str]:
        """What was checked, a sentence a return."""
        return [
            f"{RETURNS[name]} of {check.year} so far: {check.rules} rules looked at {check.children:,} children, as at "
            f"{in_full(check.as_at)}."
            for name, check in sorted(self.checks.items(), reverse=True)
        ]


def checks_of(held: Mapping[str, DataCheck], today: date) -> Checks:
    """The checks there are; as at today where there are none."""
    return Checks(held, max((check.as_at for check in held.values()), default=today))


@dataclass(frozen=True, slots=True)
class UncheckedRow:
    """A rule that was not checked, or in part: which, why, and what would let it be."""

    code: str
    short_return: str
    wording: str
    outcome: str
    reason: str
    remedy: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a workbook has it."""
        return self.short_return, self.code, self.wording, self.outcome, self.reason, self.remedy


UNCHECKED_HEADINGS = ("Return", "Rule", "What it asks", "Checked", "Why", "What would help")


def unchecked_rows(rules: Iterable[UncheckedRule], years: Mapping[str, str]) -> list[UncheckedRow]:
    """The rows in the order given."""
    rows = []
    for rule in rules:
        words = rule_words(rule.collection, rule.rule, years.get(rule.collection, ""))
        rows.append(UncheckedRow(
            rule.rule, SHORT_RETURNS[rule.collection], words.wording if words else "",
            "In part" if rule.partly else "Not checked", reason_words(rule.reason), remedy_words(rule.reason),
        ))  # fmt: skip
    return rows


def reason_words(reason: str) -> str:
    """A reason as a sentence."""
    plain = reason.replace("no localAuthority", "the authority's code is not told").replace("_last", " of last year")
    plain = plain.replace("_earlier", " of earlier years")
    return plain[:1].upper() + plain[1:] + "."


def remedy_words(reason: str) -> str:
    """What would let the rule be checked."""
    found = [words for part, words in _REMEDIES.items() if part in reason]
    return " ".join(found) or _LOAD_IT
