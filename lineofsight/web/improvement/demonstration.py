"""The demonstration authority's own plan, written by the same actions as anybody's, each on the day it would have been.

Its recommendations are made up, and so are its leaders. Which measures tell its story is looked for in its own figures:
one that was put right and fell back, one that held, one that waits for sign-off. A story none tells is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import floor

from lineofsight.core.text_formats import plural
from lineofsight.evaluation.improvement import Direction, Evidence, Status, audits_found, may_not_sign_off, standing
from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.improvement import actions, measured
from lineofsight.web.improvement.building import plan_view
from lineofsight.web.improvement.evidence import evidence_of, papers_of
from lineofsight.web.improvement.library import proposed_target
from lineofsight.web.improvement.matching import matched
from lineofsight.web.improvement.models import Line, Plan
from lineofsight.web.improvement.told import main_theme, title_of_theme
from lineofsight.web.knowledge import meanings
from lineofsight.web.knowledge.snapshots import snapshots

BEGAN_BEFORE = timedelta(days=913)
# What is asked of audits here: of this size few are done.
LEAST, SHARES = 3, (75, 60, 50, 40, 30, 20)
_SHOWN = (
    "visits", "supervision_and_oversight", "front_door", "strategy_and_enquiries", "reviews_and_iros", "health_in_care",
    "voice_and_advocacy", "recording", "assessments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A made-up recommendation: where it stands, its words, what was found, who answers for it, and what is done.

    `begins`, `due`: days before (negative: after) today, where it is not from the plan's first day for two years.
    """

    place: str
    term: str
    finding: str
    owner: str
    action: str
    begins: int | None = None
    due: int | None = None


REPORT = "Inspection report of Exampleton, made up"
RECOMMENDATIONS = (
    Told("recommendation 1", "Children on a child protection plan are visited in time, and seen alone.",
         "Visits to children on a plan were late in too many cases, and not all children were seen alone.", "director",
         "Every overdue visit is looked at by the team manager each Monday"),
    Told("recommendation 2", "Management oversight and supervision of social workers are regular, and address drift.",
         "Supervision was irregular and did not address drift.", "service-head",
         "Supervision is booked three months ahead, and what is missed is made up within the week"),
    Told("recommendation 3", "Decisions on contacts and referrals at the front door are made within a day.",
         "Families waited too long to hear whether they would be helped.", "director",
         "A second manager decides when more than ten contacts wait"),
    Told("recommendation 4", "Strategy discussions are held in time, with police and health there.",
         "Strategy discussions were delayed, and health was often not there.", "service-head",
         "A standing slot with police and health each day at noon", due=-150),
    Told("recommendation 5", "Reviews of children in care are in time, and reviewing officers challenge drift.",
         "Some statutory reviews were late, and challenge by reviewing officers had little effect.",
         "principal-social-worker", "Reviewing officers look at each plan between reviews"),
    Told("recommendation 6", "Children in care have their health assessments and dental checks in time.",
         "Health assessments were late for a third of children in care.", "service-head",
         "Appointments are asked for on the day a child comes into care", due=-90),
    Told("recommendation 7", "Children’s wishes and feelings are recorded and shape their plans.",
         "The voice of the child was not always clear in records.", "principal-social-worker",
         "Every plan opens with what the child wants, in their words", due=-200),
    Told("recommendation 8", "Pathway plans are reviewed in time and written with the young person.",
         "Pathway plans were out of date for some care leavers.", "service-head",
         "Personal advisers review two plans each week", begins=-20, due=-300),
    Told("recommendation 9", "Assessments and chronologies are finished in time for the child.",
         "Assessments drifted, with delays of many weeks for some children.", "director",
         "Managers read every open assessment on day 15"),
)  # fmt: skip
NOTICE = Told("term 4", "Every child has an allocated social worker, and caseloads are manageable.",
              "Children waited without a social worker, and caseloads were too high.", "director",
              "No child is left in the name of somebody who left")  # fmt: skip


def make_improvement(home: Home, on: date) -> None:
    """The plan, the plans before it, and what the board was told; nothing where there is one, or nothing to show."""
    people = {name: User.objects.filter(username=name, is_demonstration=True).first() for name in (
        "director", "service-head", "principal-social-worker", "commissioner", "elected-member")}  # fmt: skip
    if not home.only_simulated() or Plan.objects.exists() or not snapshots() or None in people.values():
        return
    cast = _Cast({name: user for name, user in people.items() if user is not None}, on)
    began = (on - BEGAN_BEFORE).replace(day=1)
    _before(cast, began)
    plan = actions.begin_plan(
        by=cast.actor("director", began), title="Seen, heard and safe", began_on=began,
        aim="Children in Exampleton are seen in time, heard, and helped by people who stay.",
    )  # fmt: skip
    lines = [_line(cast, plan, told, "report", REPORT, began) for told in RECOMMENDATIONS]
    lines.append(_line(cast, plan, NOTICE, "notice", "Improvement notice to Exampleton, made up", began))
    stories = _Stories(cast, began)
    for line in lines:
        stories.tell(line)
    _board(cast, plan, on)
    _questions(cast, plan, lines[0], on)


class _Cast:
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


def _before(cast: _Cast, began: date) -> None:
    """Who led before, and the plans that failed."""
    by = cast.actor("director", began)
    days = [began - timedelta(days=days) for days in (2600, 1900, 1310, 620)]
    who = ("R. Ashdown", "M. Thirlby (interim)", "J. Okafor-Lane", "P. Winterbourne")
    for place, name in enumerate(who):
        actions.record_leader(
            by=by, name=name, role="director of children’s services", from_on=days[place],
            to_on=days[place + 1] - timedelta(days=30) if place + 1 < len(days) else None,
            source="Made up, as all of Exampleton is",
        )  # fmt: skip
    actions.record_past_plan(
        by=by, title="Back on track", promised="All visits in time within a year; no agency staff by the second.",
        began_on=days[0] + timedelta(days=60), ended_on=days[1] - timedelta(days=10), outcome="failed",
        why="It counted actions done. No line of it named a measure, and nobody looked whether anything had changed. "
        "The director who began it left before it ended.", source=REPORT,
    )  # fmt: skip
    actions.record_past_plan(
        by=by, title="Moving forward together", promised="Good in every area in two years.",
        began_on=days[1] + timedelta(days=90), ended_on=days[3] - timedelta(days=20), outcome="replaced",
        why="Its measures were averages of the whole service: two teams went back while the average rose. Each new "
        "director began again with priorities of their own.", source=REPORT,
    )  # fmt: skip


def _line(cast: _Cast, plan: Plan, told: Told, kind: str, source: str, began: date) -> Line:
    about = matched(f"{told.term} {told.finding}", None)
    due = began.replace(year=began.year + 2) if told.due is None else cast.on - timedelta(days=told.due)
    values = {
        "source_kind": kind, "source": source, "place": told.place, "term": told.term, "finding": told.finding,
        "finding_place": "", "themes": list(about.themes), "begins_on": began, "due_on": due,
        "theme_words": {code: list(words) for code, words in about.themes.items()}, "audit_theme": about.audit_theme,
        "audits_least": LEAST, "audits_share": SHARES[0],
    }  # fmt: skip
    by, owner = cast.actor("director", began), cast.people[told.owner]
    line = actions.add_line(by=by, plan=plan, owner=owner, values=values)
    first = began + timedelta(days=30) if told.begins is None else cast.on - timedelta(days=told.begins)
    done = actions.add_action(
        by=by, line=line, owner=owner, what=told.action, begins_on=first, due_on=first + timedelta(days=180)
    )
    if told.begins is None:
        actions.say_done(
            by=cast.actor(told.owner, first + timedelta(days=150)), done=done.pk, version=1,
            evidence="It is done each week; the list is kept by the team managers.",
        )  # fmt: skip
    return line


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure and target by which a line was whole on a day, and audits were at grade with this share."""

    code: str
    direction: Direction
    target: float
    on: date
    share: int


class _Stories:
    """Which story each line has: looked for in the figures, each of them once."""

    def __init__(self, cast: _Cast, began: date) -> None:
        self.cast, self.began, self.wanted = cast, began, ["relapsed", "holding", "evidence_met"]

    def tell(self, line: Line) -> None:
        """Hold a line to measures, and sign it off where its figures once were whole."""
        by = self.cast.actor("director", self.began + timedelta(days=75))
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
        if direction is Direction.AT_MOST:
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
        actions.hold_to(by=self.cast.actor("director", self.began + timedelta(days=75)), line=line, code=found.code,
                        direction=found.direction.value, target=found.target)  # fmt: skip
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


def _board(cast: _Cast, plan: Plan, on: date) -> None:
    """What the board was told half a year and a quarter ago, and what it decided."""
    for months, words in (
        (170, "Told as on track: {right} of {lines} put right."),
        (95, "Told as improving: {right} of {lines} put right, and no team far behind."),
    ):
        day = on - timedelta(days=months)
        view = plan_view(on=day)
        if view is None:
            continue
        said: dict[str, str] = {}
        for theme in dict.fromkeys(main_theme(line) for line in view.lines):
            lines = [line for line in view.lines if main_theme(line) == theme]
            right = sum(line.is_put_right for line in lines)
            said[theme] = f"{title_of_theme(theme)}. " + words.format(right=right, lines=plural(len(lines), "line"))
        by = cast.actor("director", day)
        actions.hold_meeting(by=by, plan=plan, on=day, minutes=f"Board paper {day:%Y-%m}", said=said)
        relapsed = next((line for line in view.lines if line.status == "relapsed"), None)
        if relapsed is not None:
            actions.decide(
                by=by, line=Line.objects.get(plan=plan, number=relapsed.number), minute="item 3",
                words="The line stays open. Its owner says by the next meeting what is done otherwise, team by team.",
            )  # fmt: skip


def _questions(cast: _Cast, plan: Plan, line: Line, on: date) -> None:
    asked = actions.ask(
        by=cast.actor("elected-member", on - timedelta(days=50)), plan=plan,
        question="Two plans before this one failed. What is done otherwise this time?",
    )  # fmt: skip
    actions.answer(
        by=cast.actor("director", on - timedelta(days=41)), question=asked.pk, version=1,
        words="No line can be called done because its action was. Each is held to figures that must stay, to audits, "
        "and to somebody other than its owner; and it reopens when the figures fall back.",
    )  # fmt: skip
    actions.ask(
        by=cast.actor("commissioner", on - timedelta(days=12)), plan=plan, line=line,
        question="Which teams are behind, and what do they say they need?",
    )  # fmt: skip
