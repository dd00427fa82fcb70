"""What people said of errors: that what is recorded is right, and why; and whether that still holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from lineofsight.record.service.models import Acceptance, ChildNow
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.links import link
from lineofsight.web.quality_of_data.rows import WHOLE
from lineofsight.web.quality_of_data.words import SHORT_RETURNS, rule_words

EXPLAINED_HEADINGS = ("Child", "Local id", "Return", "Year", "Rule", "What is asked", "Why it is right", "Who", "When",
                      "Holds")  # fmt: skip
ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One explanation. `holds` says whether it does, in words."""

    child: str
    child_id: str
    child_link: str
    short_return: str
    year: str
    rule: str
    wording: str
    reason: str
    by: str
    at: str
    holds: str
    in_force: bool
    link: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a workbook has it."""
        return (
            self.child, self.child_id, self.short_return, self.year, self.rule, self.wording, self.reason, self.by,
            self.at, self.holds,
        )  # fmt: skip


def explained_page(said: QuerySet[Acceptance], number: str) -> Any:
    """One page of them."""
    return Paginator(said, ROWS_A_PAGE).get_page(number)


def explained_rows(said: Iterable[Acceptance], children: QuerySet[ChildNow]) -> list[ExplainedRow]:
    """The rows, with the children they are about."""
    listed = list(said)
    wanted = {each.reference for each in listed if each.reference}
    held = {child.reference: child for child in children.filter(reference__in=wanted)} if wanted else {}
    return [explained_row(each, held.get(each.reference or "")) for each in listed]


def explained_row(said: Acceptance, child: ChildNow | None) -> ExplainedRow:
    """One row."""
    words = rule_words(said.collection, said.rule, said.year)
    return ExplainedRow(
        child.name if child else WHOLE, child.child_id if child else "",
        link("children:child", child.reference) if child else "", SHORT_RETURNS[said.collection], said.year, said.rule,
        words.wording if words else "", said.reason, said.by, with_time(said.at), holds_words(said), said.in_force,
        link("quality_of_data:error", said.key) if said.in_force else "",
    )  # fmt: skip


def holds_words(said: Acceptance) -> str:
    """Whether it still holds."""
    if said.withdrawn_at is not None:
        why = f": {said.withdrawn_why}" if said.withdrawn_why else ""
        return f"Taken back {with_time(said.withdrawn_at)} by {said.withdrawn_by}{why}"
    if said.lapsed_on is not None:
        return f"Lapsed {in_full(said.lapsed_on)}: what is recorded has changed"
    return "Yes"
