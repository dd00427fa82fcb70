"""Restricting a record by pages: never to one person, never past lifting, and lifted with a reason that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.access import child_of_many, person_of

WHY = "The mother's sister works in the team next to ours."
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def child(service: Any, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        return child_of_many()


@pytest.fixture(autouse=True)
def _nothing_restricted(service: Any) -> Iterator[None]:
    yield
    from lineofsight.web.access.models import NamedPerson, Restriction

    NamedPerson.objects.all().delete()
    Restriction.objects.all().delete()


def signed_in(client_as: Any, user: Any) -> Any:
    client = client_as("")
    client.force_login(user)
    return client


def send(client: Any, child: Any, users: list[Any], **changed: Any) -> Any:
    from lineofsight.web.day import today

    on = today() + timedelta(days=90)
    given = {"kind": "kin", "why": WHY, "named": [str(user.pk) for user in users], "review_on-day": on.day,
             "review_on-month": on.month, "review_on-year": on.year} | changed  # fmt: skip
    return client.post(f"/restrictions/{child.reference}/", given)


def test_a_record_is_restricted_changed_and_lifted_and_all_of_it_is_kept(client_as: Any, child: Any) -> None:
    from lineofsight.web.access.models import NamedPerson, Restriction

    head, night, worker = person_of("service_head", child), person_of("out_of_hours"), person_of("social_worker", child)
    page, director = f"/children/child/{child.reference}/", client_as("director")
    client = signed_in(client_as, head)
    assert send(client, child, [head, worker]).headers["Location"] == f"/restrictions/{child.reference}/"
    assert "Nobody who works out of hours is named" in client.get(f"/restrictions/{child.reference}/").content.decode()
    assert director.get(page).status_code == 404
    assert director.get(f"/restrictions/{child.reference}/").status_code == 404
    for user, status in ((head, 200), (worker, 200), (night, 404)):
        assert signed_in(client_as, user).get(page).status_code == status
    assert child.surname in client.get("/restrictions/").content.decode()
    assert child.surname not in director.get("/restrictions/").content.decode()

    assert send(client, child, [head, night], version="1").status_code == 303
    for user, status in ((head, 200), (worker, 404), (night, 200)):
        assert signed_in(client_as, user).get(page).status_code == status
    for stale in ("1", "²", ""):
        assert "changed this meanwhile" in send(client, child, [head, worker], version=stale).content.decode()

    lifted = {"lift": "yes", "lifted_why": "The mother's sister has left the council.", "version": "2"}
    assert client.post(f"/restrictions/{child.reference}/", lifted | {"lifted_why": "Over"}).status_code == 200
    assert client.post(f"/restrictions/{child.reference}/", lifted).status_code == 303
    assert director.get(page).status_code == 200
    held = Restriction.objects.get(reference=child.reference)
    assert (held.why, held.lifted_by, held.set_by) == (WHY, head, head)
    assert NamedPerson.objects.filter(restriction=held, user=worker).get().to_at is not None


def test_a_record_is_never_restricted_to_one_or_to_nobody_who_may_lift_it(client_as: Any, child: Any) -> None:
    from lineofsight.web.access.models import Restriction

    head, worker, other = (
        person_of("service_head", child), person_of("social_worker", child), person_of("personal_adviser", child)
    )  # fmt: skip
    client = signed_in(client_as, head)
    for users, told in (([head], "at least two people"), ([worker, other], "who may lift it"), ([], "Choose who")):
        assert told in send(client, child, users).content.decode()
    assert "within six months" in send(client, child, [head, worker], **{"review_on-year": 2100}).content.decode()
    assert not Restriction.objects.exists()
    assert signed_in(client_as, worker).get(f"/restrictions/{child.reference}/").status_code == 404


def test_the_rules(service: Any) -> None:
    from lineofsight.web.access.restricting.rules import (
        LONGEST_DAYS,
        problem_of_named,
        problem_of_review,
        warning_of_named,
    )
    from lineofsight.web.accounts.roles import ROLES

    def named(*roles: str) -> str:
        return problem_of_named([ROLES[role] for role in roles])

    assert named("director", "social_worker") == ""
    assert "two people" in named("director")
    assert "lift it" in named("social_worker", "team_manager")
    assert "sees children" in named("director", "elected_member")
    assert warning_of_named([ROLES["out_of_hours"]]) == ""
    assert warning_of_named([ROLES["director"]])
    assert problem_of_review(TODAY, TODAY)
    assert problem_of_review(TODAY + timedelta(days=1), TODAY) == ""
    assert problem_of_review(TODAY + timedelta(days=LONGEST_DAYS), TODAY) == ""
    assert problem_of_review(TODAY + timedelta(days=LONGEST_DAYS + 1), TODAY)
