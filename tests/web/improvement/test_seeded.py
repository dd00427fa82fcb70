"""From reports in each layout to a plan that holds each recommendation until it is put right, and reopens it.

By the commands (`inspections load`, `improvement seed`) and the pages alone: nobody types how a line stands.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.improvement.seeding import CODE, FEW_WORDS, TOLD


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said from the first load to the last, in a process of its own."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "LINEOFSIGHT_"))
    }
    folder = tmp_path_factory.mktemp("seeded") / "authority"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.web.improvement.seeding", str(folder)],
        env=environment, cwd=Path(__file__).parents[3], capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-6000:]
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def test_a_plan_is_begun_from_what_documents_in_each_layout_recommend(told: dict[str, Any]) -> None:
    (library,) = told["library"]
    assert (library["files"], library["read"], library["unread"]) == (5, 5, 0)
    by_source: dict[str, list[str]] = {}
    for row in told["seeded"]:
        by_source.setdefault(row["source"], []).append(row["term"])
    assert list(by_source) == [
        "Inspection report of Birmingham, 12 July 2013", "Inspection report of Birmingham, 25 November 2016",
        "Inspection report of Birmingham, 14 December 2018", "Inspection report of Birmingham, 3 March 2023",
        "Letter after a focused visit of Birmingham, 4 March 2024",
    ]  # fmt: skip
    assert [len(terms) for terms in by_source.values()] == [3, 2, 3, 3, 2]
    # those to the safeguarding board are the board's, not the authority's
    assert not [row for row in told["seeded"] if "threshold document" in row["term"]]
    assert told["again"] == []


def test_each_line_says_where_it_is_from_and_which_words_proposed_its_measures(told: dict[str, Any]) -> None:
    by_term = {row["term"]: row for row in told["seeded"]}
    first = by_term[TOLD["2016"]]
    assert (first["place"], first["finding_place"]) == ("recommendation 2, page 3", "paragraph 3, page 3")
    assert "contacts and referrals" in first["words"]
    for term in TOLD.values():
        assert "Front door and thresholds" in by_term[term]["themes"], term
        assert CODE in by_term[term]["measures"], term
    # what nothing in the record measures is a line all the same, and can never be done without one
    missing = "Ensure that every child who goes missing is offered a talk on return (paragraphs 12, 13)."
    assert by_term[missing]["measures"] is None
    assert told["begun"]["measures"] == [[CODE, "50.0%", "at least 75%"]]


def test_neither_an_action_done_nor_one_good_month_moves_a_line_and_its_owner_does_not_sign_it_off(
    told: dict[str, Any],
) -> None:
    # given a line whose contacts wait: its action is said to be done at once
    assert told["begun"]["status"] == "not_started"
    # when nine months in which they do not wait are loaded, and audits are at grade
    assert told["whole"]["status"] == "evidence_met"
    assert "Evidence met, awaiting sign-off" in told["whole"]["pages"]["line"]
    # then whoever owns the line is refused, and so is whoever signs off a line that asks for more audits
    assert told["own"]["status"] == told["too_few_audits"]["status"] == 403
    assert "You own this line, or owned it. Somebody else must sign it off." in told["own"]["page"]
    assert "Too few audits of" in told["too_few_audits"]["page"]
    for refused in ("own", "too_few_audits"):
        assert f"{FEW_WORDS}</textarea>" in told[refused]["page"]


def test_it_is_done_when_somebody_else_signs_it_off_and_the_next_load_that_says_otherwise_reopens_it(
    told: dict[str, Any],
) -> None:
    assert told["signed"]["status"] == 303
    assert told["done"]["status"] == "done"
    assert "Done" in told["done"]["pages"]["line"]
    # when three months in which contacts wait are loaded, and nobody says anything
    assert (told["relapsed"]["status"], told["relapsed"]["relapsed_on"]) == ("relapsed", "2026-08-31")
    own = told["relapsed"]["pages"]["line"]
    assert "Relapsed: reopened" in own
    assert "Signed off on 30 June 2026, and reopened by what was found since" in own
    for place, page in told["relapsed"]["pages"].items():
        assert TOLD["2016"] in html.unescape(page), place
        assert "elapsed" in page, place
    row = next(row for row in told["listed"] if row["line"] == told["lines"]["2016"])
    assert (row["status"], row["signed_off_on"], row["relapsed_on"]) == ("relapsed", "2026-06-30", "2026-08-31")
    # and the line that was never signed off is open as it was
    assert next(row for row in told["listed"] if row["line"] == told["lines"]["2019"])["status"] != "done"
