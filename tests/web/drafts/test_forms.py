"""Forms on pages of their own: nothing typed is lost to a conflict, to a refusal, or to more words than can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.web import become

TOO_MANY = "Half a sentence. " + "x" * 200_001
NOT_KEPT = "This is more than can be kept"


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def measure(service: Any) -> Iterator[Any]:
    """A measure of the contract, agreed from a quarter that no report was issued for."""
    from lineofsight.web.contract.models import Measure
    from lineofsight.web.knowledge.meanings import meaning_now

    made = Measure.objects.create(
        indicator="partner_answers", target=99, tolerance=1, direction="higher", from_on=date(2040, 4, 1),
        catalogue="0.1.0", definition=meaning_now("partner_answers"), agreed_by="x", agreed_on=date(2040, 4, 1),
    )  # fmt: skip
    yield made
    made.delete()


@pytest.fixture
def claim(client_as: Any) -> Any:
    """A claim of the self-evaluation."""
    from lineofsight.web.readiness.models import Claim

    sent = {"know": "Children on a plan are visited."}
    assert client_as("director").post("/readiness/self-evaluation/new/in_care/", sent).status_code == 303
    return Claim.objects.latest("pk")


def test_what_was_agreed_is_not_ended_over_what_somebody_else_wrote_unread(client_as: Any, measure: Any) -> None:
    council, address = client_as("commissioner"), f"/contract/measures/{measure.pk}/end/"
    first = {"why": "It is met.", **boxes("ends_on", date(2041, 3, 31)), "version": "1"}
    assert council.post(address, first).status_code == 303
    mine = {**first, "why": "It counts something else."}
    stale = council.post(address, mine).content.decode()
    for words in ("As it stands now", "It is met.", "31 March 2041", "It counts something else.", "Somebody else wrote",
                  'name="version" value="2"'):  # fmt: skip
        assert words in stale, words
    measure.refresh_from_db()
    assert "It is met." in measure.ended_why
    assert council.post(address, {**mine, "version": "2"}).status_code == 303
    measure.refresh_from_db()
    assert "It counts something else." in measure.ended_why


def test_a_papers_version_is_not_taken_for_the_programs(client_as: Any, measure: Any) -> None:
    from lineofsight import __version__

    page = client_as("commissioner").get(f"/contract/measures/{measure.pk}/end/").content.decode()
    assert f"lineofsight.css?{__version__}" in page
    assert 'name="version" value="1"' in page


def test_a_claim_is_not_changed_over_what_somebody_else_wrote_unread(client_as: Any, claim: Any) -> None:
    director, address = client_as("director"), f"/readiness/self-evaluation/claims/{claim.pk}/change/"
    opened = director.get(address).content.decode()
    assert "Children on a plan are visited." in opened
    theirs = {"know": "Most children on a plan are visited.", "version": str(claim.version)}
    assert client_as("principal-social-worker").post(address, theirs).status_code == 303
    mine = {"know": "All children on a plan are visited.", "version": str(claim.version)}
    stale = director.post(address, mine).content.decode()
    for words in ("As it stands now", theirs["know"], mine["know"], f'name="version" value="{claim.version + 1}"'):
        assert words in stale, words
    claim.refresh_from_db()
    assert claim.know == theirs["know"]
    assert director.post(address, {**mine, "version": str(claim.version)}).status_code == 303


@pytest.mark.parametrize(
    ("username", "address", "field"),
    [("commissioner", "/contract/measures/new/", "why"), ("director", "/improvement/before/new/", "why"),
     ("director", "/learning/new/review/", "happened"), ("director", "/readiness/visits/new/", "about"),
     ("director", "/readiness/self-evaluation/new/in_care/", "know"), ("commissioner", "/commissioner/questions/ask/",
     "question"), ("analyst", "/published/manage/new/", "intro"),
     ("team-manager", "/partners/child/{child}/ask/", "asked"), ("reviewing-officer", "/challenges/child/{child}/new/",
     "reason"), ("social-worker", "/decisions/child/{child}/new/", "considered")],
)  # fmt: skip
def test_more_than_can_be_kept_is_said_and_stays_in_the_form(
    client_as: Any, username: str, address: str, field: str
) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User
    from lineofsight.web.drafts.models import Draft
    from tests.support.routes import whose

    user, client = User.objects.get(username=username), client_as(username)
    children = ChildNow.objects.filter(children_seen(whose(username)), is_open=True).order_by("reference")
    places = [address.format(child=each.reference) for each in children[:40]] if "{child}" in address else [address]
    place = next(each for each in places if client.get(each).status_code == 200)
    assert f'name="{field}"' in client.get(place).content.decode()
    held = Draft.objects.filter(user_id=user.pk).count()
    said = client.post(place, {field: TOO_MANY, "keep_for_later": "yes"})
    assert said.status_code == 200
    assert NOT_KEPT in said.content.decode()
    assert TOO_MANY in said.content.decode()
    assert "Enter" not in said.content.decode().partition("error-summary__list")[2].partition("</ul>")[0]
    assert Draft.objects.filter(user_id=user.pk).count() == held
    # what can be kept is, and stands in the form when it is opened again
    assert client.post(place, {field: "Half a sentence.", "keep_for_later": "yes"}).status_code == 303
    assert "Half a sentence." in client.get(place).content.decode()
    Draft.objects.filter(user_id=user.pk).delete()


def test_boxes_ticked_beforehand_stay_so_until_a_draft_says_otherwise(client_as: Any) -> None:
    analyst, address = client_as("analyst"), "/published/manage/new/"
    assert " checked" in analyst.get(address).content.decode()
    assert analyst.post(address, {"title": "Autumn", "keep_for_later": "yes"}).status_code == 303
    begun = analyst.get(address).content.decode()
    assert 'value="Autumn"' in begun
    assert " checked" not in begun
    sent = {"draft_form": "public_scorecard", "draft_subject": "", "back": address}
    assert analyst.post("/drafts/drop/", sent).status_code == 303
    assert " checked" in analyst.get(address).content.decode()


def test_words_too_many_to_be_kept_stay_where_a_refusal_would_lead_away(client_as: Any, claim: Any) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today
    from lineofsight.web.learning.models import Entry, LearningAction

    owner = User.objects.get(username="team-manager")
    entry = Entry.objects.create(
        kind="review", sort="thematic", row_id=f"own-{claim.pk:024x}", title="A review", opened_on=today(),
        written_by_id=0, written_by="x",
    )  # fmt: skip
    mine = LearningAction.objects.create(
        entry=entry, what="Ring first", owner_id=owner.pk, owner=str(owner), set_on=today(), set_by_id=0, set_by="x",
        due_on=today() + timedelta(days=9), proof={"by": "child"}, said_done_on=today(), evidence="See the plans.",
    )  # fmt: skip
    try:
        sent = {"checked": "I looked myself.", "version": "1", "pasted": TOO_MANY}
        said = client_as("team-manager").post(f"/learning/actions/{mine.pk}/close/", sent).content.decode()
        for words in ("Somebody else must look", NOT_KEPT, "I looked myself."):
            assert words in said, words
    finally:
        mine.delete()
        entry.delete()


def test_what_is_typed_outlives_the_session(service: Any, page_as: Any) -> None:
    """Autosave keeps it; signed out, sending leads to signing in, and the form opens again with every word."""
    page = page_as("director")
    address = f"{service.address}/readiness/self-evaluation/new/in_care/"
    page.goto(address)
    page.get_by_label("What we know").fill("Children choose where they meet us.")
    page.get_by_text("Kept for you").wait_for()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What next").fill("Ask them.")
    page.get_by_text("You are signed out").wait_for()
    assert page.get_by_label("What next").input_value() == "Ask them."
    page.get_by_role("button", name="A claim").click()
    assert "/sign-in/" in page.url
    become(page, service, "director")
    page.goto(address)
    assert page.get_by_label("What we know").input_value() == "Children choose where they meet us."
    page.get_by_text("You began this").wait_for()
    page.get_by_role("button", name="Begin again without them").click()
    assert page.get_by_label("What we know").input_value() == ""
