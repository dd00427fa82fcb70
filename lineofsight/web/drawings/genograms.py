"""A genogram: a family by generations, with the signs social workers use.

A square is male, a circle female, a diamond not known, a triangle not yet born; a double border is the child the
drawing is about; a cross, somebody who has died; two strokes through a couple's line, that they are no longer together;
a dotted line, those who live together. The number inside is an age in years.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lineofsight.core.text_formats import join_words, month_name, plural, uk_date
from lineofsight.reports.elements import element
from lineofsight.web.drawings.canvas import (
    INK,
    PAPER,
    RULE,
    SOFT,
    Element,
    Table,
    circle,
    diamond,
    drawing,
    line,
    lines_of_text,
    path,
    px,
    rect,
    tag,
    text,
    through,
)  # fmt: skip
from lineofsight.web.drawings.families import (
    BROTHERS_AND_SISTERS,
    RELATION_WORDS,
    Family,
    Person,
    Sex,
    Tie,
    Union,
    contradicts_itself,
    in_focus,
    with_lines,
    without_those_far,
)  # fmt: skip
from lineofsight.web.drawings.family_homes import Box, homes
from lineofsight.web.drawings.family_places import APART, Places, places
from lineofsight.web.drawings.lettering import SMALL, fitted, wrapped

HALF, ROW, EDGE = 21.0, 196.0, 68.0
MOST = 16


def genogram(family: Family, today: date, most: int = MOST) -> Element:
    """The family's nearest `most` people; how many more there are is said under it, and the table has them all."""
    if not family.people:
        words = "Nobody in this family is recorded yet."
        return drawing("genogram", 320, 60, text(8, 34, words), title=family.title, description=words)
    drawn = without_those_far(family, most)
    found = places(with_lines(drawn))
    apart = [person for person in drawn.people if person.reference not in found.x]
    x = {who: at + EDGE for who, at in found.x.items()}
    family_width = max(x.values(), default=0.0) + EDGE
    rows = max(len(found.rows), 1)
    lift = 34 + 12 * max(found.over.values(), default=0)
    y = {who: lift + HALF + ROW * found.rows.index(row) for who, row in found.row.items()}
    side = EDGE + 8 if apart else 0.0
    for place, person in enumerate(apart):
        x[person.reference] = family_width + side + APART * (place // rows)
        y[person.reference] = lift + HALF + ROW * (place % rows)
    width = max(max(x.values()) + EDGE, 320)
    made: list[Element] = []
    if apart:
        made.append(rect(family_width + 4, 2, width - family_width - 6, ROW * rows + lift - 30, stroke=RULE, round_=6))
        made.append(text(family_width + 16, 20, "Others who matter", size=SMALL, bold=True))
    boxes, shared = homes(drawn, x, y)
    made += [_home(box) for box in boxes]
    for union in found.couples:
        made += _union(union, found, x, y)
    made += _brothers_and_sisters(drawn, found, x, y)
    about = _about(drawn)
    for person in drawn.people:
        made.append(_person(person, x[person.reference], y[person.reference], about.get(person.reference, []), shared,
                            today, person in apart))  # fmt: skip
    foot = lift + ROW * rows - 8
    key, height = _key(drawn, foot, width, bool(boxes), bool(shared), _notes(family, drawn))
    return drawing("genogram", width, height, made, key, title=family.title, description=genogram_words(family, today))


def genogram_words(family: Family, today: date) -> str:
    """Everybody in a sentence each, those in focus first."""
    about = _about(family)
    focus = set(in_focus(family))
    ordered = [*in_focus(family), *(p for p in family.people if p not in focus)]
    return " ".join(
        f"{person.name}: {join_words([part for part in _told(person, about, today, person in focus) if part])}."
        for person in ordered
    )


def genogram_table(family: Family, today: date) -> Table:
    """Everybody, with who they are to those in focus."""
    headings = (
        "Name", "Who they are", "Born", "Age", "Died", "Parental responsibility", "Contact", "Lives with", "Marked",
    )  # fmt: skip
    about, focus = _about(family), set(in_focus(family))
    rows = []
    for person in family.people:
        ties = about.get(person.reference, [])
        lives = [p.name for p in family.people if p.home and p.home == person.home and p is not person]
        rows.append((
            person.name, "The child this is about" if person in focus else _relation_words(ties).capitalize(),
            uk_date(person.born) if person.born else (
                f"Expected {uk_date(person.expected)}" if person.expected else "Not known"),
            _age(person, today) or ("" if person.died or person.expected else "Not known"),
            uk_date(person.died) if person.died else "",
            "Yes" if any(tie.parental_responsibility for tie in ties) else "",
            "Restricted" if any(tie.contact_restricted for tie in ties) else "",
            join_words(lives), join_words(person.marks),
        ))  # fmt: skip
    return headings, tuple(rows)


def _about(family: Family) -> dict[str, list[Tie]]:
    """The ties of those in focus, by the other person."""
    focus = {person.reference for person in in_focus(family)}
    found: dict[str, list[Tie]] = {}
    for tie in family.ties:
        if tie.person in focus:
            found.setdefault(tie.other, []).append(tie)
    return found


def _relation_words(ties: Iterable[Tie]) -> str:
    told = [RELATION_WORDS.get(t.relation, "someone else") + (" (ended)" if t.ended else "") for t in ties]
    return join_words(dict.fromkeys(told)) or "related through others"


def _told(person: Person, about: dict[str, list[Tie]], today: date, focus: bool) -> list[str]:
    ties = about.get(person.reference, [])
    age = _age(person, today)
    return [
        "the child this is about" if focus else _relation_words(ties),
        f"aged {age}" if age else "",
        f"died {uk_date(person.died)}" if person.died else "",
        f"expected {uk_date(person.expected)}" if person.expected and not person.born else "",
        "has parental responsibility" if any(tie.parental_responsibility for tie in ties) else "",
        "contact is restricted" if any(tie.contact_restricted for tie in ties) else "",
        *person.marks,
    ]


def _age(person: Person, today: date) -> str:
    """Whole years, at death for those who have died; blank where it cannot be told."""
    if person.born is None or person.born > today:
        return ""
    day = person.died or today
    return str(day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day)))


def _shape(person: Person, x: float, y: float, half: float = HALF, fill: str = PAPER) -> Element:
    if person.expected is not None and person.born is None:
        corners = [(x, y - half), (x + half, y + half), (x - half, y + half)]
        return path(through(corners, closed=True), fill=fill, thick=2)
    if person.sex is Sex.MALE:
        return rect(x - half, y - half, 2 * half, 2 * half, fill=fill, stroke=INK, thick=2)
    if person.sex is Sex.FEMALE:
        return circle(x, y, half, fill=fill, stroke=INK, thick=2)
    return diamond(x, y, half * 1.15, fill=fill, stroke=INK, thick=2)


def _person(
    person: Person, x: float, y: float, ties: list[Tie], shared: dict[str, str], today: date, apart: bool
) -> Element:
    made = [_shape(person, x, y, HALF + 5)] if person.in_focus else []
    made.append(_shape(person, x, y))
    age = _age(person, today)
    if person.died:
        arm = HALF * (0.72 if person.sex is Sex.FEMALE else 0.97 if person.sex is Sex.MALE else 0.57)
        made.append(path(f"M{px(x - arm)} {px(y - arm)}L{px(x + arm)} {px(y + arm)}"
                         f"M{px(x + arm)} {px(y - arm)}L{px(x - arm)} {px(y + arm)}", thick=1.5))  # fmt: skip
    if age:
        made.append(text(x, y + 5, age, anchor="middle", bold=person.in_focus, halo=person.died is not None))
    names = wrapped(person.name, APART - 20, bold=person.in_focus, most=3)
    below = y + HALF + 22
    made += lines_of_text(x, below, names, step=16, anchor="middle", bold=person.in_focus, halo=True)
    below += 16 * len(names)
    if apart:
        (said,) = wrapped(_relation_words(ties), APART - 12, SMALL, most=1) or ("",)
        made.append(text(x, below, said, anchor="middle", size=SMALL))
        below += 16
    life = _life(person)
    if life:
        made.append(text(x, below, life, anchor="middle", size=SMALL, fill=SOFT, halo=True))
        below += 18
    tags = [*person.marks]
    tags += ["responsibility"] if any(tie.parental_responsibility for tie in ties) else []
    tags += ["restricted"] if any(tie.contact_restricted for tie in ties) else []
    tags += [shared[person.reference]] if person.reference in shared else []
    kept = tags if len(tags) <= 3 else [*tags[:2], f"and {len(tags) - 2} more"]
    for words in kept:
        strong = words == "restricted"
        said = fitted(words, APART - 14, 12.5, bold=True)
        fill, ink = (INK, PAPER) if strong else (PAPER, INK)
        made.append(tag(x, below + 2, said, anchor="middle", fill=fill, ink=ink))
        below += 21
    return element("g", made)


def _life(person: Person) -> str:
    if person.died:
        return f"{person.born.year if person.born else '?'}\u2013{person.died.year}"
    if person.born:
        return f"born {person.born.year}"
    return f"due {month_name(person.expected.month)} {person.expected.year}" if person.expected else "age not known"


def _union(union: Union, found: Places, x: dict[str, float], y: dict[str, float]) -> list[Element]:
    """A couple's line, and their children's."""
    gap = found.gaps[union] + EDGE
    level = y[union.parents[0]]
    bar = level + ROW - HALF - 26
    made: list[Element] = []
    if len(union.parents) == 2:
        left, right = sorted(union.parents, key=x.__getitem__)
        heads = found.over[union]
        if heads:
            up = level - HALF - 8 - 12 * heads
            inner, outer = (left, right) if gap > (x[left] + x[right]) / 2 else (right, left)
            shift = 7 * heads if x[outer] > x[inner] else -7 * heads
            steps = f"M{px(x[inner] + shift)} {px(level - HALF + 3)}V{px(up)}H{px(x[outer])}V{px(level - HALF)}"
            start, strokes = up, (gap, up)
        else:
            steps, start, strokes = f"M{px(x[left] + HALF)} {px(level)}H{px(x[right] - HALF)}", level, (gap - 16, level)
        made.append(path(steps, thick=1.75))
        if union.ended:
            sx, sy = strokes
            made.append(path(f"M{px(sx - 5)} {px(sy + 8)}l7 -16M{px(sx + 2)} {px(sy + 8)}l7 -16", thick=1.75))
    else:
        start, parent = level, x[union.parents[0]]
        made.append(line(parent + (HALF if gap > parent else -HALF), level, gap, level, thick=1.75))
    children = [child for child in union.children if child in x]
    if children:
        at = [x[child] for child in children]
        made.append(line(gap, start, gap, bar, thick=1.5))
        if max(at) - min(at) > 1 or abs(gap - at[0]) > 1:
            made.append(line(min([gap, *at]), bar, max([gap, *at]), bar, thick=1.5))
        made += [line(x[child], bar, x[child], y[child] - HALF, thick=1.5) for child in children]
    return made


def _brothers_and_sisters(family: Family, found: Places, x: dict[str, float], y: dict[str, float]) -> list[Element]:
    """A dashed line above those who are brothers and sisters through parents that are not recorded."""
    hanging = {child for union in found.couples for child in union.children}
    made = []
    seen: set[frozenset[str]] = set()
    for tie in family.ties:
        pair = frozenset((tie.person, tie.other))
        if tie.relation not in BROTHERS_AND_SISTERS or pair in seen or pair <= hanging:
            continue
        if len(pair) == 2 and pair <= found.row.keys() and found.row[tie.person] == found.row[tie.other]:
            seen.add(pair)
            left, right = sorted(x[who] for who in pair)
            top = y[tie.person] - HALF - 14
            made.append(path(f"M{px(left)} {px(top + 14)}V{px(top)}H{px(right)}V{px(top + 14)}", colour=SOFT,
                             thick=1.5, dash="7 4"))  # fmt: skip
    return made


def _home(box: Box) -> Element:
    return path(through(box, closed=True), colour=SOFT, thick=2, dash="1.5 4.5")


def _notes(family: Family, drawn: Family) -> list[str]:
    """What the drawing does not show."""
    more = len(family.people) - len(drawn.people)
    notes = [f"and {plural(more, 'more person', 'more people')}, in the table."] if more else []
    if contradicts_itself(drawn):
        notes.append("Some recorded relationships contradict each other and are not drawn.")
    return notes


def _key(
    family: Family, y: float, width: float, outlined: bool, lettered: bool, notes: list[str]
) -> tuple[list[Element], float]:  # fmt: skip
    """The signs that are used, in words; and the height of the whole."""
    people = family.people
    used: list[tuple[Element, str]] = []
    samples = (
        (Person("", "", Sex.MALE), "male", any(p.sex is Sex.MALE for p in people)),
        (Person("", "", Sex.FEMALE), "female", any(p.sex is Sex.FEMALE for p in people)),
        (Person("", "", Sex.NOT_KNOWN), "sex not known",
         any(p.sex is Sex.NOT_KNOWN and not (p.expected and not p.born) for p in people)),
        (Person("", "", expected=date.max), "not yet born", any(p.expected and not p.born for p in people)),
    )  # fmt: skip
    used += [(_shape(sample, 12, 0, 8), words) for sample, words, there in samples if there]
    if any(p.in_focus for p in people):
        double = element("g", circle(12, 0, 11, fill=PAPER, stroke=INK, thick=1.5),
                         circle(12, 0, 7, fill=PAPER, stroke=INK, thick=1.5))  # fmt: skip
        used.append((double, "the child this is about"))
    if any(p.died for p in people):
        used.append((path("M4 -8L20 8M20 -8L4 8", thick=1.5), "has died"))
    if any(tie.ended and tie.relation == "partner" for tie in family.ties):
        used.append((path("M0 0H24M6 8l6 -16M12 8l6 -16", thick=1.5), "no longer together"))
    if outlined:
        used.append((rect(1, -8, 22, 16, stroke=SOFT, thick=2, dash="1.5 4.5", round_=3), "live together"))
    if lettered:
        used.append(
            (element("g", rect(1, -8, 22, 16, stroke=INK, round_=2)), "with the same home letter: live together")
        )
    if any(tie.parental_responsibility for tie in family.ties):
        used.append((rect(1, -8, 22, 16, stroke=INK, round_=2), "responsibility: has parental responsibility"))
    if any(tie.contact_restricted for tie in family.ties):
        used.append((rect(1, -8, 22, 16, fill=INK, round_=2), "restricted: contact is restricted"))
    made: list[Element] = []
    for words in (part for note in notes for part in wrapped(note, width - 16, bold=True)):
        made.append(text(8, y + 6, words, bold=True))
        y += 22
    made.append(line(8, y - 10, width - 8, y - 10, colour="#b1b4b6"))
    left = 8.0
    for mark, words in used:
        needs = 34 + 7.4 * len(words) + 16
        if left + needs > width and left > 8:
            left, y = 8.0, y + 26
        made.append(element("g", mark, transform=f"translate({px(left)} {px(y + 12)})"))
        made.append(text(left + 32, y + 17, words, size=SMALL))
        left += needs
    return made, y + 36
