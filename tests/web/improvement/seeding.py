"""A small authority whose plan is begun from what inspectors said of it: reports in each layout, read into its library
and taken into a plan by the commands; contacts that wait, then are decided in time, then wait again.

`python -m tests.web.improvement.seeding FOLDER` makes it in FOLDER and prints, as one object, what the commands say and
what its pages say as three loads come in. In a process of its own: its home is not the other tests'.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.support.homes import frame_of
from tests.support.pdf import write_pdf
from tests.unit.inspections.made import ILACS, LAC_2013, LETTER, SIF
from tests.web.improvement.relapsing import PLACES, loaded

CODE = "contact_decision_24h"
TOLD = {
    "2016": "Decide on contacts and referrals as they come in, and within a day (paragraph 3).",
    "2019": "The speed of decisions at the front door when families ask for help (Outcome 3).",
    "2023": "The consistency with which thresholds are applied to referrals (Outcome 3).",
}
"""What three reports say of the same thing, each in its own words."""
BEGAN, BETTER, SIGNED, LATER = date(2025, 9, 30), date(2025, 10, 1), date(2026, 6, 30), date(2026, 9, 30)
PEOPLE = """
    id  | born_on
    ----+-----------
    amy | 2015-05-05
    ben | 2016-06-06
"""
FEW_WORDS = "Read the run chart, and ten contacts."


def main(folder: Path) -> None:
    """The documents and the loads, and what is said after each."""
    from lineofsight.cli.serve import start_pages_settings

    home = folder / "home"
    start_pages_settings(home)
    loaded(home, files(folder / "first", BEGAN))
    told: dict[str, Any] = {}
    with_people()
    told["library"] = by_command("inspections", "load", str(documents(folder / "reports")), "--home", str(home))
    seed = ("improvement", "seed", "--authority", "Birmingham", "--by", "director", "--home", str(home))
    told["seeded"], told["again"] = by_command(*seed), by_command(*seed)
    lines = {year: next(row["line"] for row in told["seeded"] if row["term"] == term) for year, term in TOLD.items()}
    told["lines"] = lines
    told["begun"] = as_read(lines["2016"])
    done_by_its_owner(lines["2016"])
    asked_for_more_audits(lines["2019"])
    loaded(home, files(folder / "second", SIGNED))
    told["whole"] = as_read(lines["2016"])
    told["too_few_audits"] = signed_off("principal-social-worker", lines["2019"])
    told["own"] = signed_off("director", lines["2016"])
    told["signed"] = signed_off("principal-social-worker", lines["2016"])
    told["done"] = as_read(lines["2016"])
    loaded(home, files(folder / "third", LATER))
    told["relapsed"] = as_read(lines["2016"])
    told["listed"] = by_command("improvement", "list", "--home", str(home))
    sys.stdout.write(json.dumps(told) + "\n")


def documents(folder: Path) -> Path:
    """A document of Birmingham in each layout and kind of file; what they say is made up."""
    folder.mkdir(parents=True)
    write_pdf(folder / "2013.pdf", said(LAC_2013, ("Medway Council", "Birmingham City Council")))
    write_pdf(folder / "2016.pdf", said(
        SIF, ("Norfolk County Council", "Birmingham City Council"), ("Norfolk", "Birmingham"),
        ("24 November - 17 December 2015", "12 September - 6 October 2016"), ("5 February 2016", "25 November 2016"),
        ("Make plans clear. Families should understand them", "Decide on contacts and referrals as they come in, and"),
        ("and be able to say so.", "within a day (paragraph 3)."),
    ))  # fmt: skip
    four_areas = said(
        ILACS, ("Kent", "Birmingham"), ("5 to 16 February 2024", "3 to 14 December 2018"),
        ("The timeliness of strategy meetings when children go", "The speed of decisions at the front door when"),
        ("missing (Outcome 3).", "families ask for help (Outcome 3)."),
    )  # fmt: skip
    together = [
        line for line in four_areas[0]
        if line not in ("The experiences and progress of care", "leavers", "Outstanding")
    ]  # fmt: skip
    together[together.index("children in care")] = "children in care and care leavers"
    paragraphs = "\n".join(f"<p>{line}</p>" for page in ([*together], *four_areas[1:]) for line in page)
    (folder / "2019.html").write_text(f"<!DOCTYPE html><html><body>{paragraphs}</body></html>", encoding="utf-8")
    five_areas = said(
        ILACS, ("Kent", "Birmingham"), ("5 to 16 February 2024", "20 February to 3 March 2023"),
        ("The timeliness of strategy meetings when children go", "The consistency with which thresholds are applied"),
        ("missing (Outcome 3).", "to referrals (Outcome 3)."),
    )  # fmt: skip
    (folder / "2023.txt").write_text("\n".join(line for page in five_areas for line in page), encoding="utf-8")
    (folder / "visit.txt").write_text(LETTER.replace("Rutland", "Birmingham"), encoding="utf-8")
    return folder


def said(document: Sequence[Sequence[str]], *otherwise: tuple[str, str]) -> list[list[str]]:
    """A document with some of its words put otherwise."""
    made = []
    for page in document:
        lines = list(page)
        for old, new in otherwise:
            lines = [line.replace(old, new) for line in lines]
        made.append(lines)
    return made


def files(folder: Path, known: date) -> Path:
    """The authority's files as exported on a day: two contacts a month, one of them late until the end of September
    2025, both decided at once until the end of June 2026, both late from then on. From then there are audits too."""
    from lineofsight.cli.writing import write_format

    contacts = ["child | received_on | decided_on | outcome | recorded_on"]
    audits = ["child | audited_on | grade | theme | recorded_on"]
    month = date(2025, 1, 1)
    while month < known:
        for child, day in (("amy", 6), ("ben", 13)):
            came = month.replace(day=day)
            late = month > SIGNED or (month < BETTER and child == "ben")
            decided = came + timedelta(days=9 if late else 0)
            contacts.append(f"{child} | {came} | {decided} | advice | {decided}")
            if month >= BETTER:
                audits.append(f"{child} | {came} | good | assessment | {came}")
        month = (month + timedelta(days=31)).replace(day=1)
    drawn = {"people": PEOPLE, "contacts": "\n".join(contacts)}
    drawn |= {"audits": "\n".join(audits)} if len(audits) > 1 else {}
    folder.mkdir(parents=True)
    list(write_format("ssd", {name: frame_of(name, text) for name, text in drawn.items()}, folder, known))
    return folder / "ssd"


def by_command(*arguments: str) -> list[dict[str, Any]]:
    """The rows a command gives."""
    from lineofsight.cli.main import run

    out = io.StringIO()
    with redirect_stdout(out):
        ended = run([*arguments, "--format", "jsonl"])
    if ended:
        sys.exit(f"{arguments}: ended with {ended}")
    return [json.loads(row) for row in out.getvalue().splitlines()]


def with_people() -> None:
    """Have the demonstration's people, as `serve` has."""
    from lineofsight.web import serving
    from lineofsight.web.accounts.demonstration import make_people
    from lineofsight.web.served import served_home

    serving.make_ready(served_home())
    make_people(served_home(), BEGAN)


def done_by_its_owner(line: int) -> None:
    """An action of a line, said at once to be done, by the pages."""
    from lineofsight.web.improvement.models import LineAction

    director = client_of("director")
    asked = {"what": "A second manager decides", "owner": own_number("director"), **boxes(BEGAN, BEGAN)}
    answered(director.post(f"/improvement/lines/{line}/action/", asked))
    action = LineAction.objects.get(what=asked["what"])
    shown = {"evidence": "It is in the rota.", "version": "1"}
    answered(director.post(f"/improvement/actions/{action.pk}/done/", shown))


def asked_for_more_audits(line: int) -> None:
    """A line that asks for more audits than there will be, by the page."""
    asked = {"owner": own_number("director"), "audit_theme": "assessment", "audits_least": "50", "audits_share": "75",
             "version": "1", **boxes(BEGAN, date(2026, 12, 31))}  # fmt: skip
    answered(client_of("director").post(f"/improvement/lines/{line}/change/", asked))


def signed_off(username: str, line: int) -> dict[str, Any]:
    """What somebody is told who signs a line off on its page."""
    sent = client_of(username).post(f"/improvement/lines/{line}/sign-off/", {"words": FEW_WORDS})
    return {"status": sent.status_code, "page": sent.content.decode()}


def as_read(line: int) -> dict[str, Any]:
    """How a line stands by the rules, and what a director reads of it on each page."""
    from lineofsight.web.improvement.reading import plan_as_at

    plan = plan_as_at()
    assert plan is not None
    stands = next(each for each in plan.lines if each.number == line)
    director = client_of("director")
    own = {"line": f"/improvement/lines/{line}/"}
    return {
        "status": stands.status, "reasons": list(stands.reasons), "relapsed_on": str(stands.relapsed_on or ""),
        "measures": [[each.code, each.baseline, each.target] for each in stands.measures],
        "pages": {name: director.get(place).content.decode()
                  for name, place in ({place: place for place in PLACES[1:]} | own).items()},
    }  # fmt: skip


def client_of(username: str) -> Any:
    """Somebody who is signed in."""
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.handler.load_middleware()
    client.force_login(User.objects.get(username=username))
    return client


def own_number(username: str) -> str:
    """Somebody's number, as lists of people give it."""
    from lineofsight.web.accounts.models import User

    return str(User.objects.get(username=username).pk)


def boxes(begins_on: date, due_on: date) -> dict[str, str]:
    """Two dates as a form sends them."""
    return {
        f"{name}-{box}": str(getattr(on, box))
        for name, on in (("begins_on", begins_on), ("due_on", due_on)) for box in ("day", "month", "year")
    }  # fmt: skip


def answered(answer: Any) -> None:
    """A form must have been taken."""
    if answer.status_code != 303:
        sys.exit(f"{answer.request['PATH_INFO']}: {answer.status_code}\n{answer.content.decode()[-3000:]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
