"""What a search found: passages with the words marked, and by authority who was told it, when, and what came after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.inspections import all_themes
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import Document, Passage, PassageKind
from lineofsight.record.library.searching import CLOSES, OPENS
from lineofsight.web.inspections.words import GRADES, TONES, area_title, authority_name, named
from lineofsight.web.layout.links import link

Marked = tuple[tuple[str, bool], ...]
_THEMES = {theme.code: theme.title for theme in all_themes()}


class Then(StrEnum):
    """What came after an authority was last told something."""

    GONE = "gone"
    AGAIN = "again"
    NOTHING = "nothing"


THEN_WORDS = {
    Then.GONE: "Not said by the next inspection",
    Then.AGAIN: "Said again, and by the latest",
    Then.NOTHING: "No later inspection is loaded",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An authority that was told what was looked for: the documents that say it, oldest first, and what came after.

    `later`: the next inspection after the last that said it; None for none. What is shown of an authority is made when
    it is asked for: of very many only some are shown.
    """

    la_code: str
    name: str
    said: tuple[Document, ...]
    then: Then
    later: Graded | None

    @property
    def link(self) -> str:
        """The authority's page."""
        return link("inspections:authority", self.la_code)

    @property
    def documents(self) -> list[tuple[str, str]]:
        """Each document that says it, in few words, and its page."""
        return [(named(each), link("inspections:document", each.pk)) for each in self.said]

    @property
    def after(self) -> str:
        """The next inspection with its overall grade, in words; blank for none."""
        if self.later is None:
            return ""
        grade = self.later.grades.get("overall")
        return named(self.later.document) + (f": {GRADES[grade].lower()} overall" if grade else "")

    @property
    def then_words(self) -> str:
        """What came after, in words."""
        return THEN_WORDS[self.then]


@dataclass(frozen=True, slots=True)
class Ended:
    """How many authorities came to one end after they were told, and whether these alone are listed."""

    then: str
    words: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One passage found."""

    authority: str
    document: str
    link: str
    kind: str
    beside: str
    themes: str
    text: Marked
    page: int | None


def told(found: Iterable[tuple[int, str]], documents: Mapping[int, Document], reports: Mapping[str, Sequence[Graded]]
         ) -> list[Told]:  # fmt: skip
    """Who was told it. `found`: each document that says it and its authority; `reports`: the inspections of each."""
    by_authority: dict[str, set[int]] = defaultdict(set)
    for document, la_code in found:
        if la_code and documents[document].on:
            by_authority[la_code].add(document)
    made = [
        _told(code, [documents[each] for each in said], reports.get(code, ())) for code, said in by_authority.items()
    ]
    return sorted(made, key=lambda each: each.name)


def ends(told: Iterable[Told], chosen: str) -> list[Ended]:
    """What came after, of all that were told: each end with how many came to it, those with none left out."""
    counted = Counter(each.then for each in told)
    return [Ended(each.value, words, counted[each], each == chosen) for each, words in THEN_WORDS.items()
            if counted[each]]  # fmt: skip


def line_of(passage: Passage, marked: str) -> Line:
    """A passage as it is shown. `marked`: its text with marks around what was found."""
    document = passage.document
    beside = {
        PassageKind.RECOMMENDATION.value: passage.heading,
        PassageKind.FINDING.value: ", ".join(filter(None, [
            area_title(document.framework, passage.area_code) if passage.area_code else "",
            f"paragraph {passage.number}" if passage.number else "", TONES.get(passage.tone, "").lower(),
        ])),
    }.get(passage.kind, passage.heading)  # fmt: skip
    return Line(
        authority_name(document.la_code) if document.la_code else "Authority not read", named(document),
        link("inspections:document", document.pk), PassageKind(passage.kind).label, beside,
        themes_said(passage), pieces(marked), passage.page,
    )  # fmt: skip


def themes_said(passage: Passage) -> str:
    """The themes of a passage, each with the words of it that matched."""
    return "; ".join(f"{_THEMES.get(code, code)} ({', '.join(words)})" for code, words in passage.theme_words.items())


def pieces(text: str) -> Marked:
    """A marked text in pieces, each with whether it is what was looked for."""
    found: list[tuple[str, bool]] = []
    for n, part in enumerate(text.split(OPENS)):
        if n == 0:
            found.append((part, False))
            continue
        inside, _, after = part.partition(CLOSES)
        found += [(inside, True), (after, False)]
    return tuple(each for each in found if each[0])


def _told(la_code: str, said: list[Document], reports: Sequence[Graded]) -> Told:
    said = sorted(said, key=lambda each: (each.on, each.pk))
    latest = said[-1].on
    assert latest is not None
    later = [each for each in reports if each.on > latest]
    then = Then.GONE if later else Then.AGAIN if len(said) > 1 else Then.NOTHING
    return Told(la_code, authority_name(la_code), tuple(said), then, later[0] if later else None)
