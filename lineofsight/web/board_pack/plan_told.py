"""The improvement plan in a board pack: its lines, what slipped, what was said last time, questions and answers."""

from __future__ import annotations

from lineofsight.reports.document import Block, Note, Page, TableBlock, Tone
from lineofsight.web.improvement.reading import LineView, MeetingView, PlanView
from lineofsight.web.layout.dates import days, in_full, short

SLIPPED = ("slipped", "relapsed")
LONGEST = 160


def plan_pages(plan: PlanView | None) -> tuple[Page, ...]:
    """The pages about the plan; one that says so where there is none."""
    if plan is None:
        return (Page("plan", "Improvement plan", "", (Note("No improvement plan is held here.", Tone.UNKNOWN),)),)
    return (_lines_page(plan), _slipped_page(plan), _said_page(plan), _questions_page(plan))


def _lines_page(plan: PlanView) -> Page:
    rows = tuple(
        (f"{line.number}", _short(line.term), line.owner, short(line.due_on), line.status_words)
        for line in plan.lines
    )  # fmt: skip
    blocks: list[Block] = [
        TableBlock("Every line, and where its evidence puts it", ("Line", "What was said", "Whose", "By", "Stands"),
                   rows, empty="The plan has no lines yet."),
    ]  # fmt: skip
    shown = [
        (f"{line.number}", each.title, each.public_baseline, each.target, each.public_latest or "Not known")
        for line in plan.lines for each in line.measures
    ]  # fmt: skip
    blocks.append(TableBlock("What lines are held to", ("Line", "Measure", "When it began", "Target", "Now"),
                             tuple(shown), empty="No line has a measure yet."))  # fmt: skip
    blocks.append(_audits(plan))
    intro = f"{plan.title}. {plan.aim}" if plan.aim else plan.title
    intro += " Where a line stands is worked out from its evidence, never typed."
    return Page("plan", "Improvement plan", intro, tuple(blocks))


def _audits(plan: PlanView) -> TableBlock:
    """What audits say of each line; of which theme they are, where any line is held to those of one."""
    title, none = "What audits say of them", "The plan has no lines yet."
    if not any(line.audits.theme for line in plan.lines):
        plain = tuple((f"{line.number}", line.audits.public_words) for line in plan.lines)
        return TableBlock(title, ("Line", "Last six months"), plain, empty=none)
    rows = tuple((f"{line.number}", line.audits.theme_title, line.audits.public_words) for line in plan.lines)
    return TableBlock(title, ("Line", "Audits of", "Last six months"), rows, empty=none)


def _slipped_page(plan: PlanView) -> Page:
    found = plan.of_status(*SLIPPED)
    rows = tuple((f"{line.number}", _short(line.term), line.owner, _how(line, plan)) for line in found)
    late = [
        (f"{line.number}", each.what, each.owner, f"{short(each.due_on)}: {days((plan.on - each.due_on).days)} late")
        for line in plan.lines for each in line.actions if each.state == "slipped" and each.due_on < plan.on
    ]  # fmt: skip
    return Page("slipped", "What slipped", "", (
        TableBlock("Lines that slipped, or no longer hold", ("Line", "What was said", "Whose", "How"), rows,
                   empty="None did."),
        TableBlock("Actions past their day", ("Line", "Action", "Whose", "Due"), tuple(late), empty="None is."),
    ))  # fmt: skip


def _said_page(plan: PlanView) -> Page:
    last = max((each for each in plan.meetings if each.on <= plan.on), key=lambda each: each.on, default=None)
    intro = "What the board was told, and what the same measures say now."
    if last is None:
        return Page("said", "What was said last time", intro, (Note("No meeting is written down yet.", Tone.UNKNOWN),))
    return Page("said", "What was said last time", f"{intro} The board met on {in_full(last.on)}.", _statements(last))


def _statements(meeting: MeetingView) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for each in meeting.statements:
        blocks.append(Note(f"{each.by} told the board: {each.said}"))
        rows = tuple(
            (f"{line.line}", line.then, line.now, "; ".join(line.public_then_figures) or "–",
             "; ".join(line.public_now_figures) or "–")
            for line in each.lines
        )  # fmt: skip
        blocks.append(TableBlock(f"{each.theme_title}: then and now",
                                 ("Line", "Stood then", "Stands now", "Figures then", "Figures now"), rows,
                                 empty="No line has this theme."))  # fmt: skip
    return tuple(blocks) or (Note("Nothing was said of any theme.", Tone.UNKNOWN),)


def _questions_page(plan: PlanView) -> Page:
    rows = tuple(
        (short(each.asked_on), each.asked_by, each.question,
         f"{each.answer} ({each.answered_by}, {short(each.answered_on)})" if each.answered_on else "Not answered yet")
        for each in plan.questions if each.asked_on <= plan.on
    )  # fmt: skip
    return Page("questions", "Questions and answers", "", (
        TableBlock("Asked of the plan", ("Asked", "By", "Question", "Answer"), rows, empty="None was asked."),
    ))  # fmt: skip


def _how(line: LineView, plan: PlanView) -> str:
    if line.status == "relapsed":
        return f"No longer holds, since {in_full(line.relapsed_on)}" if line.relapsed_on else "No longer holds"
    return f"{days((plan.on - line.due_on).days)} past its day, {short(line.due_on)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
