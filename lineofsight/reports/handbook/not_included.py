"""What the reference lists name and the catalogue does not hold, with what each awaits.

`data/reference_codes.csv` holds the codes of the reference lists of practice standards and indicators that the
catalogue was written from, and for those left out the reason. Contains public sector information licensed under the
Open Government Licence v3.0.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.text_formats import plural
from lineofsight.reports.handbook.markdown import page, sentence, table


@dataclass(frozen=True, slots=True)
class ReferenceCode:
    """One code of a reference list. `awaits` is blank for what the catalogue holds."""

    kind: str
    code: str
    title: str
    awaits: str


@cache
def reference_codes() -> tuple[ReferenceCode, ...]:
    """Every code of the reference lists, in their order."""
    text = resources.files(__package__).joinpath("data", "reference_codes.csv").read_text(encoding="utf-8")
    return tuple(
        ReferenceCode(row["kind"], row["code"], row["title"], row["awaits"])
        for row in csv.DictReader(text.splitlines())
    )


def disagreements() -> tuple[str, ...]:
    """Where the list and the catalogue disagree: a code left out without a reason, or held with one."""
    held: dict[str, Collection[str]] = {"standards": STANDARDS, "indicators": DEFINED}
    found = []
    for each in reference_codes():
        if each.code in held[each.kind] and each.awaits:
            found.append(f"{each.kind} {each.code} is in the catalogue: clear what it awaits in reference_codes.csv.")
        if each.code not in held[each.kind] and not each.awaits:
            found.append(f"{each.kind} {each.code} is not in the catalogue: say what it awaits in reference_codes.csv.")
    return tuple(found)


def standards_not_included() -> str:
    """The page of standards."""
    return _page("Standards not included", "standards", "standard", STANDARDS)


def indicators_not_included() -> str:
    """The page of measures."""
    return _page("Indicators not included", "indicators", "indicator", DEFINED)


def _page(title: str, kind: str, noun: str, held: Collection[str]) -> str:
    listed = [each for each in reference_codes() if each.kind == kind]
    left = [each for each in listed if each.code not in held]
    own = len(set(held) - {each.code for each in listed})
    added = f" It adds {plural(own, noun)} of its own." if own else ""
    return page(
        title,
        f"Of the {len(listed)} in the reference list, the catalogue holds {len(listed) - len(left)}.{added} "
        f"{plural(len(left), noun)} {'is' if len(left) == 1 else 'are'} left out, each for want of something the "
        "record does not hold, or because it is shown in another way. Nothing is approximated.",
        table(["Code", "What it is", "What it awaits"], (
            (f"`{each.code}`", each.title, sentence(each.awaits or "not said")) for each in left
        )),
    )  # fmt: skip
