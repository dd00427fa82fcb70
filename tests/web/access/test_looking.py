"""Looking at a child outside one's own: with a reason, for a time, told to the worker, reviewed by somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.support.access import child_of_many, person_of, restricted

WORDS = "Their brother told me at school today that they were hurt, and I must see who to ring."
NOW = datetime(2026, 6, 1, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def child(service: Any, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        return child_of_many()


@pytest.fixture(autouse=True)
def _no_reasons(service: Any) -> Iterator[None]:
    """Reasons given in a test end with it: nobody may look with them after."""
    yield
    from lineofsight.web.access.models import ReasonToLook

    ReasonToLook.objects.update(until=datetime(2020, 1, 1, tzinfo=UTC), told_at=NOW, reviewed_at=NOW)


def signed_in(client_as: Any, user: Any) -> Any:
    client = client_as("")
    client.force_login(user)
    return client


def give(client: Any, child: Any, why: str = "came_in", **changed: str) -> Any:
    return client.post("/looks/reason/", {"local_id": child.child_id, "why": why, "words": WORDS} | changed)


def last_reason() -> Any:
    from lineofsight.web.access.models import ReasonToLook

    return ReasonToLook.objects.latest("pk")


def test_a_reason_opens_the_child_tells_the_worker_and_is_reviewed_by_somebody_else(client_as: Any, child: Any) -> None:
    from lineofsight.web.accounts.models import Membership

    stranger = person_of("social_worker")
    client, page = signed_in(client_as, stranger), f"/children/child/{child.reference}/"
    assert client.get(page).status_code == 404
    assert give(client, child).headers["Location"] == page
    assert client.get(page).status_code == 200
    assert client.get(page + "address/").status_code == 404, "a reason does not open a protected address"
    worker = signed_in(client_as, person_of("personal_adviser", child))
    assert "(1 new)" in worker.get("/").content.decode()
    told = worker.get("/looks/told/").content.decode()
    assert WORDS in told
    assert str(stranger) in told
    worker.post("/looks/told/")
    assert "new)" not in worker.get("/").content.decode()
    looks = worker.get(page + "looks/").content.decode()
    assert "Something came in about this child" in looks

    review = f"/looks/reviews/{last_reason().pk}/"
    manager = person_of("team_manager")
    assert signed_in(client_as, manager).get(review).status_code == 404, "of no team of theirs"
    for user in (stranger, manager):
        Membership.objects.get_or_create(user=user, team_id="elsewhere", from_on=date(2000, 1, 1))
    reviewer = signed_in(client_as, manager)
    assert str(stranger) in reviewer.get("/looks/reviews/").content.decode()
    assert reviewer.post(review, {"outcome": "not_proper", "words": "Too short"}).status_code == 200
    found = {"outcome": "not_proper", "words": "Nothing had come in; I have spoken with them and with their manager."}
    assert reviewer.post(review, found).status_code == 302
    assert client.get(page).status_code == 404, "what was found wanting stops at once"
    assert "Somebody else has reviewed this" in reviewer.post(review, found).content.decode(), "reviewed once"


@pytest.mark.parametrize(
    "changed",
    [{"words": "need it"}, {"words": ""}, {"why": "police"}, {"why": ""}, {"local_id": "0"}, {"local_id": ""}],
)
def test_a_reason_that_says_nothing_or_is_not_ones_to_give_opens_nothing(
    client_as: Any, child: Any, changed: dict[str, str]
) -> None:
    client = signed_in(client_as, person_of("social_worker"))
    answer = give(client, child, **changed)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert client.get(f"/children/child/{child.reference}/").status_code == 404


def test_a_restricted_child_is_as_one_that_is_not_there(client_as: Any, child: Any) -> None:
    client = signed_in(client_as, person_of("social_worker"))

    def plain(answer: Any, asked: str) -> str:
        said = answer.content.decode().replace(asked, "*")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", said)

    with restricted(child):
        refused = give(client, child)
        assert refused.status_code == 200
        assert plain(refused, child.child_id) == plain(give(client, child, local_id="000000000"), "000000000")


def test_a_reason_holds_for_its_hours_and_names_are_met_exactly(client_as: Any, child: Any) -> None:
    from lineofsight.web.access.looking.finding import child_meant
    from lineofsight.web.access.looking.holding import reason_now
    from lineofsight.web.access.looking.rules import HOURS, until
    from lineofsight.web.access.models import ReasonToLook
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    user = person_of("social_worker")
    ReasonToLook.objects.create(
        user=user, by="x", role_code="social_worker", reference="p9", why="cover", words=WORDS, given_at=NOW,
        until=until(NOW),
    )  # fmt: skip
    assert reason_now(user.pk, "p9", NOW + timedelta(hours=HOURS, seconds=-1)) is not None
    assert reason_now(user.pk, "p9", NOW + timedelta(hours=HOURS)) is None
    asker = Asker(ROLES["social_worker"], "", ())
    named = {"local_id": "", "forename": child.forename, "surname": child.surname, "born_on": child.born_on}
    assert child_meant(asker, **named) == child
    assert child_meant(asker, **(named | {"surname": child.surname[:-1]})) is None
    assert child_meant(asker, **(named | {"born_on": child.born_on + timedelta(days=1)})) is None


def test_a_covert_look_is_not_on_the_childs_page_and_is_reviewed_by_somebody_independent(
    client_as: Any, child: Any
) -> None:
    manager = person_of("team_manager", child)
    client, page = signed_in(client_as, manager), f"/children/child/{child.reference}/"
    words = "An allegation was made against somebody who visits the child: I gather what is recorded."
    assert give(client, child, why="allegation", words=words).status_code == 302
    assert client.get(page).status_code == 200
    worker = signed_in(client_as, person_of("personal_adviser", child))
    assert str(manager) not in worker.get(page + "looks/").content.decode()
    assert "new)" not in worker.get("/").content.decode()
    assert words not in worker.get("/looks/told/").content.decode()
    review = f"/looks/reviews/{last_reason().pk}/"
    assert client.get(review).status_code == 404, "not one's own"
    assert signed_in(client_as, person_of("service_head", child)).get(review).status_code == 404, "not independent"
    independent = signed_in(client_as, person_of("auditor"))
    assert "Kept from the child" in independent.get(review).content.decode()
    assert child.surname not in independent.get(review).content.decode()


def test_who_may_review(service: Any) -> None:
    from lineofsight.web.access.looking.rules import DAYS_TO_REVIEW, is_review_late, may_review
    from lineofsight.web.access.policy import Asker
    from lineofsight.web.accounts.roles import ROLES

    def asked(role: str, **changed: Any) -> bool:
        given = {"is_giver": False, "covert": False, "givers_teams": frozenset({"t1"}), "holds_child": False} | changed
        return may_review(Asker(ROLES[role], "w1", given.pop("teams", ("t2",))), **given)

    assert asked("director")
    assert asked("team_manager", teams=("t1",))
    assert not asked("team_manager")
    assert not asked("social_worker", teams=("t1",))
    for role in ROLES:
        assert not asked(role, is_giver=True)
        assert not asked(role, is_giver=True, covert=True)
    assert asked("auditor", covert=True)
    assert not asked("auditor", covert=True, holds_child=True)
    assert not asked("auditor", covert=True, teams=("t1",))
    assert not asked("service_head", covert=True, teams=("t1",))
    assert not is_review_late(NOW, NOW + timedelta(days=DAYS_TO_REVIEW))
    assert is_review_late(NOW, NOW + timedelta(days=DAYS_TO_REVIEW, seconds=1))


def test_what_was_typed_of_a_child_restricted_since_is_not_the_reviewers_to_read(client_as: Any, child: Any) -> None:
    client = signed_in(client_as, person_of("social_worker"))
    assert give(client, child).status_code == 302
    review = f"/looks/reviews/{last_reason().pk}/"
    found = {"outcome": "proper", "words": "They had rung the school, whose call is in the record of that day."}
    director = client_as("director")
    assert WORDS in director.get(review).content.decode()
    with restricted(child):
        page = director.get(review).content.decode()
        assert WORDS not in page
        assert "Restricted to other people" in page
        assert director.post(review, found).status_code == 302
        assert found["words"] not in director.get(review).content.decode()
    assert found["words"] in director.get(review).content.decode()
