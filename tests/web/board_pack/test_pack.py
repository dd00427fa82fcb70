"""A board pack: made in one action, the same byte for byte, read by those who see no child."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDFCatalog_IsTagged

from tests.support.chromium import axe_violations
from tests.support.web import become


@pytest.fixture
def pack(service: Any) -> Any:
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
    assert "What slipped" in page or "No improvement plan is held here" in page
    assert "How good the data is" in page


def test_a_member_reads_packs_and_makes_none(pack: Any, service: Any, page_as: Any, client_as: Any) -> None:
    page = page_as("elected-member")
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
