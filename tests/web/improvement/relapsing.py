"""A small authority whose contacts are decided in time until they are not: loaded, fixed, held to it, and loaded again.

`python -m tests.web.improvement.relapsing FOLDER` makes it in FOLDER and prints, as one object, what its pages say of a
line of its plan after the first load and after the second. In a process of its own: its home is not the other tests'.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.support.homes import frame_of

CODE, TERM = "contact_decision_24h", "Contacts are decided within a day."
BEGAN, SIGNED, LATER = date(2024, 12, 2), date(2026, 3, 31), date(2026, 6, 30)
TABLES = {
    "people": """
        id  | born_on
        ----+-----------
        amy | 2015-05-05
        ben | 2016-06-06
    """,
    "audits": """
        child | audited_on | grade | recorded_on
        amy   | 2026-02-02 | good  | 2026-02-02
        ben   | 2026-03-03 | good  | 2026-03-03
    """,
}
PLACES = ("/improvement/lines/1/", "/improvement/", "/improvement/board/", "/")


def main(folder: Path) -> None:
    """Both loads, and what the pages say after each."""
    from lineofsight.cli.serve import start_pages_settings

    home = folder / "home"
    start_pages_settings(home)
    loaded(home, files(folder / "first", SIGNED))
    told = [signed_off()]
    loaded(home, files(folder / "second", LATER))
    told.append(as_read())
    sys.stdout.write(json.dumps(told) + "\n")


def files(folder: Path, known: date) -> Path:
    """The authority's files as exported on a day: two contacts a month, decided at once until the end of March 2026."""
    from lineofsight.cli.writing import write_format

    rows = ["child | received_on | decided_on | outcome | recorded_on"]
    month = date(2025, 1, 1)
    while month < known:
        wait = timedelta(days=0 if month <= SIGNED else 9)
        for child, day in (("amy", 6), ("ben", 13)):
            came = month.replace(day=day)
            rows.append(f"{child} | {came} | {came + wait} | advice | {came + wait}")
        month = (month + timedelta(days=31)).replace(day=1)
    drawn = {**TABLES, "contacts": "\n".join(rows)}
    folder.mkdir(parents=True)
    list(write_format("ssd", {name: frame_of(name, text) for name, text in drawn.items()}, folder, known))
    return folder / "ssd"


def loaded(home: Path, made: Path) -> None:
    """Load files and take a snapshot, by the commands."""
    from lineofsight.cli.main import run

    for arguments in (["load", str(made)], ["snapshot"]):
        ended = run([*arguments, "--home", str(home), "--format", "jsonl"])
        if ended:
            sys.exit(f"{arguments}: ended with {ended}")


def signed_off() -> dict[str, Any]:
    """A plan whose one line is held to the contacts, and signed off by somebody else; then what is read of it."""
    from lineofsight.web import serving
    from lineofsight.web.accounts.demonstration import make_people
    from lineofsight.web.improvement import actions
    from lineofsight.web.served import served_home

    serving.make_ready(served_home())
    make_people(served_home(), SIGNED)
    director, other = actor("director", BEGAN), actor("principal-social-worker", SIGNED)
    plan = actions.begin_plan(by=director, title="Seen in time", aim="", began_on=BEGAN)
    values = {
        "source_kind": "review", "source": "A made-up review", "place": "", "term": TERM, "finding": "",
        "finding_place": "", "themes": ["front_door"], "theme_words": {"front_door": ["contacts"]}, "audit_theme": "",
        "audits_least": 2, "audits_share": 75, "begins_on": BEGAN, "due_on": date(2026, 12, 31),
    }  # fmt: skip
    line = actions.add_line(by=director, plan=plan, owner=director.user, values=values)
    actions.hold_to(by=actor("director", date(2025, 3, 1)), line=line, code=CODE, direction="at_least", target=90)
    actions.sign_off(by=other, line=line, words="Read the run chart, and ten contacts.")
    return as_read()


def as_read() -> dict[str, Any]:
    """Where the line stands, and what a director reads on each page."""
    from django.test import Client

    from lineofsight.web.accounts.models import User
    from lineofsight.web.improvement.reading import plan_as_at

    client = Client(headers={"host": "127.0.0.1"})
    client.handler.load_middleware()
    client.force_login(User.objects.get(username="director"))
    plan = plan_as_at()
    assert plan is not None
    return {
        "status": plan.lines[0].status, "relapsed_on": str(plan.lines[0].relapsed_on or ""),
        "pages": {place: client.get(place).content.decode() for place in PLACES},
    }  # fmt: skip


def actor(username: str, day: date) -> Any:
    """A demonstration person on a day."""
    from lineofsight.web.access.actions import Actor
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.accounts.models import User

    user = User.objects.get(username=username)
    asker = asker_of(user)
    assert asker is not None
    return Actor(user, asker, day)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
