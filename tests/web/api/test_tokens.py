"""Tokens: a program reads what its person may read, for as long as they may, and by the header alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.support.routes import child_not_seen, child_seen

V1, TOKENS = "/api/v1", "/account/tokens/"
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def none_left(service: Any) -> Iterator[None]:
    yield
    from lineofsight.web.accounts.tokens.models import Token

    Token.objects.all().delete()


def sent(name: str, last_day: date) -> dict[str, str]:
    boxes = {"day": last_day.day, "month": last_day.month, "year": last_day.year}
    return {"name": name} | {f"last_day-{box}": str(value) for box, value in boxes.items()}


def make(client: Any, name: str = "Monthly extract") -> str:
    """A token by the page, its secret as it is shown once."""
    answer = client.post(TOKENS, sent(name, datetime.now(UTC).date() + 30 * A_DAY))
    text = answer.content.decode()
    assert 'id="secret">' in text, text
    return str(text.partition('id="secret">')[2].partition("<")[0])


def asks(client: Any, secret: str, address: str = "/figures/") -> Any:
    return client.get(V1 + address, headers={"authorization": f"Bearer {secret}"})


def test_a_token_reads_as_its_person_and_is_shown_once(client_as: Any) -> None:
    from lineofsight.web.accounts.tokens.models import Token

    analyst, program = client_as("analyst"), client_as("")
    secret = make(analyst)
    assert asks(program, secret).status_code == 200
    assert asks(program, secret, "/children/").content == analyst.get(V1 + "/children/").content
    held = Token.objects.get()
    assert secret not in str(vars(held))
    page = analyst.get(TOKENS).content.decode()
    assert "Monthly extract" in page
    assert secret not in page
    assert held.last_used_at is not None


def test_a_program_opens_no_page_and_keeps_no_session(client_as: Any) -> None:
    secret, program = make(client_as("analyst")), client_as("")
    assert program.get("/", headers={"authorization": f"Bearer {secret}"}).status_code == 302
    answer = asks(program, secret)
    assert answer.status_code == 200
    assert "sessionid" not in program.cookies
    assert program.get(V1 + "/figures/").status_code == 401


def test_a_bad_token_is_refused_even_beside_a_good_session(client_as: Any) -> None:
    analyst = client_as("analyst")
    secret = make(analyst)
    for header in ("Bearer los_" + "x" * 43, f"Bearer {secret}x", f"Basic {secret}", secret, "Bearer", ""):
        answer = analyst.get(V1 + "/figures/", headers={"authorization": header})
        assert answer.status_code == 401, header
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert json.loads(answer.content)["remedy"]
    assert analyst.get(V1 + "/figures/", {"token": secret}).status_code == 422


def test_a_revoked_token_opens_nothing_and_is_only_its_persons_to_revoke(client_as: Any) -> None:
    from lineofsight.web.accounts.tokens.models import Token

    analyst, program = client_as("analyst"), client_as("")
    secret = make(analyst)
    where = f"{TOKENS}{Token.objects.get().pk}/revoke/"
    assert client_as("director").post(where).status_code == 404
    assert asks(program, secret).status_code == 200
    assert analyst.post(where).status_code == 303
    assert asks(program, secret).status_code == 401
    assert "Revoked" in analyst.get(TOKENS).content.decode()


def test_only_roles_that_may_make_any(client_as: Any) -> None:
    for who in ("social-worker", "team-manager", "reviewing-officer", "elected-member"):
        assert client_as(who).get(TOKENS).status_code == 404
        assert client_as(who).post(TOKENS, sent("Mine", date(2027, 1, 1))).status_code == 404


def test_a_token_ends_with_its_persons_account_role_and_sessions(client_as: Any) -> None:
    from lineofsight.web.accounts.models import User

    secret, program = make(client_as("analyst")), client_as("")
    person = User.objects.get(username="analyst")
    ends = (
        {"is_active": False}, {"role_code": "social_worker"}, {"sessions_from": datetime.now(UTC) + A_DAY},
        {"role_code": "no role of this version"},
    )  # fmt: skip
    for change in ends:
        before = {name: getattr(person, name) for name in change}
        User.objects.filter(pk=person.pk).update(**change)
        try:
            assert asks(program, secret).status_code == 401, change
        finally:
            User.objects.filter(pk=person.pk).update(**before)
    assert asks(program, secret).status_code == 200


def test_whoever_must_still_have_a_second_factor_is_told_so_and_shown_nothing(client_as: Any) -> None:
    from lineofsight.web.accounts.models import User

    secret, program = make(client_as("analyst")), client_as("")
    User.objects.filter(username="analyst").update(password_is_given=True)
    try:
        answer = asks(program, secret)
    finally:
        User.objects.filter(username="analyst").update(password_is_given=False)
    assert answer.status_code == 403
    assert "second factor" in json.loads(answer.content)["remedy"]


def test_the_log_of_looks_names_the_token_and_so_does_the_childs_page(client_as: Any) -> None:
    from lineofsight.web.access.models import Look

    director, child = client_as("director"), child_seen("director")
    secret = make(director, "Board pack")
    assert asks(client_as(""), secret, f"/children/{child.reference}/due/").status_code == 200
    look = Look.objects.filter(reference=child.reference).order_by("-pk")[0]
    assert look.page == "api:child_due by the token “Board pack”"
    page = director.get(f"/children/child/{child.reference}/looks/").content.decode()
    assert "What is due, read by a program by the token “Board pack”" in page


def test_making_and_revoking_are_in_the_log_of_what_was_done(client_as: Any) -> None:
    from lineofsight.web.access.done import Done
    from lineofsight.web.accounts.tokens.models import Token

    analyst = client_as("analyst")
    make(analyst)
    analyst.post(f"{TOKENS}{Token.objects.get().pk}/revoke/")
    assert set(Done.objects.order_by("-pk").values_list("name", flat=True)[:2]) == {"make_token", "revoke_token"}


def test_a_tokens_person_sees_no_more_by_it(client_as: Any) -> None:
    from lineofsight.web.accounts.models import User

    secret, program = make(client_as("analyst")), client_as("")
    hidden = child_not_seen("service-head")
    User.objects.filter(username="analyst").update(role_code="commissioner")
    try:
        assert asks(program, secret).status_code == 200
        assert asks(program, secret, f"/children/{hidden.reference}/").status_code == 404
        shown = json.loads(asks(program, secret, "/figures/?indicator=cpp_count").content)["rows"]
        assert {row["value"] for row in shown} == {None}
    finally:
        User.objects.filter(username="analyst").update(role_code="analyst")


def over(**given: Any) -> str:
    from lineofsight.web.accounts.tokens.rules import why_over

    made = datetime(2026, 6, 1, 9, tzinfo=UTC)
    usual = {"last_day": date(2026, 6, 30), "made_at": made, "revoked_at": None, "is_active": True,
             "sessions_from": None, "may_have_one": True, "today": date(2026, 6, 30)}  # fmt: skip
    return why_over(**(usual | given))


def test_when_a_token_is_over(service: Any) -> None:
    made = datetime(2026, 6, 1, 9, tzinfo=UTC)
    assert over() == ""
    assert over(today=date(2026, 7, 1)) == "Past its last day"
    assert over(sessions_from=made) == ""
    assert "signed out" in over(sessions_from=made + timedelta(seconds=1))
    assert "no" in over(may_have_one=False)
    assert "no" in over(is_active=False)
    assert over(revoked_at=made) == "Revoked"


@pytest.mark.parametrize(
    ("name", "days", "live", "field"),
    [
        ("Extract", 0, 0, ""), ("Extract", 365, 9, ""), ("", 1, 0, "name"), ("x" * 60, 1, 0, ""),
        ("x" * 61, 1, 0, "name"), ("a\x07b", 1, 0, "name"), ("Extract", -1, 0, "last_day"),
        ("Extract", 366, 0, "last_day"), ("Extract", 1, 10, "name"), ("t0", 1, 1, "name"),
    ],
)  # fmt: skip
def test_which_tokens_may_be_made(service: Any, name: str, days: int, live: int, field: str) -> None:
    from lineofsight.web.accounts.tokens.rules import problem_of

    today = date(2026, 6, 1)
    found, words = problem_of(name, today + days * A_DAY, today, [f"t{each}" for each in range(live)])
    assert found == field
    assert bool(words) is bool(field)
