"""An authority's years as pages to read away from the service: Markdown and pictures, made from the library.

Facts only: grades, dates, numbers of things, in our own words. Reports are quoted in a few words with their page; of
articles only what kind of thing is dated when, none of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from lxml import etree

from lineofsight.core.area_histories import OVERALL
from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.core.text_formats import plural
from lineofsight.inspections import all_themes
from lineofsight.record.library import histories
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import ARTICLE, NOT_A_REPORT, VISITS, Document, Passage, PassageKind
from lineofsight.reports.handbook.markdown import bullets, table
from lineofsight.web.drawings.canvas import WIDE, Element
from lineofsight.web.drawings.judgements import judgement_history
from lineofsight.web.inspections.moving import moved
from lineofsight.web.inspections.timeline import beside_each_other, history_of
from lineofsight.web.inspections.words import (
    GRADES,
    area_title,
    authority_name,
    dates_of,
    day_of_claim,
    named,
    said_words,
)

FEW_WORDS = 14
COMMAND = (
    "scripts/authority-history --authority {code} --into docs/how-to/{folder} --timeline timeline.md \\\n"
    "    reports/ letters/ articles/"
)
LICENCE = (
    "The reports and letters are Ofsted’s, under the Open Government Licence v3.0; what is between quotation marks is "
    "theirs, with its page."
)
KEPT_BY_HAND = (
    "Dates and events that whoever follows the authority wrote down from reports and news; a date that is not exact "
    "says how it is known."
)
TOLD = {
    "grade": "A grade is told", "earlier_grade": "An earlier grade is told", "visit": "A visit is told",
    "notice": "A notice or intervention is told", "leader": "Somebody who led is named",
}  # fmt: skip
_THEMES = {theme.code: theme.title for theme in all_themes()}
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_REPORT, _NEWS = re.compile(r"\bR(\d{4})\b"), re.compile(r"\b\d{3}\b")


def pages_of(database: str, la_code: str, kept_timeline: str = "") -> dict[str, str]:
    """Every page and picture by its name; nothing where the library holds nothing of the authority.

    `kept_timeline`: a Markdown table of dated events that somebody keeps, or blank.
    """
    documents = [each for each in histories.documents(database, la_code) if each.document_type != NOT_A_REPORT]
    if not documents:
        return {}
    reports = histories.graded(database, [la_code])[la_code]
    said = {each.document.pk: list(Passage.objects.using(database).filter(
        document=each.document, kind=PassageKind.RECOMMENDATION)) for each in reports}  # fmt: skip
    claims = list(histories.claims(database, la_code))
    made = {
        "grades.md": grades_page(la_code, reports, said),
        "recommendations.md": recommendations_page(la_code, reports, said),
        "timeline.md": timeline_page(la_code, reports, documents, claims, kept_timeline),
    }
    pictures = _pictures(database, la_code, reports, documents, claims)
    return {"index.md": _index(la_code, reports, documents, made, pictures), **made, **pictures}


def grades_page(la_code: str, reports: Sequence[Graded], said: Mapping[int, list[Passage]]) -> str:
    """Every report's grades, then what moved from each to the next."""
    parts = [f"# {authority_name(la_code)}: grades", LICENCE]
    for each in reports:
        rows = [(area_title(each.document.framework, area), GRADES.get(grade, grade))
                for area, grade in each.grades.items()]  # fmt: skip
        parts += [f"## {named(each.document)}", f"On site {dates_of(each.document)}.", table(("area", "grade"), rows)]
    for before, after in pairwise(reports):
        found = moved(before, after, said[before.document.pk], said[after.document.pk])
        areas = [(each.area, each.before or "–", each.after or "–", each.words) for each in found.areas]
        parts += [
            f"## From {before.on.year} to {after.on.year}", table(("area", "before", "after", "which way"), areas),
            f"Recommendations: {len(found.again)} said again in like words, {len(found.gone)} not said again, "
            f"{len(found.new)} new. Not said again is no proof that it was put right.",
        ]  # fmt: skip
    return _joined(parts)


def recommendations_page(la_code: str, reports: Sequence[Graded], said: Mapping[int, list[Passage]]) -> str:
    """What each report asks, by its first words and page; and what several ask, by theme."""
    parts = [f"# {authority_name(la_code)}: what it was told to improve", LICENCE]
    for each in reports:
        listed = [
            (passage.number, f"“{few_words(passage.text)}”", f"page {passage.page}" if passage.page else "",
             ", ".join(_THEMES.get(theme, theme).lower() for theme in passage.themes.split()))
            for passage in said[each.document.pk]
        ]  # fmt: skip
        parts += [f"## {named(each.document)}", plural(len(listed), "recommendation") + ".",
                  table(("number", "begins", "where", "themes"), listed)]  # fmt: skip
    years = [str(each.on.year) for each in reports]
    told: dict[str, list[int]] = {}
    for place, each in enumerate(reports):
        for passage in said[each.document.pk]:
            for theme in passage.themes.split():
                told.setdefault(theme, [0] * len(reports))[place] += 1
    repeated = [
        (_THEMES.get(theme, theme), *(str(number) if number else "–" for number in counts))
        for theme, counts in sorted(told.items(), key=lambda pair: (-sum(map(bool, pair[1])), pair[0]))
        if sum(map(bool, counts)) > 1
    ]  # fmt: skip
    if repeated:
        parts += ["## Told more than once", "Recommendations of each report by theme; one may have several themes.",
                  table(("theme", *years), repeated)]  # fmt: skip
    return _joined(parts)


def timeline_page(
    la_code: str, reports: Sequence[Graded], documents: Sequence[Document], claims: Iterable[Passage], kept: str
) -> str:  # fmt: skip
    """What happened when, from the documents; then the events that somebody keeps by hand."""
    grades = {each.document.pk: each for each in reports}
    found: list[tuple[date, str, str, str]] = []
    for each in documents:
        if each.on is None or each.document_type == ARTICLE:
            continue
        graded = grades.get(each.pk)
        overall = graded.grade_of(OVERALL) if graded else ""
        words = f"{named(each)}: {GRADES[overall].lower()} overall" if overall else named(each)
        kind = "letter" if each.document_type in VISITS else "report"
        found.append((each.on, dates_of(each), words, kind))
    for claim in claims:
        day = day_of_claim(claim.said_date)
        if day is not None and claim.document.document_type == ARTICLE:
            found.append((day[0], said_words(claim.said_date, day[0]), TOLD.get(claim.claim_kind, "Told of"), "news"))
    rows = list(dict.fromkeys((when, words, source) for _, when, words, source in sorted(found)))
    parts = [f"# {authority_name(la_code)}: what happened when", "## From the documents as read",
             table(("when", "what", "from"), rows)]  # fmt: skip
    if events := kept_events(kept):
        parts += ["## As kept by hand", KEPT_BY_HAND, table(("when", "what", "from"), events)]
    return _joined([*parts, LICENCE])


def kept_events(text: str) -> list[tuple[str, str, str]]:
    """The dates and events of a Markdown table, and what each is from: without anything in quotation marks.

    The first column is the date, the second the event, the last where it is from. Other lines are passed over.
    """
    found = []
    for line in text.splitlines():
        cells = [part.strip() for part in line.strip().strip("|").split("|")]
        if not line.strip().startswith("|") or len(cells) < 3 or set(line) <= set("|-: "):
            continue
        when, what, source = _day(cells[0]), _plain(cells[1]), _source(cells[-1])
        if re.search(r"\d{4}", when) and what:
            found.append((when, what, source))
    return found


def few_words(text: str) -> str:
    """The first words of a passage."""
    words = text.split()
    return " ".join(words[:FEW_WORDS]) + (" …" if len(words) > FEW_WORDS else "")


def _plain(text: str) -> str:
    """Text without what stands in quotation marks, and without what then stands alone."""
    left = " ".join(_QUOTED.sub("", text).split())
    for pattern, instead in ((r"\(\s*\)", ""), (r"([:;,])(\s*[;,])+", r"\1"), (r"\s+([;,:)])", r"\1"), (r"\s+", " ")):
        left = re.sub(pattern, instead, left)
    return left.strip(" =;:,")


def _day(text: str) -> str:
    """A date and how exactly it is known; what else is said of it is left out."""
    return re.sub(r"\(([^;,)]*)[^)]*\)", r"(\1)", _plain(text))


def _source(text: str) -> str:
    """Where an event is from: reports by their year, everything numbered as news."""
    plain = re.sub(r"\bparas? \d+(, \d+)*", "", _plain(text))
    plain = _NEWS.sub("news", _REPORT.sub(r"report of \1", plain))
    kinds = dict.fromkeys(re.findall(r"report of \d{4}|news", plain))
    return ", ".join(kinds) or plain


def _index(
    la_code: str, reports: Sequence[Graded], documents: Sequence[Document], pages: Mapping[str, str],
    pictures: Mapping[str, str],
) -> str:  # fmt: skip
    name = authority_name(la_code)
    visits = sum(each.document_type in VISITS for each in documents)
    articles = sum(each.document_type == ARTICLE for each in documents)
    counted = f"{plural(len(reports), 'report')}, {plural(visits, 'letter')} and {plural(articles, 'news article')}"
    titles = {"grades.md": "Its grades, and what moved", "recommendations.md": "What it was told to improve",
              "timeline.md": "What happened when"}  # fmt: skip
    command = COMMAND.format(code=la_code, folder=name.lower().replace(" ", "-"))
    parts = [
        f"# {name}: its years, from its own reports",
        f"Made from {counted}, none of which is kept here, by one command:", f"```\n{command}\n```",
        f"![{name}’s grades by area over the years, with visits, notices and news](years.svg)",
        bullets(f"[{titles[page]}]({page})" for page in pages),
    ]  # fmt: skip
    if "neighbours.svg" in pictures:
        parts += [f"![The overall grades of {name} and others of its region](neighbours.svg)"]
    return _joined([*parts, LICENCE])


def _pictures(
    database: str, la_code: str, reports: Sequence[Graded], documents: Sequence[Document], claims: Sequence[Passage]
) -> dict[str, str]:  # fmt: skip
    known = all_local_authorities()
    near = [each.la_code for each in known.values() if each.region == known[la_code].region]
    held = histories.graded(database, near)
    beside = [(code, held[code]) for code in sorted(near, key=lambda code: known[code].name) if held[code]]
    days = [each.on for each in documents if each.on]
    last = date(max(days).year + 1, 12, 31) if days else date(2000, 1, 1)
    chart = history_of(f"{authority_name(la_code)}: grades and what happened", reports, documents, claims, last)
    made = {"years.svg": svg(judgement_history(chart, WIDE))}
    if len(beside) > 1:
        others = beside_each_other(f"{OVERALL.title}, over the years", OVERALL, beside, last)
        made["neighbours.svg"] = svg(judgement_history(others, WIDE))
    return made


def svg(drawing: Element) -> str:
    """A drawing as a file that stands alone: on paper of its own, in letters a reader has."""
    drawing.set("font-family", "sans-serif")
    paper = etree.Element("rect", width="100%", height="100%", fill="#ffffff")
    drawing.insert(2, paper)
    return str(etree.tostring(drawing, encoding="unicode")) + "\n"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
