"""What managers, a reviewing officer and two auditors did today, and a director who sees the scorecard move."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.support.chromium import axe_violations
from tests.web.audits.test_journeys import answered, quoted

WAIT = 120_000
AUDITED = "Audits graded good or better after moderation"
DECIDED = "Children with a manager's decision in three months"
CHALLENGED = "Challenges by reviewing officers and chairs"
OVERLOADED = "Workers above the caseload limit"
SUPERVISED = "A worker who holds children is supervised at least every 1 month: in time"
LIMIT = 18


class TestADirectorsScorecard:
    def test_moves_with_what_was_done(
        self, own_service: Callable[[str], Any], own_home: Path, client_as: Callable[[str], Any]
    ) -> None:
        self.given_a_directors_scorecard(own_service)
        self.when_an_audit_is_done_and_graded_again(client_as("auditor"), client_as("principal-social-worker"))
        self.when_a_manager_decides_about_a_child_nobody_decided_about(client_as("team-manager"))
        self.when_a_reviewing_officer_challenges(client_as("reviewing-officer"))
        self.when_a_manager_gives_children_to_a_colleague_with_room(client_as("team-manager"))
        self.when_a_worker_is_supervised_who_was_overdue(own_service)
        self.when_an_analyst_takes_a_snapshot(own_service)
        self.then_the_directors_scorecard_says_all_of_it(own_service)

    def given_a_directors_scorecard(self, own_service: Callable[[str], Any]) -> None:
        self.before = numbers(own_service("director"))

    def when_an_audit_is_done_and_graded_again(self, auditor: Any, second: Any) -> None:
        from lineofsight.record.service.models import ChildNow
        from lineofsight.web.accounts.models import User

        worker = User.objects.get(username="social-worker").worker_id
        child = ChildNow.objects.filter(worker_id=worker, is_open=True).order_by("-owed", "child_id").first()
        assert child is not None
        form = auditor.post(f"/audits/child/{child.reference}/begin/")["Location"]
        quoted(auditor, form)
        assert auditor.post(form, answered(grade="inadequate", owner_1=child.worker_id)).status_code == 303
        graded = second.post(form.replace("/form/", "/moderate/"), {"grade": "good", "why": "He was seen in time."})
        assert graded.status_code == 303

    def when_a_manager_decides_about_a_child_nobody_decided_about(self, manager: Any) -> None:
        from lineofsight.core.tables import TABLES
        from lineofsight.record.models import model_for
        from lineofsight.record.service.models import ChildNow
        from lineofsight.web.accounts.models import User
        from lineofsight.web.day import today

        since = today() - timedelta(days=100)
        decided = model_for(TABLES["decisions"]).objects.filter(decided_on__gte=since)
        about = set(decided.values_list("child_id", flat=True))
        teams = User.objects.get(username="team-manager").team_ids(today())
        child = next(each for each in ChildNow.objects.filter(team_id__in=teams, is_open=True).order_by("child_id")
                     if each.child_id not in about)  # fmt: skip
        sent = {"gateway": "closure", "considered": "a", "options": "b", "decision": "c", "reason": "d",
                "in_plain_words": "e"}  # fmt: skip
        assert manager.post(f"/decisions/child/{child.reference}/new/", sent).status_code == 303

    def when_a_reviewing_officer_challenges(self, officer: Any) -> None:
        from lineofsight.record.service.models import ChildNow
        from lineofsight.web.accounts.models import User

        worker = User.objects.get(username="reviewing-officer").worker_id
        child = ChildNow.objects.filter(reviewing_officer_id=worker, is_open=True).order_by("child_id").first()
        assert child is not None
        sent = {"about": "plan", "reason": "No date in it.", "wanted": "A plan with dates."}
        assert officer.post(f"/challenges/child/{child.reference}/new/", sent).status_code == 303

    def when_a_manager_gives_children_to_a_colleague_with_room(self, manager: Any) -> None:
        """Of a worker of the manager's team above the limit, as many as bring them to it."""
        from lineofsight.record.service.models import ChildNow
        from lineofsight.web.accounts.models import User
        from lineofsight.web.day import today
        from lineofsight.web.knowledge.snapshots import known
        from lineofsight.web.knowledge.staff import staff

        teams = User.objects.get(username="team-manager").team_ids(today())
        held = {
            each.id: list(ChildNow.objects.filter(worker_id=each.id, is_open=True).order_by("owed", "child_id"))
            for each in staff(known()).workers.values()
            if each.team in teams and each.registration and not each.is_new and each.away_since is None
        }
        busiest, freest = max(held, key=lambda key: len(held[key])), min(held, key=lambda key: len(held[key]))
        assert len(held[busiest]) > LIMIT
        for child in held[busiest][: len(held[busiest]) - LIMIT]:
            sent = {"change_reason": "MANAGE", "why": "Room until Friday.", "held_by": busiest}
            given = manager.post(f"/allocation/child/{child.reference}/to/{freest}/", sent)
            assert given.status_code == 303

    def when_a_worker_is_supervised_who_was_overdue(self, own_service: Callable[[str], Any]) -> None:
        """In a browser: what was discussed is written, and signed."""
        from lineofsight.record.service.models import OpenDuty
        from lineofsight.web.day import today

        overdue = OpenDuty.objects.filter(standard="supervision_monthly").overdue_on(today())
        page = own_service("director")
        page.goto(page.url.partition("/data/")[0] + f"/supervision/worker/{overdue.order_by('due_on')[0].holder}/")
        page.get_by_role("button", name="Record a supervision").click()
        page.get_by_label("What was discussed").fill("Workload, and who covers in August.")
        page.get_by_role("button", name="Send").click()
        page.get_by_role("button", name="Sign", exact=True).click()
        page.get_by_text("Signed", exact=False).first.wait_for()

    def when_an_analyst_takes_a_snapshot(self, own_service: Callable[[str], Any]) -> None:
        page = own_service("analyst")
        page.get_by_role("link", name="Snapshots").first.click()
        page.get_by_role("button", name="Take one now").click()
        page.get_by_role("heading", name="Done").wait_for(timeout=WAIT)

    def then_the_directors_scorecard_says_all_of_it(self, own_service: Callable[[str], Any]) -> None:
        page = own_service("director")
        after = numbers(page)
        assert after[CHALLENGED][0] == self.before[CHALLENGED][0] + 1
        # One more child of as many; one more audit.
        assert after[DECIDED] == (self.before[DECIDED][0] + 1, self.before[DECIDED][1])
        assert after[AUDITED] == (self.before[AUDITED][0] + 1, self.before[AUDITED][1] + 1)
        assert after[OVERLOADED] == (self.before[OVERLOADED][0] - 1, self.before[OVERLOADED][1])
        assert after[SUPERVISED][0] == self.before[SUPERVISED][0] - 1  # overdue
        assert axe_violations(page) == []


def numbers(page: Page) -> dict[str, tuple[int, ...]]:
    """The numbers behind each measure on the scorecard, as a director reads them: "12 of 40", or a count alone."""
    performance = page.url.partition("/data/")[0] + "/performance/"
    found = {}
    for title in (AUDITED, DECIDED, CHALLENGED, OVERLOADED):
        page.goto(f"{performance}?{urlencode({'q': title})}")
        row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True)).first
        words = row.locator("td").first.inner_text().replace(",", "")
        share = re.search(r"(\d+) of (\d+)", words)
        found[title] = tuple(map(int, share.groups() if share else re.findall(r"^\d+", words)))
    page.goto(f"{performance}?{urlencode({'q': 'supervised', 'list': 'both'})}")
    owed = page.locator("tr", has=page.get_by_role("link", name=SUPERVISED, exact=True)).first.inner_text()
    found[SUPERVISED] = tuple(map(int, re.findall(r"overdue\s*(\d+)", owed, re.I)))
    return found
