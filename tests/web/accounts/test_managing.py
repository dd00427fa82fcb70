"""Joiners, movers and leavers, by pages; and the first administrator, by a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.access import child_of_many, person_of, restricted


@pytest.fixture
def administrator(service: Any) -> Iterator[Any]:
    from lineofsight.web.accounts.models import User

    user = User.objects.create(username="boss", role_code="system_administrator", display_name="Boss")
    yield user
    User.objects.filter(pk=user.pk).update(is_active=False, username=f"was-boss-{user.pk}")


@pytest.fixture
def client(client_as: Any, administrator: Any) -> Any:
    client = client_as("")
    client.force_login(administrator)
    return client


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_somebody_joins_moves_and_leaves(client: Any, client_as: Any) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    child = child_of_many()
    User.objects.filter(worker_id=child.worker_id).update(worker_id="")
    given = {"username": "sam.new", "display_name": "Sam New", "role": "social_worker", "worker_id": child.worker_id,
             "teams": [child.team_id]} | day("from_on", today())  # fmt: skip
    page = client.post("/accounts/join/", given).content.decode()
    password = re.findall(r'los-code">([\w-]{16})<', page)[0]
    sam = User.objects.get(username="sam.new")
    assert (sam.team_ids(today()), sam.password_is_given) == ([child.team_id], True)
    assert "somebody&#x27;s already" in client.post("/accounts/join/", given).content.decode()

    theirs = client_as("")
    theirs.post("/sign-in/", {"login": "sam.new", "password": password})
    assert theirs.get("/").headers["Location"] == "/account/password/"
    new = {"oldpassword": password, "password1": "words of one's own", "password2": "words of one's own"}
    theirs.post("/account/password/", new)
    assert theirs.get(f"/children/child/{child.reference}/").status_code == 200

    where = f"/accounts/{sam.pk}/"
    moved = {"what": "change", "version": "1", "display_name": "Sam New", "role": "personal_adviser",
             "worker_id": child.worker_id}  # fmt: skip
    assert client.post(where, moved).status_code == 302
    assert theirs.get("/").headers["Location"].startswith("/sign-in/"), "another role begins anew"
    assert "changed this account meanwhile" in client.post(where, moved).content.decode()
    membership = sam.memberships.get()
    ended = {"what": "end", "membership": str(membership.pk)} | day("to_on", today())
    assert client.post(where, ended).status_code == 302
    assert sam.memberships.get().to_on == today()

    theirs = client_as("")
    theirs.post("/sign-in/", {"login": "sam.new", "password": "words of one's own"})
    assert theirs.get("/").status_code == 200
    # Whoever leaves holds their children through the last day.
    answer = client.post(where, {"what": "leave"} | day("to_on", today() - timedelta(days=1)), follow=True)
    assert "The account is ended" in answer.content.decode()
    assert theirs.get("/").headers["Location"].startswith("/sign-in/")
    assert not User.objects.get(pk=sam.pk).is_active
    from lineofsight.record.service.models import ChildNow

    now = ChildNow.objects.get(pk=child.pk)
    assert now.worker_id in (None, "")
    assert "unallocated" in now.reasons


def test_nobody_raises_or_ends_themselves_and_the_last_administrator_stays(client: Any, administrator: Any) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    where = f"/accounts/{administrator.pk}/"
    mine = {"what": "change", "version": "1", "display_name": "Boss", "role": "director", "worker_id": ""}
    assert "Somebody else must change your role" in client.post(where, mine).content.decode()
    assert (
        "Somebody else must end your account"
        in client.post(where, {"what": "leave"} | day("to_on", today())).content.decode()
    )
    assert client.post(where, {"what": "second_factor"}).status_code == 200
    assert User.objects.get(pk=administrator.pk).is_active
    assert client.post(where, {"what": "nothing"}).status_code == 404


def test_only_system_administrators_are_here(client_as: Any, administrator: Any) -> None:
    from lineofsight.web.accounts.roles import ROLES

    for role in ROLES:
        if role != "system_administrator":
            other = client_as("")
            other.force_login(person_of(role))
            for address in ("/accounts/", "/accounts/join/", "/accounts/log/", f"/accounts/{administrator.pk}/"):
                assert other.get(address).status_code == 404, f"{role} {address}"
                assert other.post(address, {"what": "password"}).status_code == 404, f"{role} {address}"


def test_an_administrator_sees_no_child_and_no_figure(client: Any) -> None:
    for address in ("/children/", "/worklists/mine/", "/performance/", "/teams/", "/data/"):
        assert client.get(address).status_code == 404, address
    for address in ("/", "/accounts/", "/accounts/join/", "/accounts/log/", "/account/", "/handbook/"):
        assert client.get(address).status_code == 200, address


def test_whoever_alone_may_lift_a_restriction_leaves_once_another_is_named(client: Any, client_as: Any) -> None:
    from lineofsight.web.access.models import NamedPerson
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    child, worker = child_of_many(), person_of("personal_adviser")
    head = User.objects.create(username="head.leaving", role_code="service_head", display_name="Head Leaving")
    director = person_of("director")
    where, left = f"/accounts/{head.pk}/", {"what": "leave"} | day("to_on", today())
    with restricted(child, [head, worker]) as held:
        try:
            shown = client.get(where).content.decode()
            assert "Nobody else may lift 1 restricted record" in shown
            assert child.surname not in shown
            changed = {"what": "change", "version": "1", "display_name": "Head", "role": "team_manager"}
            assert "Ask them to name" in client.post(where, changed).content.decode()
            assert "Choose who is named in their place" in client.post(where, left).content.decode()
            assert "Choose who is named" in client.post(where, left | {"in_place": ""}).content.decode()
            assert "There is a problem" in client.post(where, left | {"in_place": str(worker.pk)}).content.decode()
            assert User.objects.get(pk=head.pk).is_active
            ended = client.post(where, left | {"in_place": str(director.pk)}, follow=True).content.decode()
            assert "Another is named in their place in 1 restricted record." in ended
            named = NamedPerson.objects.filter(restriction=held, to_at=None)
            assert set(named.values_list("user_id", flat=True)) == {worker.pk, director.pk}
            # Now the director is left alone with one who may not lift it, who goes.
            User.objects.filter(pk=worker.pk).update(is_active=False)
            theirs = client_as("")
            theirs.force_login(director)
            assert "Too few named" in theirs.get("/restrictions/").content.decode()
            assert "Only one person" in theirs.get(f"/restrictions/{child.reference}/").content.decode()
        finally:
            User.objects.filter(pk=worker.pk).update(is_active=True)
            User.objects.filter(pk=head.pk).update(is_active=False)


def test_a_demonstrations_administrator_leaves_no_account_behind_and_changes_nobody_shared(client_as: Any) -> None:
    from lineofsight.web.accounts.demonstration import SHARED
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    shared = client_as("system-administrator")
    page = shared.get("/accounts/").content.decode()
    assert "This is a demonstration" in page
    for username in SHARED:
        assert shared.get(f"/accounts/{User.objects.get(username=username).pk}/").status_code == 404, username
    given = {"username": "door.left.open", "display_name": "Door", "role": "system_administrator"}
    assert "shown once" in shared.post("/accounts/join/", given | day("from_on", today())).content.decode()
    made = User.objects.get(username="door.left.open")
    try:
        assert made.is_demonstration
        assert shared.get(f"/accounts/{made.pk}/").status_code == 200
        assert "door.left.open" not in client_as("").get("/sign-in/").content.decode()
        theirs = client_as("")
        theirs.force_login(made)
        assert theirs.get("/").headers["Location"] == "/account/password/"
        assert theirs.get("/account/password/").status_code == 200
    finally:
        User.objects.filter(pk=made.pk).update(is_active=False)


def test_every_person_of_the_demonstration_has_a_home_page(client_as: Any) -> None:
    from lineofsight.web.accounts.demonstration import SHARED

    page = client_as("").get("/sign-in/").content.decode()
    for username in SHARED:
        assert f">{username}<" in page
        assert client_as(username).get("/").status_code == 200, username
        assert client_as(username).get("/account/").status_code == 404, username


def test_the_rules(service: Any) -> None:
    from lineofsight.web.accounts.managing.rules import (
        problem_of_change,
        problem_of_leaving,
        problem_of_membership,
        problem_of_restrictions,
    )

    assert problem_of_restrictions(0, takes_over=False, may_name=True) == ""
    assert problem_of_restrictions(1, takes_over=True, may_name=True) == ""
    assert problem_of_restrictions(1, takes_over=False, may_name=True)
    assert problem_of_restrictions(2, takes_over=False, may_name=False)
    on = date(2026, 6, 1)
    boss = "system_administrator"
    assert problem_of_change(is_self=False, was=boss, will_be="director", other_administrators=0)
    assert problem_of_change(is_self=False, was=boss, will_be="director", other_administrators=1) == ""
    assert problem_of_change(is_self=True, was=boss, will_be=boss, other_administrators=0) == ""
    leaving = {"is_self": False, "role": boss, "other_administrators": 1, "left_on": on, "today": on}
    assert problem_of_leaving(**leaving) == ""
    assert problem_of_leaving(**(leaving | {"other_administrators": 0}))
    assert problem_of_leaving(**(leaving | {"is_self": True}))
    assert problem_of_leaving(**(leaving | {"left_on": date(2026, 6, 2)}))
    assert problem_of_membership(on, on) == problem_of_membership(on, None) == ""
    assert problem_of_membership(on, date(2026, 5, 31))


def test_the_first_administrator_is_made_by_a_command_and_a_demonstration_ended_by_another(
    service: Any, capsys: Any
) -> None:
    from lineofsight.cli.main import run
    from lineofsight.web.accounts.models import User

    home = ["--home", str(service.home)]
    assert run(["accounts", "administrator", "first.one", "--name", "First One", *home]) == 0
    password = re.findall(r"password (\S+) \(shown once\)", capsys.readouterr().err)[0]
    made = User.objects.get(username="first.one")
    assert made.check_password(password)
    assert (made.role_code, made.password_is_given) == ("system_administrator", True)
    assert run(["accounts", "administrator", "director", *home]) == 2
    assert run(["accounts", "list", *home, "--format", "jsonl"]) == 0
    assert '"first.one"' in capsys.readouterr().out
    shown = list(User.objects.filter(is_demonstration=True, is_active=True).values_list("pk", flat=True))
    try:
        assert run(["accounts", "end-demonstration", *home]) == 0
        assert not User.objects.filter(is_demonstration=True, is_active=True).exists()
    finally:
        User.objects.filter(pk__in=shown).update(is_active=True, sessions_from=None)
        User.objects.filter(pk=made.pk).update(is_active=False)
