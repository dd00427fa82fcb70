"""How many misspelt searches find the child in the first ten, and how long a search takes.

    python benchmarks/search.py [--home HOME] [--population 300000] [--years 10] [--searches 1000]

Without --home, simulates an authority, loads it and prepares its tables, as `lineofsight snapshot` does but for the
figures. Names are misspelt as people misspell them, one mistake each, of the kinds listed in the table. By the name
alone, a child of the very same recorded name counts as found: nothing asked tells them apart. With the year of birth or
the date of birth, the child alone counts. Each search is asked of the whole service, and of the team's children.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from lineofsight.record.databases import start_django

start_django()

from django.db.models import QuerySet  # noqa: E402

from lineofsight.record.home import Home  # noqa: E402
from lineofsight.record.service.models import ChildNow  # noqa: E402
from lineofsight.record.service.searching import find  # noqa: E402

if TYPE_CHECKING:
    from lineofsight.record.snapshots import Snapshot

ENDS_ON = date(2026, 9, 30)
FIRST = 10
VOWELS = "aeiou"
SOUNDS = (("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("ck", "k"), ("s", "z"), ("z", "s"), ("ee", "ea"),
          ("y", "ie"), ("ie", "y"), ("sh", "ch"), ("th", "t"), ("w", "v"), ("j", "g"), ("qu", "kw"))  # fmt: skip

Names = tuple[str, str]
Mistake = Callable[[Names, random.Random], Names | None]


def _in_either(change: Callable[[str, random.Random], str | None]) -> Mistake:
    def mistaken(names: Names, chance: random.Random) -> Names | None:
        forename, surname = names
        if chance.random() < 0.5:
            changed = change(forename, chance)
            return None if changed is None else (changed, surname)
        changed = change(surname, chance)
        return None if changed is None else (forename, changed)

    return mistaken


def _place(word: str, chance: random.Random) -> int:
    """A letter's place, not the first: that is the one people get right."""
    return chance.randrange(1, len(word))


def transposed(word: str, chance: random.Random) -> str | None:
    if len(word) < 4:
        return None
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(word: str, chance: random.Random) -> str | None:
    if len(word) < 4:
        return None
    at = _place(word, chance)
    return word[:at] + word[at + 1 :]


def doubled(word: str, chance: random.Random) -> str | None:
    if len(word) < 3:
        return None
    at = _place(word, chance)
    return word[:at] + word[at] + word[at:]


def other_vowel(word: str, chance: random.Random) -> str | None:
    places = [at for at, letter in enumerate(word) if letter in VOWELS]
    if not places:
        return None
    at = chance.choice(places)
    return word[:at] + chance.choice([vowel for vowel in VOWELS if vowel != word[at]]) + word[at + 1 :]


def by_sound(word: str, chance: random.Random) -> str | None:
    low = word.lower()
    fitting = [(old, new) for old, new in SOUNDS if old in low]
    if not fitting:
        return None
    old, new = chance.choice(fitting)
    return low.replace(old, new, 1)


def swapped(names: Names, chance: random.Random) -> Names | None:
    return names[1], names[0]


def begun(names: Names, chance: random.Random) -> Names | None:
    forename, surname = names
    return (forename[:3], surname) if len(forename) > 3 else None


def without_signs(names: Names, chance: random.Random) -> Names | None:
    """Apostrophes, hyphens and accents as a plain keyboard leaves them."""
    from lineofsight.record.service.words import folded

    plain = tuple(folded(name).replace("'", chance.choice(["", " "])).replace("-", " ") for name in names)
    return None if plain == tuple(name.lower() for name in names) else (plain[0], plain[1])


def first_of_two(names: Names, chance: random.Random) -> Names | None:
    forename, surname = names
    parts = surname.replace("-", " ").split()
    return (forename, parts[0]) if len(parts) > 1 else None


MISTAKES: dict[str, Mistake] = {
    "letters changed places": _in_either(transposed), "letter dropped": _in_either(dropped),
    "letter doubled": _in_either(doubled), "another vowel": _in_either(other_vowel),
    "as it sounds": _in_either(by_sound),
    "names changed round": swapped, "first name begun": begun, "signs and accents left out": without_signs,
    "second family name missing": first_of_two,
}  # fmt: skip


def made_home(folder: Path, population: int, years: int) -> Home:
    """A home with a simulated authority, its tables prepared."""
    from lineofsight.record.definitions import catalogue_of
    from lineofsight.record.loads import load
    from lineofsight.record.service.preparing import prepare
    from lineofsight.record.snapshots import make, open_snapshot
    from lineofsight.returns import ssd
    from lineofsight.simulation import simulate
    from lineofsight.sources import read

    tables = simulate(population, years, 1, "improvement", ENDS_ON)
    ssd.write(tables, folder / "files", everything=True, as_known_on=ENDS_ON)
    del tables
    home = Home(folder / "home").make()
    load(home, read([folder / "files"], as_known_on=ENDS_ON), made_by_simulation=True)
    catalogue = catalogue_of(home)
    make(home, catalogue_document=catalogue.document)
    snapshot: Snapshot = open_snapshot(home)
    prepare(home, snapshot, catalogue, snapshot.record.as_known_on)
    return home


def searches(children: Sequence[ChildNow], count: int, chance: random.Random) -> list[tuple[str, str, ChildNow]]:
    """Kind of mistake, text and the child meant, as many of each kind as there are."""
    found = []
    kinds = list(MISTAKES)
    while len(found) < count:
        kind, child = kinds[len(found) % len(kinds)], chance.choice(children)
        # Few have two family names or signs in them: those who have are looked for.
        for _ in range(5000):
            names = MISTAKES[kind]((child.forename or "", child.surname or ""), chance)
            if names is not None and child.forename and child.surname:
                found.append((kind, " ".join(names), child))
                break
            child = chance.choice(children)
        else:
            kinds.remove(kind)
    return found


def measured(asked: Sequence[tuple[str, str, ChildNow]], with_date: str, within: QuerySet[ChildNow]) -> None:
    """A line for each kind of mistake, and one for all."""
    hits: dict[str, list[bool]] = {}
    walls, processor = [], []
    for kind, name, child in asked:
        text = name if not with_date or child.born_on is None else f"{name} {child.born_on.strftime(with_date)}"
        began, used = perf_counter(), process_time()
        found = find(text, within, FIRST)
        walls.append(1000 * (perf_counter() - began))
        processor.append(1000 * (process_time() - used))
        same = [each.child for each in found]
        hit = any(each.reference == child.reference for each in same)
        if not with_date:
            hit = hit or any((each.forename, each.surname) == (child.forename, child.surname) for each in same)
        hits.setdefault(kind, []).append(hit)
    every = [hit for kind in hits.values() for hit in kind]
    for kind, each in [*hits.items(), ("all", every)]:
        print(f"  {kind:<30}{100 * sum(each) / len(each):>6.1f}%{len(each):>6}")
    percentiles, used_percentiles = quantiles(walls, n=100), quantiles(processor, n=100)
    print(f"  milliseconds: half {percentiles[49]:.0f}, 95 in 100 {percentiles[94]:.0f}, longest {max(walls):.0f}; "
          f"of the processor: half {used_percentiles[49]:.0f}, 95 in 100 {used_percentiles[94]:.0f}")  # fmt: skip


def main() -> None:
    """Make or open the home, then search and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--home", type=Path)
    arguments.add_argument("--population", type=int, default=300_000)
    arguments.add_argument("--years", type=int, default=10)
    arguments.add_argument("--searches", type=int, default=1000)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Home(asked.home).open() if asked.home else made_home(Path(place), asked.population, asked.years)
        within = ChildNow.objects.using(home.aliases.service)
        chance = random.Random(7)
        chosen = searches(list(within.order_by("reference")), asked.searches, chance)
        print(f"{within.count():,} children; {len(chosen):,} searches; target: 98% in the first {FIRST}, 95 in 100 "
              "within 100 ms\n", file=sys.stdout)  # fmt: skip
        for what, form in (
            ("name alone", ""),
            ("name and year of birth", "%Y"),
            ("name and date of birth", "%d/%m/%Y"),
        ):
            print(what)
            measured(chosen, form, within.all())
        home.close()


if __name__ == "__main__":
    main()
