"""People: children with their brothers, sisters and parents, where they live, and what identifies them elsewhere."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.simulation.book import Book
from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, codes, expand, only, pick
from lineofsight.simulation.families import ALONE, CONTACT_ONLY, Families
from lineofsight.simulation.names import ORIGINS, STREETS
from lineofsight.simulation.world import World

_LANGUAGES = {"ENG": 90, "URD": 2, "PNJ": 1.5, "BNG": 1.5, "POL": 1.2, "ROM": 1, "ARA": 1.2, "SOM": 0.8, "KUR": 0.8}


def person_ids(world: World, people: int) -> pl.Series:
    """Local ids, six or seven figures in no order, for so many people."""
    return pl.Series(world.rng("person ids").permutation(3 * people)[:people] + 200_000).cast(pl.String)


def parents_of(families: Families, first_number: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers mothers and fathers have as people (-1 for none known); separated children's are not known."""
    count = len(families.size)
    unknown = (families.kind == ALONE) | (families.kind == CONTACT_ONLY)
    mother = np.where(unknown, -1, first_number + np.arange(count))
    father = np.where(~unknown & (families.spot * 997 % 1 < 0.6), first_number + count + np.arange(count), -1)
    return mother, father


def people_tables(book: Book, known: np.ndarray, known_on: np.ndarray) -> dict[str, pl.DataFrame]:
    """The tables of people. `known` numbers the children on record, `known_on` when each was first written down."""
    world, families, children = book.world, book.families, book.children
    rng = world.rng("people")
    size = len(known)
    family = children.family[known]
    mother, father = parents_of(families, len(children.born))
    with_child = np.unique(family)
    mothers = with_child[mother[with_child] >= 0]
    fathers = with_child[father[with_child] >= 0]
    eldest = children.born[families.first_child]
    adult_numbers = np.concatenate((mother[mothers], father[fathers]))
    adult_family = np.concatenate((mothers, fathers))
    adult_born = eldest[adult_family] - rng.integers(17 * 365, 36 * 365, len(adult_family))
    ethnicity, surname = _by_origin(rng, families)
    number = np.concatenate((known, adult_numbers))
    of_family = np.concatenate((family, adult_family))
    girl = np.concatenate((children.girl[known], np.arange(len(adult_family)) < len(mothers)))
    is_child = np.arange(len(number)) < size
    born = np.concatenate((children.born[known], adult_born))
    unborn = is_child & (born > world.last_day)
    at_school = is_child & (born < world.last_day - 4 * 365)
    first_known = np.full(len(families.size), ABSENT)
    np.minimum.at(first_known, family, known_on)
    written = np.concatenate((known_on, first_known[adult_family]))
    disabled = np.concatenate((children.disabled[known], np.zeros(len(adult_family), bool)))
    expected = only(born + rng.integers(-12, 10, len(born)), is_child & (written < born))
    # Nobody is worked with after they died.
    closed = np.zeros(len(children.born), dtype=np.int64)
    np.maximum.at(closed, book.cases.child, book.cases.closed)
    worked_until = np.concatenate((closed[known], np.zeros(len(adult_family), np.int64)))
    after = np.maximum(np.maximum(written, born), worked_until)
    died = only(after + rng.integers(0, 4000, len(born)), chance(rng, 0.0012, len(born)))
    frames = {
        "people": book.write(
            "people",
            numbers=number,
            by=np.full(len(number), -1),
            forename=_forenames(rng, families.origin[of_family], girl),
            surname=surname.gather(of_family.astype(np.uint32)),
            born_on=np.where(unborn, ABSENT, born),
            expected_on=expected,
            died_on=died,
            sex=pick(["F", "M"], np.where(unborn, -1, (~girl).astype(int))),
            ethnicity=ethnicity.gather(of_family.astype(np.uint32)),
            locality=pick(world.localities, families.locality[of_family]),
            pupil_number=_pupil_numbers(world, number, born, at_school),
            pupil_number_unknown=pick(["UN1"], np.where(is_child & ~unborn & ~at_school, 0, -1)),
            has_special_needs_record=is_child & disabled & chance(rng, 0.6, len(born)),
            is_mother=~is_child & girl,
            first_language=codes(rng, _LANGUAGES, len(born)),
            interpreter_needed=chance(rng, 0.02, len(born)),
            is_unaccompanied=is_child & (families.kind[of_family] == ALONE),
            address_protected=chance(rng, 0.012, len(born)),
            strengths=pick(
                _STRENGTHS, np.where(is_child & chance(rng, 0.55, len(born)), rng.integers(0, 4, len(born)), -1)
            ),
            dangers=pick(_DANGERS, np.where(is_child & chance(rng, 0.5, len(born)), rng.integers(0, 4, len(born)), -1)),
        ).with_columns(
            pl.Series(np.minimum(written, world.last_day).astype(np.int32)).cast(pl.Date).alias("recorded_on")
        ),
        "families": book.write("families", number, family_id=_family_ids(of_family), written=written),
    }
    frames |= _relations(book, rng, known, family, mother, father, known_on)
    frames |= _homes_and_identifiers(book, rng, number, of_family, born, is_child, written)
    child = known[children.disabled[known]]
    needs = [one.code for one in code_set("cin:Disability") if one.code not in ("NONE", "DDA")]
    rows, _ = expand(1 + choose(rng, (0.7, 0.22, 0.08), len(child)))
    kind = rng.integers(0, len(needs), len(rows))
    _, firsts = np.unique(rows * 100 + kind, return_index=True)
    worked_with = np.unique(book.cases.child)
    without = worked_with[~children.disabled[worked_with]]
    frames["disabilities"] = book.write(
        "disabilities",
        np.concatenate((child[rows[firsts]], without)),
        disability=pick([*needs, "NONE"], np.concatenate((kind[firsts], np.full(len(without), len(needs))))),
    )
    return frames


_STRENGTHS = ("A grandmother who comes every day", "Does well at school and likes it there",
              "Parents ask for help when they need it", "A trusted teacher and close friends")  # fmt: skip
_DANGERS = ("Left alone at night", "Violence between adults at home", "Adults at home drink heavily",
            "Older people give presents and rides")  # fmt: skip


def _by_origin(rng: np.random.Generator, families: Families) -> tuple[pl.Series, pl.Series]:
    """One ethnicity and one surname a family."""
    ethnic = [list(one.ethnicities) for one in ORIGINS]
    flat = [code for group in ethnic for code in group]
    firsts = np.cumsum([0] + [len(group) for group in ethnic])
    lengths = np.diff(firsts)[families.origin]
    # The first code of an origin is its commonest.
    place = np.minimum((rng.random(len(lengths)) ** 3 * lengths).astype(np.int64), lengths - 1)
    surnames = [name for one in ORIGINS for name in one.surnames]
    name_firsts = np.cumsum([0] + [len(one.surnames) for one in ORIGINS])
    name_place = (rng.random(len(lengths)) * np.diff(name_firsts)[families.origin]).astype(np.int64)
    return (pick(flat, firsts[families.origin] + place), pick(surnames, name_firsts[families.origin] + name_place))


def _forenames(rng: np.random.Generator, origin: np.ndarray, girl: np.ndarray) -> pl.Series:
    lists = [names for one in ORIGINS for names in (one.boys, one.girls)]
    firsts = np.cumsum([0] + [len(names) for names in lists])
    which = origin * 2 + girl
    place = (rng.random(len(origin)) * np.diff(firsts)[which]).astype(np.int64)
    return pick([name for names in lists for name in names], firsts[which] + place)


def _pupil_numbers(world: World, number: np.ndarray, born: np.ndarray, at_school: np.ndarray) -> pl.Series:
    """Numbers with their check letter, of authorities that are no more and schools there never were: nobody's.

    After the letter: the authority, the school (none has a number below 1000), the year of entry, the place in it.
    """
    which, place = number // 1_000_000, (number + world.seed * 7_919) % 1_000_000
    authority = np.array([909, 928, 836])[which % 3]
    entered = (1970 + np.maximum(born, 0) / YEAR).astype(np.int64) % 100 + 4
    value = authority * 10**9 + place // 1000 * 100_000 + entered % 100 * 1000 + place % 1000
    digits = value[:, None] // 10 ** np.arange(11, -1, -1) % 10
    letter = pick(list("ABCDEFGHJKLMNPQRTUVWXYZ"), digits @ np.arange(2, 14) % 23)
    frame = pl.select(upn=pl.concat_str(letter, pl.Series(value).cast(pl.String)), has=pl.Series(at_school))
    return frame.select(pl.when(pl.col("has")).then(pl.col("upn"))).to_series()


def _family_ids(family: np.ndarray) -> pl.Series:
    return pl.select(pl.concat_str(pl.lit("FAM"), pl.Series(family + 1).cast(pl.String))).to_series()


def _relations(
    book: Book, rng: np.random.Generator, known: np.ndarray, family: np.ndarray, mother: np.ndarray, father: np.ndarray,
    known_on: np.ndarray,
) -> dict[str, pl.DataFrame]:  # fmt: skip
    of_mother, of_father = mother[family], father[family]
    has_mother, has_father = of_mother >= 0, of_father >= 0
    order = np.argsort(family, kind="stable")
    sizes = np.unique(family[order], return_counts=True)[1]
    group, _ = expand(sizes)
    firsts = np.cumsum(sizes) - sizes
    rows, place = expand(sizes[group])
    other = firsts[group][rows] + place
    apart = rows != other
    one, two = order[rows[apart]], order[other[apart]]
    child = np.concatenate((known[has_mother], known[has_father], known[one]))
    related = np.concatenate((of_mother[has_mother], of_father[has_father], known[two]))
    kinds = np.repeat([0, 1, 2], [has_mother.sum(), has_father.sum(), len(one)])
    half = (kinds == 2) & ((book.families.spot[book.children.family[child]] * 1009 % 1) < 0.2)
    step = (kinds == 1) & chance(rng, 0.18, len(child))
    label = pick(["mother", "father", "brother_or_sister", "half_brother_or_sister", "step_parent"],
                 np.where(half, 3, np.where(step, 4, kinds)))  # fmt: skip
    known_at = np.concatenate((known_on[has_mother], known_on[has_father], known_on[one]))
    return {
        "relationships": book.write(
            "relationships",
            child,
            related_person_id=related,
            relation=label,
            started_on=np.minimum(known_at, book.world.last_day),
            parental_responsibility=(kinds == 0) | ((kinds == 1) & ~step & chance(rng, 0.75, len(child))),
            contact_restricted=(kinds < 2) & chance(rng, 0.03, len(child)),
        ),
        "mothers": book.write(
            "mothers",
            known[has_mother],
            mother_id=of_mother[has_mother],
            child_born_on=book.children.born[known[has_mother]],
        ),
    }


def _homes_and_identifiers(
    book: Book,
    rng: np.random.Generator,
    number: np.ndarray,
    family: np.ndarray,
    born: np.ndarray,
    is_child: np.ndarray,
    written: np.ndarray,
) -> dict[str, pl.DataFrame]:
    world = book.world
    moves = choose(rng, (0.62, 0.24, 0.1, 0.04), len(book.families.size))
    rows, place = expand(moves[family] + 1)
    of_family = family[rows]
    luck = ((of_family * 69_069 + place * 362_437) % 100_003) / 100_003
    start = written[rows] + place * (300 + (900 * ((of_family * 69_069) % 100_003) / 100_003).astype(np.int64))
    last = np.concatenate((rows[1:] != rows[:-1], [True]))
    end = np.where(last, ABSENT, np.concatenate((start[1:], [ABSENT])))
    house = (luck * 240).astype(np.int64) + 1
    street = pick(STREETS, ((luck * 7919) % 1 * len(STREETS)).astype(np.int64))
    spot = (of_family * 31 + place * 17) % 60
    letters = "ABDEFGHJLN"
    postcode = pick([f"ZZ{n // 10 + 1} {n % 10}{letters[n % 10]}{letters[n // 10]}" for n in range(60)], spot)
    address = pl.select(pl.concat_str(pl.Series(house).cast(pl.String), pl.lit(" "), street)).to_series()
    statuses = ["asylum_seeker", "refugee", "humanitarian_protection", "no_recourse_to_public_funds", "limited_leave"]
    alone = np.flatnonzero(is_child & (book.families.kind[family] == ALONE))
    few = np.flatnonzero(is_child & chance(rng, 0.012, len(number)) & (book.families.kind[family] != ALONE))
    granted = np.concatenate((alone, alone[chance(rng, 0.5, len(alone))], few))
    later_on = np.concatenate(
        (
            np.zeros(len(alone), np.int64),
            rng.integers(200, 700, len(granted) - len(alone) - len(few)),
            np.zeros(len(few), np.int64),
        )
    )
    status = np.where(
        later_on > 0, 1, np.where(np.arange(len(granted)) < len(alone), 0, rng.integers(2, 5, len(granted)))
    )
    linked = np.flatnonzero(is_child & (born < world.last_day - 1000))
    nhs = pl.Series(rng.integers(4_000_000_000, 7_999_999_999, len(linked))).cast(pl.String)
    begins = written[granted] + later_on
    ends = only(begins + rng.integers(200, 900, len(granted)), chance(rng, 0.3, len(granted)))
    return {
        "addresses": book.write(
            "addresses", number[rows], kind="home", started_on=start, ended_on=end, postcode=postcode, address=address
        ),
        "immigration_statuses": book.write(
            "immigration_statuses", number[granted], status=pick(statuses, status), started_on=begins, ended_on=ends
        ),
        "linked_identifiers": book.write(
            "linked_identifiers",
            number[linked],
            kind="nhs_number",
            value=nhs,
            valid_from=np.maximum(written[linked], born[linked] + round(YEAR / 12)),
            valid_to=np.full(len(linked), ABSENT),
        ),
    }
