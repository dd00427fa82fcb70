"""Stories of a simulated authority's plan: a line put right that fell back, one that held, one that waits.

Which measures tell one is looked for in its own figures, by the rules of every plan; a story none tells is left out.
What is written is written by the same actions as anybody's, each on the day it would have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import floor

from lineofsight.evaluation.improvement import Direction, Evidence, Status, audits_found, may_not_sign_off, standing
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.improvement import actions, measured
from lineofsight.web.improvement.evidence import evidence_of, papers_of
from lineofsight.web.improvement.library import proposed_target
from lineofsight.web.improvement.models import Line
from lineofsight.web.knowledge import meanings
from lineofsight.web.knowledge.snapshots import snapshots

# What is asked of audits here: of this size few are done.
LEAST, SHARES = 3, (75, 60, 50, 40, 30, 20)


class Cast:
    """The demonstration's people, on any day."""

    def __init__(self, people: dict[str, User], on: date) -> None:
        self.people, self.on = people, on

    def actor(self, name: str, day: date) -> Actor:
        user = self.people[name]
        asker = asker_of(user)
        assert asker is not None  # demonstration people may sign in
        return Actor(user, asker, day)

    def of(self, line: Line) -> str:
        return next(name for name, user in self.people.items() if user.pk == line.owner_id)

    def other_than(self, line: Line) -> str:
        return "principal-social-worker" if self.of(line) != "principal-social-worker" else "director"


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure and target by which a line was whole on a day, and audits were at grade with this share."""

    code: str
    direction: Direction
    target: float
    on: date
    share: int


class Stories:
    """Which story each line has: looked for in the figures, each of them once."""

    def __init__(self, cast: Cast, began: date) -> None:
        self.cast, self.began, self.wanted = cast, began, ["relapsed", "holding", "evidence_met"]
        self.held_from = began + timedelta(days=75)

    def tell(self, line: Line) -> None:
        """Hold a line to measures, and sign it off where its figures once were whole."""
        by = self.cast.actor("director", self.held_from)
        codes = [code for theme in line.themes[:1] for code in _measures(theme)]
        for story in list(self.wanted):
            found = next((each for code in codes if (each := self._look(story, line, code))), None)
            if found is not None:
                self.wanted.remove(story)
                self._told(story, line, found)
                return
        for code in codes[:2]:
            self._propose(by, line, code)

    def _look(self, story: str, line: Line, code: str) -> _Found | None:
        """Whether a measure tells a story of a line, by the rules themselves."""
        indicator = measured.indicator_of(code)
        direction = None if indicator is None else measured.direction_of(indicator)
        if indicator is None or direction is None or measured.may_be_held_to(indicator) or indicator.is_stock:
            return None
        if direction is Direction.AT_MOST or not self._begins_from(line, code):
            return None
        latest = self._held(line, code, self.cast.on)
        known = [each for each in latest.measures[0].points if each.value is not None]
        for end in range(9, len(known)):
            six = [each.value for each in known[end - 5 : end + 1] if each.value is not None]
            target, day = float(floor(min(six))), known[end].ends_on + timedelta(days=6)
            if not 55 <= target <= 98 or day > self.cast.on:
                continue
            then = _asking(self._held(line, code, day), target, None)
            share = next((each for each in SHARES if audits_found(
                replace(then.asked, share=each), then.audits, day).at_grade), None)  # fmt: skip
            if share is None or may_not_sign_off(_asking(then, target, share), day, ()):
                continue
            if self._ends_as(story, _asking(latest, target, share), day):
                return _Found(code, direction, target, day, share)
        return None

    def _begins_from(self, line: Line, code: str) -> bool:
        """Whether there was a figure to begin from when the line came to be held to it."""
        told = measured.series(measured.snapshot_on(self.held_from), code, line.begins_on)
        return any(each.value is not None and each.period.end <= self.held_from for each in told)

    def _held(self, line: Line, code: str, day: date) -> Evidence:
        """A line as known on a day, held to one measure and to audits of every theme."""
        papers = papers_of([line], day, measured.snapshot_on(day))[0]
        papers = replace(papers, values={**papers.values, "audit_theme": ""})
        meaning = meanings.meaning_in(papers.snapshot, code)
        held = measured.held(
            papers.snapshot, code, direction=Direction.AT_LEAST, target=0, definition=meaning, since=self.began
        )
        return replace(evidence_of(papers), measures=(held,))

    def _ends_as(self, story: str, whole: Evidence, day: date) -> bool:
        from lineofsight.evaluation.improvement import Signed

        now = standing(replace(whole, signed=(Signed(day, "somebody"),)), self.cast.on)
        if story == "relapsed":
            return now.status is Status.RELAPSED and "fell back" in now.relapse
        if story == "holding":
            return now.status is Status.HOLDING and now.holds_months >= 6
        return standing(whole, self.cast.on).status is Status.EVIDENCE_MET

    def _told(self, story: str, line: Line, found: _Found) -> None:
        owner, early = self.cast.of(line), self.began + timedelta(days=7)
        values = {"begins_on": line.begins_on, "due_on": line.due_on, "finding": line.finding, "finding_place": "",
                  "audit_theme": "", "audits_least": LEAST, "audits_share": found.share}  # fmt: skip
        line = actions.change_line(
            by=self.cast.actor("director", early), line=line.pk, version=line.version,
            owner=self.cast.people[owner], values=values,
        )  # fmt: skip
        actions.hold_to(
            by=self.cast.actor("director", self.held_from), line=line, code=found.code,
            direction=found.direction.value, target=found.target,
        )  # fmt: skip
        signer = self.cast.other_than(line)
        if story == "evidence_met":
            return
        actions.say(
            by=self.cast.actor(signer, found.on), line=line, kind="voice", place="11 children, by their advocates",
            words="She comes when she says she will now. Before, I never knew.",
        )  # fmt: skip
        actions.sign_off(
            by=self.cast.actor(signer, found.on), line=line,
            words="Read the run chart, ten children’s records, and the audits. It has changed, and stayed.",
        )  # fmt: skip

    def _propose(self, by: Actor, line: Line, code: str) -> None:
        told = [each for each in measured.series(snapshots()[0].snapshot, code, self.began) if each.value is not None
                and each.period.end <= by.day]  # fmt: skip
        indicator = measured.indicator_of(code)
        if not told or indicator is None or measured.may_be_held_to(indicator):
            return
        if asked := proposed_target(code, told[-1].value or 0.0):
            actions.hold_to(by=by, line=line, code=code, direction=asked[0].value, target=asked[1])


def _asking(evidence: Evidence, target: float, share: int | None) -> Evidence:
    """The same with that target and, where one is given, that share of audits asked."""
    asked = evidence.asked if share is None else replace(evidence.asked, share=share)
    return replace(evidence, measures=(replace(evidence.measures[0], target=target),), asked=asked)


def _measures(theme: str) -> Sequence[str]:
    from lineofsight.web.improvement.matching import theme_measures

    return theme_measures()[theme].measures
