"""A board pack: made in one action, the same byte for byte, read by those who see no child."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.chromium import axe_violations
from tests.support.web import become


@pytest.fixture
def pack(whole: Any) -> Any:
    """The pack of the latest snapshot, made."""
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.accounts.models import User
    from lineofsight.web.board_pack import actions
    from lineofsight.web.board_pack.basis import basis_for
    from lineofsight.web.board_pack.making import make_pack
    from lineofsight.web.board_pack.models import BoardPack, PackStage
    from lineofsight.web.day import today
    from lineofsight.web.knowledge.snapshots import snapshots
    from tests.support.routes import whose

    found = BoardPack.objects.filter(stage=PackStage.DONE).first()
    if found is None:
        by = Actor(User.objects.get(username="director"), whose("director"), today())
        info = snapshots()[-1]
        basis = basis_for(info.snapshot, info.as_known_on)
        found = actions.ask_pack(by=by, snapshot=info.snapshot, known_on=info.as_known_on, basis=basis)
        make_pack(found.pk)
        found.refresh_from_db()
    return found


def test_a_pack_made_again_is_the_same_byte_for_byte(pack: Any, client_as: Any) -> None:
    from lineofsight.web.board_pack.making import make_pack
    from lineofsight.web.board_pack.models import PackStage

    assert pack.stage == PackStage.DONE, pack.problem
    sent = client_as("director").post("/board/", {"snapshot": pack.snapshot})
    assert sent.status_code == 303
    make_pack(pack.pk)
    pack.refresh_from_db()
    assert pack.is_same is True
    assert pdf_of(pack, client_as("elected-member")).startswith(b"%PDF")


def pdf_of(pack: Any, client: Any) -> bytes:
    return b"".join(client.get(f"/board/{pack.snapshot}/pdf/").streaming_content)


def elements_of(node: Any) -> Iterator[Any]:
    """Every element of a PDF's structure, parents before children."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from elements_of(element)


def test_the_pdf_is_one_that_a_screen_reader_reads(pack: Any, client_as: Any) -> None:
    """What PDF/UA-1 (ISO 14289-1) asks and a program can check, section by section."""
    document = PdfReader(BytesIO(pdf_of(pack, client_as("elected-member"))))
    root = document.trailer["/Root"]
    assert str(root["/MarkInfo"]["/Marked"]).lower() == "true"  # 6.2: every thing is marked
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"  # 7.1
    assert str(root["/Lang"]).startswith("en")  # 7.2
    assert document.metadata is not None
    assert (document.metadata.title or "").startswith("Board pack: ")
    told = etree.fromstring(root["/Metadata"].get_data())  # 5: it says that it conforms, and is called what it is
    about = told.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    assert about is not None
    assert about.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1"
    assert document.metadata.title in "".join(told.itertext())
    elements = list(elements_of(root["/StructTreeRoot"]))
    kinds = [str(each["/S"]) for each in elements]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1  # 7.4: headings go down a level at a time
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    figures = [each for each in elements if each["/S"] == "/Figure"]  # 7.3: each drawing in words
    assert len(figures) > 5
    assert all(len(str(each.get("/Alt", ""))) > 20 for each in figures)
    assert len({str(each["/Alt"]) for each in figures}) == len(figures)
    tables = [each for each in elements if each["/S"] == "/Table"]  # 7.5: each cell knows its headers
    assert len(tables) > 5
    for table in tables:
        assert "/TH" in {str(each["/S"]) for each in elements_of(table)}
    assert all(each["/A"].get("/Headers") for each in elements if each["/S"] == "/TD")
    for page in document.pages:
        for note in page.get("/Annots", []):  # 7.18: links are in the structure, with words
            assert "/StructParent" in note.get_object()
            assert note.get_object()["/Contents"]
        fonts = page["/Resources"].get("/Font", {})  # 7.21: every letter can be drawn and read
        for font in fonts.values():
            inner = font.get_object()
            assert "/ToUnicode" in inner
            assert all({"/FontFile2", "/FontFile3"} & set(each.get_object()["/FontDescriptor"].get_object())
                       for each in inner["/DescendantFonts"])  # fmt: skip


def test_no_child_is_in_a_pack(pack: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow

    page = b"".join(client_as("director").get(f"/board/{pack.snapshot}/html/").streaming_content).decode()
    for child in ChildNow.objects.filter(is_open=True)[:400]:
        assert child.reference not in page
        assert f">{child.child_id}<" not in page
        assert child.surname is None or f"{child.forename} {child.surname}" not in page
    assert "How good the data is" in page


def test_a_pack_tells_of_the_plan_what_the_plan_says_of_itself(pack: Any, client_as: Any) -> None:
    """The demonstration's plan: its lines, which slipped, what the board was told, and what was asked."""
    from lineofsight.web.improvement.reading import plan_as_at

    said = b"".join(client_as("director").get(f"/board/{pack.snapshot}/html/").streaming_content).decode()
    told = unescape(said)
    assert "No improvement plan is held here" not in told
    plan = plan_as_at()
    assert plan is not None
    assert len(plan.lines) > 5
    for line in plan.lines:
        assert line.term in told, line.number
        assert line.status_words in told, line.number
    slipped = told.partition('id="slipped"')[2].partition('id="said"')[0]
    assert "What slipped" in slipped
    for line in plan.lines:
        late = [each for each in line.actions if each.state == "slipped" and each.due_on < plan.on]
        assert (line.term in slipped) is (line.status in ("slipped", "relapsed")), line.number
        assert all(each.what in slipped for each in late), line.number
    assert plan.of_status("slipped", "relapsed")
    last = max(plan.meetings, key=lambda each: each.on)
    assert last.statements
    assert all(each.said in told for each in last.statements)
    assert plan.questions
    for each in plan.questions:
        assert each.question in told
        assert (each.answer or "Not answered yet") in told


def test_words_that_name_a_child_are_kept_back_whoever_wrote_them_and_stay_so_when_the_child_has_gone(
    pack: Any, client_as: Any
) -> None:
    """A councillor sees no child, and may type the name of one without knowing it."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.board_pack import files
    from lineofsight.web.board_pack.basis import basis_for
    from lineofsight.web.board_pack.unnamed import KEPT_BACK, kept_back_of
    from lineofsight.web.improvement import building
    from lineofsight.web.improvement.models import Question
    from lineofsight.web.improvement.reading import plan_as_at
    from lineofsight.web.knowledge.snapshots import known
    from tests.support.access import child_of_many

    child, held = child_of_many(), known(pack.snapshot)
    name = f"{child.forename} {child.surname}"
    asked = f"Why did {name} wait?"
    assert kept_back_of(plan_as_at(pack.snapshot, pack.known_on), ()) == ()
    assert client_as("elected-member").post("/improvement/questions/new/", {"question": asked}).status_code == 303
    try:
        made = files.make(held, basis_for(pack.snapshot, pack.known_on))
        page = made.bodies["html"].decode()
        assert name not in page
        assert page.count(KEPT_BACK) == 1
        (digest,) = made.basis.kept_back
        assert name not in str(made.basis.as_row())
        names = {each: getattr(child, each) for each in ("forename", "surname")}
        ChildNow.objects.filter(pk=child.pk).update(forename=None, surname=None)
        plan = plan_as_at(pack.snapshot, pack.known_on)
        gone = [kept_back_of(plan, before) for before in ((), made.basis.kept_back)]
        ChildNow.objects.filter(pk=child.pk).update(**names)
        assert gone == [(), (digest,)]
    finally:
        Question.objects.filter(question=asked).delete()
        building._plan_view.cache_clear()


def test_a_member_reads_packs_and_makes_none(pack: Any, whole_service: Any, page: Any, client_as: Any) -> None:
    service = whole_service
    become(page, service, "elected-member")
    page.goto(f"{service.address}/board/")
    expect(page.get_by_role("heading", name="Board packs")).to_be_visible()
    expect(page.get_by_role("button", name="Make the page and the PDF")).to_have_count(0)
    assert axe_violations(page) == []
    page.goto(f"{service.address}/board/{pack.snapshot}/")
    expect(page.get_by_text(pack.pdf_sha256)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []
    become(page, service, "director")
    page.goto(f"{service.address}/board/")
    expect(page.get_by_role("button", name="Make the page and the PDF")).to_be_visible()
    member = client_as("elected-member")
    assert member.post("/board/", {"snapshot": pack.snapshot}).status_code == 404
    assert member.get(f"/board/{pack.snapshot}/exe/").status_code == 404
    assert member.get("/board/nothing/").status_code == 404
    assert client_as("social-worker").get("/board/").status_code == 404
