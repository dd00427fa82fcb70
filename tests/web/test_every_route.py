"""Every address: it states its policy, tells a stranger nothing, and tells others only what they may see; whatever it
answers, nothing is kept by a browser and nothing is asked of anybody else."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from tests.support.routes import (
    FORMS,
    PEOPLE,
    absent,
    child_not_seen,
    child_seen,
    of_child,
    open_addresses,
    routes,
    teams_of,
    there,
    without_keys,
    worker_not_seen,
)
from tests.support.walked import ALIKE, Walked, walked

SWAPPED = {"HX-Request": "true"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a browser fetches of itself, as it stands in a page.
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|link|use|image|object|embed|audio|video|form)\b[^>]*?"""
    r"""\b(?:src|href|action|data|srcset|xlink:href|hx-get|hx-post)\s*=\s*["']?\s*(?:[a-z][a-z0-9+.-]*:)?//""",
    re.I,
)
STYLED = re.compile(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|url\(|<script(?![^>]*\bsrc=)""", re.I)


# Pages that nobody opens as the pages are walked, and why.
_OWN = "asks first who one is: signed in and opened by tests/web/accounts"
_ELSEWHERE = "asks what only the service signed in by knows: opened by tests/web/accounts/test_provider.py"
_POSTED = "only acts: it shows nothing of its own"
_WAITS = {
    "allocation:give": "allocation/test_journeys.py: to a worker, with their room beside it",
    "audits:joint_close": "audits/test_dips_and_joint.py: once an agency is said to have done what it owed",
    "audits:joint_grade": "audits/test_dips_and_joint.py: once every part is in",
    "improvement:say_done": "improvement/test_forms.py: of one's own action",
    "partners:close": "partners/test_journeys.py: once the agency answered",
    "quality_of_data:take_back": "quality_of_data/test_pages.py: once an error is explained",
    "supervision:change": "supervision/test_two_supervisors.py: while it is not signed",
    "supervision:discuss": "supervision/test_journeys.py: while it is not signed",
    "supervision:sign": "supervision/test_two_supervisors.py: while it is not signed",
}
"""What waits on what somebody did just before, and where that is done and the page opened."""
NOT_OPENED = {
    **dict.fromkeys((
        "mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
        "mfa_authenticate",
    ), _OWN),
    **dict.fromkeys((
        "socialaccount_connections", "socialaccount_login_cancelled", "socialaccount_login_error",
        "socialaccount_signup", "openid_connect_callback", "openid_connect_login",
    ), _ELSEWHERE),
    **dict.fromkeys(("sign_out", "account_logout"), "ends the session that walks"),
    "account_login": "the sign-in page by its other name",
    "worklists:first": "leads to the list of whoever asks",
    "worklists:feed": "a calendar, asked for by its key",
    "readiness:annex_file": "a file, given once it is made",
    "audits:quote": "asked with a row of the record: opened by tests/web/audits/test_journeys.py",
    **_WAITS,
    "tokens:revoke": _POSTED,
}  # fmt: skip


def not_there(client: Any, address: str, **asked: Any) -> bytes:
    answer = client.get(address, **asked)
    assert answer.status_code == 404, address
    return bytes(answer.content)


def test_every_route_states_its_policy(service: Any) -> None:
    assert [route.name for route in routes() if not hasattr(route.view, "policy")] == []


def no_pages(found: Walked) -> dict[str, list[str]]:
    """The routes of which nobody opened a page, with what each answered whoever asked."""
    shown = {each.route for each in found.shown}
    return {route.name: found.answered.get(route.name, []) for route in routes() if route.name not in shown}


def test_every_page_is_opened_by_somebody(whole: Path) -> None:
    """What walks the pages walks all of them: a page that nobody comes to stands here, with why, or fails this."""
    # A file, or what programs read, is no page; nor is what only acts.
    unopened = {
        name for name, said in no_pages(walked(whole)).items()
        if not any(each.startswith(("200", "405", "303")) for each in said)
    }  # fmt: skip
    assert unopened == set(NOT_OPENED)


def test_a_stranger_is_told_nothing_by_any_address_whether_or_not_there_is_such_a_thing(
    whole: Path, client_as: Any
) -> None:
    stranger = client_as("")
    child, (team, _) = child_seen("director"), teams_of("director")
    asked, said_to_programs, said_to_forms = 0, b"", b""
    for route in routes():
        if route.is_public:
            continue
        for given in (there() | of_child(child) | {"team_id": team}, absent()):
            for query, headers in FORMS:
                for ask in (stranger.get, stranger.post):
                    address = route.address(given) + query
                    answer = ask(address, headers=headers)
                    if route.is_for_programs:
                        assert answer.status_code == 401, address
                        assert answer.content == (said_to_programs := said_to_programs or answer.content), address
                        asked += 1
                        continue
                    if ask == stranger.post and "HX-Request" in headers:
                        # What a form's script hears, whatever it was typed about: that nothing is kept any more.
                        assert b"You are signed out" in answer.content, address
                        assert answer.content == (said_to_forms := said_to_forms or answer.content), address
                        asked += 1
                        continue
                    # A script that asked for a fragment is told to open the sign-in page in place of the whole.
                    to = answer.headers["HX-Redirect" if "HX-Request" in headers else "Location"]
                    assert to.startswith("/sign-in/"), address
                    assert answer.content == b"", address
                    asked += 1
    assert asked > 100


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("director", "analyst")])
def test_a_child_one_may_not_see_answers_as_one_that_is_not_there(whole: Path, client_as: Any, who: str) -> None:
    from lineofsight.record.pseudonyms import pseudonym

    client, child, (_, team) = client_as(who), child_not_seen(who), teams_of(who)
    assert child is not None
    # The reference another authority would give the same child, and the id this one does: neither is an address.
    elsewhere = pseudonym(b"another authority", child.child_id)
    forms = (*FORMS, ("?show=all&page=2", {}), ("?q=a", {}))
    asked = 0
    for route in routes():
        if not route.about:
            continue
        nobody = not_there(client, route.address(absent()))
        given = there() | of_child(child) | {"team_id": team}
        others = (absent(), given | {"reference": elsewhere}, given | {"reference": child.child_id})
        for each in (given, *(others if route.about == "child" else others[:1])):
            for query, headers in forms:
                assert not_there(client, route.address(each) + query, headers=headers) == nobody, route.name
                asked += 1
    assert asked > 50


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "reviewing-officer", "service-head"])
def test_a_filter_by_what_one_may_not_see_counts_and_lists_as_by_what_is_not_there(
    whole: Path, client_as: Any, who: str
) -> None:
    """On each page that was opened by this person, or on which they are shown something that nobody before was."""
    client, child, (_, team) = client_as(who), child_not_seen(who), teams_of(who)
    asked = {
        "team": (team, "T" + "9" * (len(team) - 1)), "worker": (worker_not_seen(who), "PR" + "9" * 9),
        "reference": (child.reference, "p" + "0" * 20), "child": (child.child_id, "0" * 9),
    }  # fmt: skip
    compared = 0
    public = {route.name for route in routes() if route.is_public}
    for shown in walked(whole).shown:
        address = shown.address
        # The page of who has looked says of each of these requests that it was made.
        if shown.who != who or shown.route in public or shown.route == "children:looks" or address.startswith(ALIKE):
            continue
        whole_page = client.get(address)
        assert whole_page.status_code == 200, address
        # What a script would ask for, where that is not the same page.
        part = client.get(address, headers=SWAPPED)
        swapped = without_keys(said_by(part)) != without_keys(said_by(whole_page))
        for name, (hidden, absent_) in asked.items():
            if not hidden:
                continue
            for headers in ({}, SWAPPED) if swapped else ({},):
                texts = []
                for value in (hidden, absent_):
                    query = f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"
                    answer = client.get(query, headers=headers)
                    texts.append((answer.status_code, plain(said_by(answer), hidden, absent_)))
                assert texts[0] == texts[1], f"{address}?{name}="
                compared += 1
    assert compared > 20


def said_by(answer: Any) -> str:
    """What a page or a workbook says; a workbook as its cells, but for when it was made."""
    if answer.headers["Content-Type"] != EXCEL:
        return str(answer.content.decode())
    book = load_workbook(BytesIO(answer.content))
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) if row[0] != "Made at"]
    return "\n".join(str(row) for row in rows)


def plain(text: str, *asked: str) -> str:
    """A page without what was asked for, as a word (a snapshot of eleven o'clock is no team T11), and what is new."""
    words = "|".join(map(re.escape, asked))
    return without_keys(re.sub(rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])", "*", text))


@pytest.mark.parametrize("who", ["social-worker", "team-manager", "reviewing-officer", "service-head"])
def test_searching_does_not_find_a_child_one_may_not_see(service: Any, client_as: Any, who: str) -> None:
    child, client = child_not_seen(who), client_as(who)
    name = f"{child.forename} {child.surname}"
    for words in (child.child_id, child.reference, name, f"{child.surname} {child.born_on:%d/%m/%Y}"):
        for where in ("/children/", "/children/list/", "/children/excel/"):
            for headers in ({}, {"HX-Request": "true"}):
                said = said_by(client.get(where, {"q": words}, headers=headers)).replace(words, "*")
                assert child.reference not in said, f"{where} {words}"
                assert f">{child.child_id}<" not in said, f"{where} {words}"
                assert f"'{child.child_id}'" not in said, f"{where} {words}"


# So that several processes ask at once.
PARTS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_answered_is_not_kept_and_asks_nobody_else(whole: Path, client_as: Any, part: int) -> None:
    """Each page there is, asked by one of those who may open it; and what shows none, asked by a director."""
    found = walked(whole)
    public = {route.name for route in routes() if route.is_public}
    others = [("director", name, address) for name, address in filled("director") if name in no_pages(found)]
    asked = [(each.who, each.route, each.address) for each in found.first] + others
    pages = 0
    for who, name, address in [*asked[part::PARTS], ("director", "", "/no/such/page/")]:
        client = client_as(who)
        for query, headers in FORMS:
            answer = client.get(address + query.replace("?", "&" if "?" in address else "?"), headers=headers)
            assert answer.status_code in (200, 302, 303, 404, 405, 422), address
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy, address
            assert "unsafe" not in policy, address
            assert answer.headers["X-Content-Type-Options"] == "nosniff", address
            assert answer.headers["X-Frame-Options"] == "DENY", address
            if name not in public:
                assert "no-store" in answer.headers["Cache-Control"], address
            # A document to keep is no page of the service: it carries its styles with it.
            kept_aside = answer.headers.get("Content-Disposition", "").startswith("attachment")
            if answer.headers["Content-Type"].startswith("text/html") and not kept_aside:
                said = answer.content.decode()
                assert not FETCHED.search(said), f"{address}: {FETCHED.search(said)}"
                assert not STYLED.search(said), f"{address}: {STYLED.search(said)}"
                pages += 1
    assert pages > len(found.first) // PARTS


def filled(who: str) -> list[tuple[str, str]]:
    """Every address, as a person would ask for it, with the name of its route."""
    return [(route.name, address) for route, address in open_addresses(who)]


def test_an_error_keeps_the_same_headers(service: Any, client_as: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from lineofsight.web.home import views

    def broken(request: Any, day: Any) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setitem(views.PAGES, "director", broken)
    client = client_as("director")
    client.raise_request_exception = False
    failed = client.get("/")
    from django.test import Client

    forged = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"}).post("/sign-in/", {"login": "director"})
    assert (failed.status_code, forged.status_code) == (500, 403)
    for answer in (failed, forged, client.get("/", headers={"host": "elsewhere.example"})):
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert b"broken on purpose" not in answer.content
    assert "no-store" in failed.headers["Cache-Control"]


def test_a_demonstration_person_is_nobody_once_the_home_holds_other_data(service: Any, client_as: Any) -> None:
    from lineofsight.record.books import Load

    clients = {who: client_as(who) for who in PEOPLE}
    simulated = list(Load.objects.filter(made_by_simulation=True).values_list("pk", flat=True))
    Load.objects.filter(pk__in=simulated).update(made_by_simulation=False)
    try:
        for who, client in clients.items():
            for route, address in open_addresses(who):
                if not route.is_public:
                    assert client.get(address).status_code in (302, 401, 404), f"{who} {address}"
        page = client_as("").get("/sign-in/").content.decode()
        assert "exampleton-demonstration" not in page
        assert "social-worker" not in page
        given = {"login": "director", "password": "exampleton-demonstration"}
        stranger = client_as("")
        stranger.post("/sign-in/", given)
        assert stranger.get("/").status_code in (302, 404)
    finally:
        Load.objects.filter(pk__in=simulated).update(made_by_simulation=True)
