"""The demonstration authority's own plan, written by the same actions as anybody's, each on the day it would have been.

Its recommendations are made up, and so are its leaders. Which measures tell its story is looked for in its own figures:
one that was put right and fell back, one that held, one that waits for sign-off. A story none tells is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.core.text_formats import plural
from lineofsight.record.home import Home
from lineofsight.web.accounts.models import User
from lineofsight.web.improvement import actions
from lineofsight.web.improvement.building import plan_view
from lineofsight.web.improvement.matching import matched
from lineofsight.web.improvement.models import Line, Plan
from lineofsight.web.improvement.stories import LEAST, SHARES, Cast, Stories
from lineofsight.web.improvement.told import main_theme, title_of_theme
from lineofsight.web.knowledge.snapshots import snapshots

BEGAN_BEFORE = timedelta(days=913)
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
    cast = Cast({name: user for name, user in people.items() if user is not None}, on)
    began = (on - BEGAN_BEFORE).replace(day=1)
    _before(cast, began)
    plan = actions.begin_plan(
        by=cast.actor("director", began), title="Seen, heard and safe", began_on=began,
        aim="Children in Exampleton are seen in time, heard, and helped by people who stay.",
    )  # fmt: skip
    lines = [_line(cast, plan, told, "report", REPORT, began) for told in RECOMMENDATIONS]
    lines.append(_line(cast, plan, NOTICE, "notice", "Improvement notice to Exampleton, made up", began))
    stories = Stories(cast, began)
    for line in lines:
        stories.tell(line)
    _board(cast, plan, on)
    _questions(cast, plan, lines[0], on)


def _before(cast: Cast, began: date) -> None:
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


def _line(cast: Cast, plan: Plan, told: Told, kind: str, source: str, began: date) -> Line:
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


def _board(cast: Cast, plan: Plan, on: date) -> None:
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


def _questions(cast: Cast, plan: Plan, line: Line, on: date) -> None:
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
