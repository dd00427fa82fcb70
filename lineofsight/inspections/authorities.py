"""Which authority a document is about, by the names the reference list gives, longest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from lineofsight.core.local_authorities import LocalAuthority, all_local_authorities
from lineofsight.inspections.wording import printed

# What councils put around the place's name, and what joins a name's halves: either half is left out in speech.
_FORMS = re.compile(
    r"^(?:the |county of |city of |royal borough of |london borough of )+|,? (?:city|county) of$| city$"
)
_SECOND_HALF = re.compile(r" (?:upon|on|with) .*$")
_OF_A_PLACE = re.compile(r"(?<= \w{6}) of \w+$")  # "East Riding"
_POINTS = re.compile(r"[^\w&]+")


@cache
def _names() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Every spelling of a name, as words, and the code it stands for; a spelling of two authorities is left out."""
    codes: dict[str, set[str]] = {}
    for authority in all_local_authorities().values():
        whole = {_words(name) for name in (authority.name, *authority.also_known_as)}
        bare = whole | {_FORMS.sub("", name) for name in whole}
        for name in bare:
            codes.setdefault(name, set()).add(authority.la_code)
    # A city's short name may be its whole region's.
    regions = {_words(authority.region) for authority in all_local_authorities().values()}
    codes = {name: found for name, found in codes.items() if name not in regions}
    full = set(codes)
    for authority in all_local_authorities().values():
        short = _SECOND_HALF.sub("", _FORMS.sub("", _words(authority.name)))
        short = _OF_A_PLACE.sub("", short)
        if short not in full | regions:
            codes.setdefault(short, set()).add(authority.la_code)
    only = {name: found.pop() for name, found in codes.items() if len(found) == 1 and len(name) > 2}
    longest = sorted(only, key=len, reverse=True)
    return only, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def authority_in(text: str) -> LocalAuthority | None:
    """The authority named in a title: of several names, the longest, and of those the first."""
    names, pattern = _names()
    found = max(pattern.findall(_words(text)), key=len, default=None)
    return all_local_authorities()[names[found]] if found else None


def plain_name(authority: LocalAuthority) -> str:
    """The place's name as reports print it, without what the register adds for its lists: "Bristol, City of"."""
    name = authority.name.split(",")[0] if authority.name.endswith((", City of", ", County of")) else authority.name
    return name.replace("St. ", "St ").replace(" Upon ", " upon ").removesuffix(" Borough")


def authority_most_named(text: str) -> LocalAuthority | None:
    """The authority a running text names most often; None where none is named twice or two equally often."""
    names, pattern = _names()
    counts = Counter(names[found] for found in pattern.findall(_words(text))).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return all_local_authorities()[counts[0][0]]


def _words(text: str) -> str:
    return " ".join(_POINTS.sub(" ", printed(text).casefold().replace("&", " and ")).split())
