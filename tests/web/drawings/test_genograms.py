"""Families: who is whose, where they stand, and that no line crosses another in an ordinary family."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lineofsight.web.drawings.families import (
    RELATION_WORDS,
    Family,
    Person,
    Tie,
    generations,
    nearest,
    parents_of,
    unions,
    with_lines,
    without_those_far,
)
from lineofsight.web.drawings.family_homes import homes
from lineofsight.web.drawings.family_places import APART, places
from lineofsight.web.drawings.genograms import genogram, genogram_table, genogram_words
from tests.web.drawings.examples import FAMILY, FIFTEEN, TODAY, YOUNG_MOTHER, F, M, N, person

Stretch = tuple[float, float, float, float]


def stretches(made: etree._Element) -> list[list[Stretch]]:
    """The straight stretches of every solid line between people, line by line."""
    found = []
    for each in made.iter("path"):
        solid = each.get("stroke-width") in {"1.5", "1.75"} and not each.get("stroke-dasharray")
        if not solid or "l" in each.get("d", "") or each.getparent().get("transform"):  # type: ignore[union-attr]
            continue
        at = (0.0, 0.0)
        line: list[Stretch] = []
        for sign, numbers in re.findall(r"([MLHV])([-\d. ]+)", each.get("d", "")):
            value = [float(number) for number in numbers.split()]
            after = {"H": (value[0], at[1]), "V": (at[0], value[0])}.get(sign, (value[0], value[-1]))
            if sign != "M":
                line.append((*at, *after))
            at = after
        found.append(line)
    return found


def crossings(made: etree._Element) -> list[tuple[Stretch, Stretch]]:
    """Where an upright stretch passes right through a level one."""
    every = [stretch for line in stretches(made) for stretch in line]
    upright = [s for s in every if s[0] == s[2]]
    level = [s for s in every if s[1] == s[3] and s[0] != s[2]]
    return [
        (up, flat)
        for up, flat in itertools.product(upright, level)
        if min(flat[0], flat[2]) + 1 < up[0] < max(flat[0], flat[2]) - 1
        and min(up[1], up[3]) + 1 < flat[1] < max(up[1], up[3]) - 1
    ]


def test_generations_stand_under_each_other() -> None:
    rows = generations(FAMILY)
    assert {rows[who] for who in ("fatima", "ibrahim", "amina")} == {-2}
    assert {rows[who] for who in ("leyla", "omar", "kelly", "darren")} == {-1}
    assert {rows[who] for who in ("amira", "yusuf", "baby", "jade", "tyler")} == {0}
    assert generations(YOUNG_MOTHER)["noah"] == 1
    assert generations(YOUNG_MOTHER)["jay"] == 0


def test_a_full_brother_has_the_same_parents_and_a_half_sister_only_her_own() -> None:
    parents = parents_of(FAMILY)
    assert set(parents["yusuf"]) == {"leyla", "omar"}
    assert set(parents["jade"]) == {"omar", "kelly"}
    assert "sam" not in parents_of(YOUNG_MOTHER)


def test_couples_hold_their_children_oldest_first_and_whether_they_ended() -> None:
    found = {frozenset(union.parents): union for union in unions(FAMILY)}
    assert found[frozenset({"leyla", "omar"})].children == ("yusuf", "amira")
    assert found[frozenset({"leyla", "omar"})].ended
    assert not found[frozenset({"leyla", "darren"})].ended


def test_a_partner_of_a_parent_stands_with_the_parent_they_live_with() -> None:
    people = (
        person("c", "Child", F, 2015, in_focus=True), person("m", "Mother", F, home="a"),
        person("f", "Father", M, home="b"), person("p", "Partner", N, home="b"),
    )  # fmt: skip
    ties = (Tie("c", "m", "mother"), Tie("c", "f", "father"), Tie("c", "p", "partner_of_parent", ended=True))
    pairs = {frozenset(union.parents): union.ended for union in unions(Family("", people, ties))}
    assert pairs == {frozenset({"m", "f"}): False, frozenset({"f", "p"}): True}


def test_no_line_crosses_another_in_ordinary_families() -> None:
    for family in (FAMILY, FIFTEEN, YOUNG_MOTHER):
        made = genogram(family, TODAY, most=20)
        assert len(stretches(made)) >= 4
        assert crossings(made) == []


def test_a_crossing_would_be_seen() -> None:
    made = etree.fromstring(
        '<svg><path d="M0 5L10 5" stroke-width="1.5"/><path d="M5 0L5 10" stroke-width="1.5"/></svg>'
    )
    assert len(crossings(made)) == 1


@st.composite
def ordinary_families(draw: st.DrawFn) -> Family:
    """Two parents, their children, another partner each perhaps with children, and grandparents."""
    people = [person("m", "Mother", F), person("f", "Father", M)]
    ties: list[Tie] = []

    def children(name: str, count: int, *parents: str) -> None:
        for n in range(count):
            who = f"{name}{n}"
            people.append(person(who, who, draw(st.sampled_from([F, M, N])), 2008 + n, in_focus=who == "c0"))
            ties.extend(Tie(who, parent, "mother" if parent in ("m", "y") else "father") for parent in parents)

    children("c", draw(st.integers(1, 4)), "m", "f")
    for other, parent, name in (("x", "m", "d"), ("y", "f", "e")):
        count = draw(st.integers(0, 3))
        if count:
            people.append(person(other, other, M if other == "x" else F))
            children(name, count, parent, other)
    for parent in ("m", "f"):
        for n in range(draw(st.integers(0, 2))):
            people.append(person(f"{parent}g{n}", "Grandparent", F if n else M))
            ties.append(Tie(parent, f"{parent}g{n}", "mother" if n else "father"))
    order = draw(st.permutations(people))
    return Family("Made up", tuple(order), tuple(ties))


@given(ordinary_families())
def test_nobody_stands_on_another_and_no_line_crosses(family: Family) -> None:
    found = places(family)
    assert len(found.x) == len(family.people)
    for one, other in itertools.combinations(found.x, 2):
        if found.row[one] == found.row[other]:
            assert abs(found.x[one] - found.x[other]) >= APART - 1
    assert crossings(genogram(family, TODAY, most=99)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"), st.sampled_from("abcdefg"),
            st.sampled_from([*RELATION_WORDS, "a code there is not"]), st.booleans(),
        ),
        max_size=14,
    )
)  # fmt: skip
def test_a_record_that_contradicts_itself_is_drawn_as_far_as_it_can_be(ties: list[tuple[str, str, str, bool]]) -> None:
    people = tuple(person(each, f"Person {each}", N, in_focus=each == "a", home="h") for each in "abcdef")
    family = Family("Made up", people, tuple(Tie(*tie) for tie in ties))
    said = [each.text for each in genogram(family, TODAY).iter("text")]
    assert {f"Person {each}" for each in "abcdef"} <= set(said)
    assert len(genogram_table(family, TODAY)[1]) == 6


def test_that_a_record_contradicts_itself_is_said() -> None:
    words = "Some recorded relationships contradict each other and are not drawn."
    people = (person("a", "A", F, 2015, in_focus=True), person("b", "B", F, 1980), person("c", "C", M, 1979))
    sound = (Tie("a", "b", "mother"), Tie("b", "c", "partner"))
    assert words not in " ".join(genogram(Family("", people, sound), TODAY).itertext("text"))
    for wrong in (Tie("a", "a", "mother"), Tie("b", "a", "mother"), Tie("a", "c", "partner")):
        family = Family("", people, (*sound, wrong))
        assert words in " ".join(genogram(family, TODAY).itertext("text")), wrong


def test_those_nobody_can_draw_a_line_to_stand_apart_with_who_they_are() -> None:
    assert {"carer", "aunt", "friend"}.isdisjoint(p.reference for p in with_lines(FIFTEEN).people)
    said = [each.text for each in genogram(FIFTEEN, TODAY, most=20).iter("text")]
    assert "Others who matter" in said
    assert {"carer", "aunt or uncle", "friend"} <= set(said)


def test_a_larger_family_says_how_many_more_and_the_table_has_them_all() -> None:
    said = [each.text for each in genogram(FIFTEEN, TODAY, most=11).iter("text")]
    assert "and 6 more people, in the table." in said
    assert len(genogram_table(FIFTEEN, TODAY)[1]) == 17
    assert nearest(FIFTEEN, 3)[0] == "amira"
    assert "Sue Carer" in genogram_words(FIFTEEN, TODAY)
    kept = without_those_far(FIFTEEN, 11)
    assert all({tie.person, tie.other} <= {p.reference for p in kept.people} for tie in kept.ties)


def test_each_persons_sign_is_the_one_social_workers_know() -> None:
    made = genogram(Family("", (person("a", "A", M, 2015, in_focus=True), person("b", "B", F, 1980)),
                           (Tie("a", "b", "mother"),)), TODAY)  # fmt: skip
    squares = [each for each in made.iter("rect") if each.get("stroke-width") == "2"]
    assert len(squares) == 2 + 1  # double for the child in focus, and one in the key
    circles = [each for each in made.iter("circle") if each.get("stroke-width") == "2"]
    assert len(circles) == 1 + 1
    died = Person("a", "A", M, born=TODAY.replace(year=1950), died=TODAY.replace(year=2020))
    words = [each.text for each in genogram(Family("", (died,), ()), TODAY).iter("text")]
    assert {"70", "1950–2020", "has died"} <= set(words)


def test_those_who_live_together_are_outlined_or_lettered() -> None:
    x, y = {"a": 0.0, "b": 126.0, "c": 252.0}, dict.fromkeys("abc", 0.0)
    together = Family("", (person("a", "A", N, home="h"), person("b", "B", N, home="h"), person("c", "C", N)), ())
    outlines, letters = homes(together, x, y)
    assert len(outlines) == 1
    assert letters == {}
    # Somebody else stands between.
    apart = Family("", (person("a", "A", N, home="h"), person("b", "B", N), person("c", "C", N, home="h")), ())
    assert homes(apart, x, y) == ((), {"a": "home A", "c": "home A"})
    assert homes(Family("", (person("a", "A", N, home="h"),), ()), x, y) == ((), {})


def test_the_table_says_what_the_signs_say() -> None:
    headings, rows = genogram_table(FAMILY, TODAY)
    found = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    assert found["Omar Hassan"]["Parental responsibility"] == "Yes"
    assert found["Omar Hassan"]["Contact"] == "Restricted"
    assert found["Amira Hassan"]["Who they are"] == "The child this is about"
    assert found["Amira Hassan"]["Lives with"] == "Yusuf Hassan, Leyla Hassan and Darren Woodhouse-Featherstonehaugh"
    assert found["Amira Hassan"]["Age"] == "9"
    assert found["Ibrahim Aziz"]["Age"] == "63"
    assert found["Baby"]["Born"] == "Expected 1 September 2026"
    assert found["Kelly Brown"]["Who they are"] == "Related through others"
