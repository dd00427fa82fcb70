"""`define`: what a code means, in words, from the definition itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit

LONDON = ZoneInfo("Europe/London")
POLICY_FILE = "policy.yaml"
COLUMNS = ("kind", "code", "title", "area", "authority", "basis", "words")


def define(
    code: Annotated[
        str | None,
        typer.Argument(
            help="A standard, indicator or rule (ssda903:101); standard:CODE or indicator:CODE where it is both."
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Say what a code means, or list every code: as the home's policy has it, where there is a home.

    A title shows the length in force on the last day the home's record knows; today, where it has no snapshot.
    """
    from lineofsight.catalogue.finding import find
    from lineofsight.cli.defining_rules import is_rule, rule_row
    from lineofsight.evaluation.catalogues import resolved_catalogue
    from lineofsight.evaluation.policy import NO_POLICY, read_policy

    if code is not None and is_rule(code):
        emit([rule_row(code)], COLUMNS, form)
        return
    policy = home / POLICY_FILE
    catalogue = resolved_catalogue(read_policy(policy) if policy.exists() else NO_POLICY)
    if catalogue.has_dated_titles:
        catalogue = catalogue.titled(_day_known(home))
    kinds: dict[str, Any] = {"standard": catalogue.standards, "indicator": catalogue.indicators}
    named = [(kind, items[code]) for kind, items in kinds.items() if code in items]
    if code is None:
        named = [(kind, item) for kind, items in kinds.items() for item in items.values()]
    elif not named:
        named = [find(code, kinds)]
    emit([_row(kind, item) for kind, item in named], COLUMNS, form)
    if code is not None and len(named) > 1:
        find(code, kinds)  # which refuses it, saying how to tell the two apart


def _day_known(home: Path) -> date:
    from lineofsight.record.home import Home
    from lineofsight.record.snapshots import list_snapshots

    taken = list_snapshots(Home(home))
    return taken[-1].as_known_on if taken else datetime.now(LONDON).date()


def _row(kind: str, item: Any) -> dict[str, Any]:
    from lineofsight.core.wording import title_of

    standard = kind == "standard"
    return {
        "kind": kind, "code": item.code, "title": title_of(item) if standard else item.title,
        "area": item.area.value, "authority": str(item.authority),
        "basis": item.duty_basis.value if standard else item.status.value, "words": " ".join(_words(kind, item)),
    }  # fmt: skip


def _words(kind: str, item: Any) -> Iterator[str]:
    from lineofsight.core.authority import Confidence
    from lineofsight.core.wording import standard_words

    yield item.why
    if kind == "standard":
        for heading, words in standard_words(item):
            yield f"{heading} {words}."
    else:
        from lineofsight.core.indicator_words import indicator_words

        yield indicator_words(item)
    if item.confidence in (Confidence.MEDIUM, Confidence.LOW):
        yield "Check the source before relying on the number."
