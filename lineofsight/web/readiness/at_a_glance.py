"""How ready it all is, at a glance: each thing that is asked for first, how it stands, and whether it is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.text_formats import plural
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.links import link
from lineofsight.web.readiness.models import AnnexA


@dataclass(frozen=True, slots=True)
class Glance:
    """One thing: how it stands, in a sentence, and where it is mended. `is_short`: it is not as it should be.

    `link` is blank where whoever asks may not mend it, or nothing is to be.
    """

    what: str
    stands: str
    is_short: bool
    link: str = ""
    link_words: str = ""


def annex_a(made: AnnexA | None, known_on: date | None, *, may_open: bool) -> Glance:
    """The lists of children that are asked for within days: made, of what day, and what its checks found."""
    where, words = (link("readiness:annex_a"), "What was made, and its checks") if may_open else ("", "")
    if made is None or made.ended_at is None or made.as_at is None:
        return Glance("Annex A", "Not made yet: the lists of children they ask for within days.", True, where, words)
    wrong = sum(each["is_right"] is False for each in made.checks)
    # What nobody could check, or nobody has read, is not as it should be yet.
    unread = sum(each["is_right"] is None for each in made.checks)
    said = f"Made {with_time(made.ended_at)}, as known on {in_full(made.as_at)}."
    if is_old := known_on is not None and made.as_at < known_on:
        said += " More is known since: make it again."
    said += f" {wrong} of {plural(len(made.checks), 'check')} found something." if wrong else ""
    said += f" {plural(unread, 'check')} for somebody to read." if unread else ""
    return Glance("Annex A", said, bool(wrong or unread) or is_old, where, words)


def self_evaluation(counts: Mapping[str, int], areas: Sequence[int]) -> Glance:
    """What is claimed, and of how much of it something is wrong in how it is known. `areas`: claims of each area."""
    where, words = link("readiness:self_evaluation"), "What we know, how we know it, what next"
    claims, signed, flagged = counts["claims"], counts["signed"], counts["flagged"]
    if not claims:
        return Glance("Self-evaluation", "Nothing is claimed yet.", True, where, words)
    said = f"{plural(claims, 'claim')}, {signed} signed."
    said += (
        f" {flagged} with something wrong in how {'it is' if flagged == 1 else 'they are'} known." if flagged else ""
    )
    empty = sum(not each for each in areas)
    said += f" Nothing is claimed of {empty} of {plural(len(areas), 'area')}." if empty else ""
    return Glance("Self-evaluation", said, bool(flagged or empty) or signed < claims, where, words)


def evidence(gaps: Sequence[tuple[int, int]]) -> Glance:
    """Of how much that inspectors look for nobody could show something. `gaps`: by area, how many things, how many."""
    of, short = sum(each for each, _ in gaps), sum(each for _, each in gaps)
    said = f"{short} of {of} things inspectors look for have a gap." if short else f"All {of} things have some."
    return Glance("Evidence", said, bool(short), link("readiness:areas"), "Each thing, and what bears on it")


def lists(told: Sequence[int | None]) -> Glance | None:
    """The lists nobody can tell, because what tells them is not loaded; None where each can be told."""
    unknown = sum(each is None for each in told)
    if not unknown:
        return None
    said = f"{unknown} of the {len(told)} lists below cannot be told: what tells them is not loaded."
    return Glance("Lists of children", said, True)
