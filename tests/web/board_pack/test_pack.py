"""A board pack: made in one action, the same byte for byte, read by those who see no child."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDFCatalog_IsTagged

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
    pdf = b"".join(client_as("elected-member").get(f"/board/{pack.snapshot}/pdf/").streaming_content)
    assert pdf.startswith(b"%PDF")
    assert FPDFCatalog_IsTagged(PdfDocument(pdf).raw)


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
