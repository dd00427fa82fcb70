"""Files as they come: PDF to object, and whatever only calls itself a PDF. Each gets an object, none harms another."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from lineofsight import inspections
from lineofsight.inspections import processes
from lineofsight.inspections.extraction import texts
from lineofsight.inspections.extraction.kinds import Kind, kind_of
from lineofsight.inspections.extraction.texts import Unreadable, pages_of
from lineofsight.inspections.pages import lines_of
from lineofsight.inspections.reader import read_here
from tests.support.pdf import write_pdf
from tests.unit.inspections.made import ARTICLE, ILACS, LETTER, grades, problem

REPORT_HTML = "<!DOCTYPE html><html><body><h1>{}</h1><p>{}</p></body></html>"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "report.pdf", ILACS)


def test_a_pdf_to_its_object(report: Path) -> None:
    found = inspections.read(report)
    assert (found.file, found.la, found.lead_inspector) == ("report.pdf", "Kent", "Ada Example")
    assert found.sha256 == hashlib.sha256(report.read_bytes()).hexdigest()
    assert grades(found)["overall"] == "requires_improvement"
    assert [each.place.page for each in found.recommendations] == [2, 2, 2]
    assert "pre-proceedings work" in found.recommendations[1].text


def test_places_are_in_the_text_as_extracted(report: Path) -> None:
    _, pages = pages_of(report)
    for each in read_here(report).judgements:
        page = pages[(each.place.page or 0) - 1]
        assert page.text[each.place.start : each.place.end].split() == (each.grade_as_printed or "").split()


def test_a_heading_written_last_stands_where_the_page_shows_it(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "late.pdf", [["one", "two", "three", "four", "five"]], late=[(0, "Heading", 1.5)])
    _, (page,) = pages_of(path)
    assert page.text.split()[-1] == "Heading"
    assert [line.text for line in lines_of([page])] == ["one", "two", "Heading", "three", "four", "five"]
    in_order = write_pdf(tmp_path / "order.pdf", [["one", "two", "three", "four", "five"]])
    assert pages_of(in_order)[1][0].misplaced == ()


def test_bullets_written_after_all_words_stand_beside_theirs(tmp_path: Path) -> None:
    words = ["What needs to improve?", "First point that", "has two lines.", "Second point:", "with a part."]
    marks = [(0, "•", 1), (0, "•", 3), (0, "–", 4)]
    path = write_pdf(tmp_path / "marks.pdf", [ILACS[0], words], late=[(1, mark, at) for _, mark, at in marks])
    assert [each.text for each in read_here(path).recommendations] == [
        "First point that has two lines.",
        "Second point: – with a part.",
    ]


def test_the_same_by_the_child_as_here(report: Path) -> None:
    assert inspections.read(report) == read_here(report)


def _encrypted(path: Path, report: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(report))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def test_files_that_only_call_themselves_pdf(tmp_path: Path, report: Path) -> None:
    said = {}
    hostile = {
        "web.pdf": (REPORT_HTML.format("Report not found", "There is no such page.")).encode(),
        "zero.pdf": b"",
        "cut.pdf": report.read_bytes()[:300],
        "picture.pdf": b"\x89PNG\r\n\x1a\n\0\0\0",
        "deep.html": b"<html><body>" + b"<div>" * 50_000 + b"Ofsted",
        "marked.pdf": b"%PDF-1.7\n" + b"[" * 200_000,
    }
    for name, content in hostile.items():
        (tmp_path / name).write_bytes(content)
    _encrypted(tmp_path / "locked.pdf", report)
    write_pdf(tmp_path / "long.pdf", [["Inspection of Kent local authority children’s services"]] * 2000)
    write_pdf(tmp_path / "scan.pdf", [[], []])
    paths = sorted(tmp_path.iterdir())
    found = list(inspections.read_many(paths, workers=2))
    assert [each.file for each in found] == [path.name for path in paths]
    said = {each.file: problem(each, "document_type") for each in found}
    assert said.pop("report.pdf") == ""
    assert {each.document_type for each in found if each.file != "report.pdf"} == {"not_a_report"}
    assert "no inspection report" in said["web.pdf"]
    assert said["zero.pdf"] == "the file is empty"
    assert "damaged" in said["cut.pdf"]
    assert "damaged" in said["marked.pdf"]
    assert "neither PDF, HTML nor text" in said["picture.pdf"]
    assert "password" in said["locked.pdf"]
    assert "2,000 pages" in said["long.pdf"]
    assert "scan" in said["scan.pdf"]
    assert said["deep.html"]


def test_a_child_that_dies_costs_its_own_file_only(
    tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    child = tmp_path / "child.py"
    child.write_text(
        "import sys, os, signal\n"
        "from lineofsight.inspections import child\n"
        "reads = child.read_here\n"
        "die = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        "child.read_here = lambda path: die() if 'report' in path.name else reads(path)\n"
        "child.main()\n"
    )
    monkeypatch.setattr(processes, "CHILD", (str(child),))
    first, second, third = inspections.read_many([letter, report, letter], workers=1)
    assert (first.document_type, third.document_type) == ("focused_visit", "focused_visit")
    assert second.document_type == "not_a_report"
    assert "ended the process" in problem(second, "document_type")
    assert second.sha256 == hashlib.sha256(report.read_bytes()).hexdigest()


def test_a_child_that_overruns_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    child = tmp_path / "child.py"
    child.write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(processes, "CHILD", (str(child),))
    monkeypatch.setattr(processes, "SECONDS", 0.2)
    assert "longer than is allowed" in problem(inspections.read(letter), "document_type")


def test_a_child_that_takes_too_much_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    child = tmp_path / "child.py"
    child.write_text(
        "from lineofsight.inspections import child\n"
        "child.read_here = lambda path: bytearray(child.MEMORY * 2)\n"
        "child.main()\n"
    )
    monkeypatch.setattr(processes, "CHILD", (str(child),))
    assert "more memory than is allowed" in problem(inspections.read(letter), "document_type")


def test_a_file_that_is_not_there_is_refused_before_any_is_read(tmp_path: Path, report: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(inspections.read_many([report, tmp_path / "none.pdf"]))


def test_html_is_read_in_its_order(tmp_path: Path) -> None:
    page = tmp_path / "article.htm"
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    page.write_text(f"<html><head><title>x</title></head><body><script>var inadequate</script>{body}</body></html>")
    found = read_here(page)
    assert (found.document_type, found.la) == ("news_article", "Somerset")
    assert all(claim.place.page is None for claim in found.claims)
    assert len(found.claims) == len(_claims_of_text(tmp_path))


def _claims_of_text(folder: Path) -> tuple[inspections.Claim, ...]:
    path = folder / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return read_here(path).claims


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_of_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(LETTER.replace("◼", "•").encode(encoding))
    assert read_here(path).recommendations[0].text == "The quality of visits to children who live far away."


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"%PDF-1.4", Kind.PDF),
        (b"\r\n%PDF-1.4", Kind.PDF),
        (b"  <!DOCTYPE html>", Kind.HTML),
        (b"<P>so", Kind.HTML),
        (b"plain < text", Kind.TEXT),
        (b"\xff\xfea\0", Kind.TEXT),
        (b"PK\x03\x04\0", Kind.OTHER),
        (b" \n ", Kind.EMPTY),
        (b"", Kind.EMPTY),
    ],
)
def test_a_file_is_what_its_first_bytes_say(beginning: bytes, kind: Kind) -> None:
    assert kind_of(beginning) is kind


def test_what_is_larger_than_any_report_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    for limit, said in (("MOST_BYTES", "bytes"), ("MOST_CHARACTERS", "characters")):
        with monkeypatch.context() as patch:
            patch.setattr(texts, limit, 10)
            with pytest.raises(Unreadable, match=said):
                pages_of(path)
