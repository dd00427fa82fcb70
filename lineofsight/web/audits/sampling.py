"""Drawing children to audit: by strata, seeded, and the same again from the same children and seed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

STRATA = {"team": "team", "grade": "grade of the last audit", "risk": "risk"}
"""What a sample may be spread over."""


@dataclass(frozen=True, slots=True)
class InFrame:
    """A child that may be drawn: by reference, with what strata are made of."""

    reference: str
    team: str
    grade: str
    risk: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its name, how many children it has, and the references drawn, in order."""

    name: str
    size: int
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """What was drawn, with the digest of the frame it was drawn from."""

    strata: tuple[Stratum, ...]
    frame_size: int
    frame_digest: str

    @property
    def drawn(self) -> tuple[tuple[str, str], ...]:
        """Each reference drawn, with its stratum."""
        return tuple((reference, stratum.name) for stratum in self.strata for reference in stratum.drawn)


def digest(frame: Sequence[InFrame]) -> str:
    """What the frame was, in 64 letters: another child, or another stratum of one, gives another."""
    lines = sorted(f"{each.reference}|{each.team}|{each.grade}|{each.risk}" for each in frame)
    return sha256("\n".join(lines).encode()).hexdigest()


def draw(frame: Sequence[InFrame], size: int, seed: str, by: Sequence[str]) -> Sample:
    """Children drawn from a frame, each stratum by its share, the largest remainders first.

    by: some of `STRATA`. A child's place depends on the seed and the child alone, so the same frame and seed give the
    same sample whoever draws it, in whatever order the frame comes. Raises ValueError.
    """
    unknown = [name for name in by if name not in STRATA]
    if unknown:
        raise ValueError(f"A sample is not spread by {', '.join(unknown)}. It can be by: {', '.join(STRATA)}.")
    if size < 1:
        raise ValueError("A sample has at least one child.")
    groups: dict[str, list[str]] = {}
    for each in frame:
        groups.setdefault(_name(each, by), []).append(each.reference)
    shares = _shares({name: len(members) for name, members in groups.items()}, min(size, len(frame)))
    strata = tuple(
        Stratum(name, len(groups[name]), tuple(sorted(groups[name], key=lambda one: _place(seed, one))[: shares[name]]))
        for name in sorted(groups)
    )
    return Sample(strata, len(frame), digest(frame))


def is_drawn(seed: str, what: str, percent: int) -> bool:
    """Whether something falls into a random share of so many in a hundred: the same answer each time."""
    return int(_place(seed, what)[:12], 16) % 10_000 < percent * 100


def _name(each: InFrame, by: Sequence[str]) -> str:
    return ", ".join(str(getattr(each, name)) for name in by) or "All"


def _place(seed: str, what: str) -> str:
    return sha256(f"{seed}|{what}".encode()).hexdigest()


def _shares(sizes: dict[str, int], wanted: int) -> dict[str, int]:
    """How many of each: its share rounded down, what is left to the largest remainders, by name where equal."""
    everybody = sum(sizes.values())
    if not everybody:
        return {}
    found = {name: size * wanted // everybody for name, size in sizes.items()}
    left = sorted(sizes, key=lambda name: (-(sizes[name] * wanted % everybody), name))
    for name in left[: wanted - sum(found.values())]:
        found[name] += 1
    return found
