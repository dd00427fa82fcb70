"""Where each person of a family stands in a genogram: generations under each other, couples side by side.

For two parents, their other partners, half-brothers and half-sisters, grandparents, and the children's own children no
line crosses another. A parent's first other partner stands beside them, joined below; a further one beyond that, joined
above the heads between; a couple's children hang beneath the gap between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lineofsight.web.drawings.families import Family, Sex, Union, generations, unions

APART = 126.0
"""From the middle of one person to the middle of the next, in px."""


@dataclass(frozen=True, slots=True)
class Places:
    """Each person's middle (x, in px from 0) and row, the rows from the oldest generation down; and the couples.

    `gaps`: from where each union's children hang. `over`: how many heads a couple's line passes above (0: below).
    """

    x: dict[str, float]
    row: dict[str, int]
    couples: tuple[Union, ...]
    gaps: dict[Union, float]
    over: dict[Union, int]
    rows: tuple[int, ...]


def places(family: Family) -> Places:
    """Places for everybody whose generation the ties tell; the rest stand apart."""
    row = generations(family)
    couples = unions(family)
    x: dict[str, float] = {}
    gaps: dict[Union, float] = {}
    over: dict[Union, int] = {}
    order = [each for each in (-1, 0, 1, -2, 2, *sorted(set(row.values()))) if each in row.values()]
    done: list[int] = []
    for generation in dict.fromkeys(order):
        here = [p.reference for p in family.people if row.get(p.reference) == generation]
        if not done:
            _first_row(here, family, couples, x, gaps, over)
        elif generation > done[0] or generation > max(done):
            _row_below(here, couples, x, gaps, over)
        else:
            _row_above(here, couples, x, gaps, over)
        done.append(generation)
    least = min(x.values(), default=0.0)
    return Places(
        {who: at - least for who, at in x.items()}, row, couples,
        {union: at - least for union, at in gaps.items()}, over, tuple(sorted(set(row.values()))),
    )  # fmt: skip


def _in_order(here: list[str], family: Family, couples: tuple[Union, ...]) -> list[str]:
    """A row's people so that partners are neighbours: around the couple with the most in focus among its children."""
    sexes = {p.reference: p.sex for p in family.people}
    focus = {p.reference for p in family.people if p.in_focus}
    pairs = [u for u in couples if len(u.parents) == 2 and set(u.parents) <= set(here)]
    pairs.sort(key=lambda u: -len(focus & set(u.children)))
    ordered: list[str] = []
    for pair in pairs:
        one, other = sorted(pair.parents, key=lambda p: (sexes[p] is Sex.FEMALE, here.index(p)))
        placed = [p for p in (one, other) if p in ordered]
        if not placed:
            ordered += [one, other]
        elif len(placed) == 1:
            (new,) = {one, other} - set(placed)
            # Outward from the middle: on the left of somebody in the left half of the row, else on the right.
            left = ordered.index(placed[0]) < len(ordered) / 2
            ordered = [new, *ordered] if left else [*ordered, new]
    parents = {who for u in couples for who in u.parents}
    lone = [p for p in here if p not in ordered and p in parents]
    return [*ordered, *lone, *(p for p in here if p not in ordered and p not in lone)]


def _first_row(
    here: list[str], family: Family, couples: tuple[Union, ...], x: dict[str, float],
    gaps: dict[Union, float], over: dict[Union, int],
) -> None:  # fmt: skip
    """The parents' row: each gap as wide as the children under it need, and room above for grandparents."""
    ordered = _in_order(here, family, couples)
    with_parents = {child for u in couples for child in u.children if len(u.parents) == 2}
    at = 0.0
    for before, who in zip([None, *ordered], ordered, strict=False):
        if before is not None:
            at += APART * (2 if before in with_parents and who in with_parents else 1)
        x[who] = at
    mine = [union for union in couples if set(union.parents) <= set(ordered)]
    for _ in range(2 * len(mine) + 1):
        for union in mine:
            gaps[union], over[union] = _gap(union, ordered, couples, x)
        if not _widened(sorted(mine, key=gaps.__getitem__), ordered, couples, x, gaps):
            return


def _widened(
    mine: list[Union], ordered: list[str], couples: tuple[Union, ...], x: dict[str, float], gaps: dict[Union, float]
) -> bool:
    """Moves the row apart at the first place where two unions' children would overlap; whether there was one."""
    for left, right in pairwise(mine):
        short = (_slots(left, couples) + _slots(right, couples)) * APART / 2 - (gaps[right] - gaps[left])
        if short > 0.5:
            spots = sorted(ordered.index(p) for p in right.parents)
            beside = len(spots) == 2 and spots[1] - spots[0] == 1
            outer_is_left = sum(spots) < len(ordered) - 1
            start = spots[0] if not beside and outer_is_left else spots[-1]
            for who in ordered[start:]:
                # A gap between two moves half as far as the one on its right.
                x[who] += 2 * short if beside else short
            return True
    return False


def _gap(
    union: Union, ordered: list[str], couples: tuple[Union, ...], x: dict[str, float]
) -> tuple[float, int]:  # fmt: skip
    """Where a union's children hang, and how many heads its line passes."""
    spots = sorted(ordered.index(p) for p in union.parents)
    if len(spots) == 1:
        # Beside a lone parent, so that no line runs through a name: on the right unless a partner stands there.
        after = ordered[spots[0] + 1 : spots[0] + 2]
        partners = {p for u in couples if union.parents[0] in u.parents for p in u.parents}
        return x[union.parents[0]] + (-APART / 2 if partners & set(after) else APART / 2), 0
    left, right = (x[ordered[spot]] for spot in spots)
    heads = spots[1] - spots[0] - 1
    if not heads:
        return (left + right) / 2, 0
    # Beside the outer of the two: the one further from the row's middle.
    outer_is_left = sum(spots) < len(ordered) - 1
    return (left + APART / 2 if outer_is_left else right - APART / 2), heads


def _slots(union: Union, couples: tuple[Union, ...]) -> float:
    """How many places wide a union's children are, with their own partners beside them."""
    partners = sum(len(_partners(child, couples)) for child in union.children)
    return max(len(union.children) + partners, 1 if len(union.parents) == 2 else 0)


def _partners(who: str, couples: tuple[Union, ...]) -> list[str]:
    children = {child for u in couples for child in u.children}
    return [p for u in couples if who in u.parents for p in u.parents if p != who and p not in children]


def _row_below(
    here: list[str], couples: tuple[Union, ...], x: dict[str, float], gaps: dict[Union, float], over: dict[Union, int]
) -> None:
    """Children beneath the gaps they hang from, each with a partner at their right hand."""
    right = -float("inf")
    ordered: list[str] = []
    for union in sorted((u for u in couples if u in gaps and set(u.children) & set(here)), key=gaps.__getitem__):
        block = [p for child in union.children if child in here for p in (child, *_partners(child, couples))]
        block = [p for p in dict.fromkeys(block) if p not in x]
        start = max(gaps[union] - (len(block) - 1) * APART / 2, right + APART)
        for place, who in enumerate(block):
            x[who] = start + place * APART
        right = max(right, start + (len(block) - 1) * APART)
        ordered += block
    for who in here:
        if who not in x:
            right = max(right, 0 if not x else right) + APART if right > -float("inf") else 0.0
            x[who] = right
            ordered.append(who)
    ordered.sort(key=x.__getitem__)
    for union in couples:
        if set(union.parents) <= set(ordered):
            gaps[union], over[union] = _gap(union, ordered, couples, x)


def _row_above(
    here: list[str], couples: tuple[Union, ...], x: dict[str, float], gaps: dict[Union, float], over: dict[Union, int]
) -> None:
    """Parents of the row below over the middle of their children, in the same order."""
    above = [u for u in couples if set(u.parents) <= set(here)]

    def middle(union: Union) -> float:
        at = [x[child] for child in union.children if child in x]
        return sum(at) / len(at) if at else float("inf")

    right = -float("inf")
    ordered: list[str] = []
    for union in sorted(above, key=middle):
        block = [p for p in union.parents if p not in x]
        centre = middle(union) if middle(union) < float("inf") else right + APART
        start = max(centre - APART / 2 * (1 if len(union.parents) == 1 else len(block) - 1), right + APART)
        for place, who in enumerate(block):
            x[who] = start + place * APART
        right = max([right, *(x[p] for p in block)])
        ordered += block
    for who in here:
        if who not in x:
            right = right + APART if right > -float("inf") else max(x.values(), default=0.0)
            x[who] = right
            ordered.append(who)
    ordered.sort(key=x.__getitem__)
    for union in above:
        gaps[union], over[union] = _gap(union, ordered, couples, x)
