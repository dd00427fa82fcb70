"""Home of those who hold children or review them: a social worker and a reviewing officer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q

from lineofsight.record.service.open_duty import due_within, not_known_on, open_by, overdue_on
from lineofsight.web.access.request import Request
from lineofsight.web.home import counting
from lineofsight.web.home.parts import Line, Section, Tile
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.layout.titles import title_of_standard

MOST_CHILDREN = 40
MOST_NEW = 15
AHEAD = 28


def social_worker(request: Request, day: date) -> list[Section]:
    """My children in due order, and what opened since yesterday."""
    caseload, worker = request.caseload, request.asker.worker_id
    if not worker:
        return [_nobody()]
    children = caseload.children().filter(worker_id=worker, is_open=True)
    part = caseload.counted_of_children.owed(Q(worker=worker)).of_children(Q(worker_id=worker, is_open=True))
    in_order = children.order_by(
        F("longest_overdue").desc(nulls_last=True), F("next_due_on").asc(nulls_last=True), "pk"
    )
    new = part.owed(open_by(day) & Q(opened_on__gte=day - timedelta(days=1)))
    return [
        Section("Today", tiles=(
            Tile(part.number_of_children, "children I hold", counting.list_link("mine", by="child")),
            Tile(part.how_many(overdue_on(day)), "overdue", counting.list_link("mine", state="overdue")),
            Tile(part.how_many(due_within(day, 7)), "due in the next 7 days", counting.list_link("mine", state="soon")),
            Tile(part.how_many(not_known_on(day)), "not known", counting.list_link("mine", state="not_known")),
        )),
        Section(
            "What opened since yesterday", lines=[_opened(duty, day) for duty in caseload.duties_of(new, 0, MOST_NEW)],
            empty="Nothing new is owed to your children since yesterday.",
            more=("The whole of my worklist", counting.list_link("mine")),
        ),
        Section(
            "My children", "Those with something long overdue first, then by what is due next.",
            lines=counting.child_lines(list(in_order[:MOST_CHILDREN]), day, worker=False),
            empty="No open child is allocated to you in what has been loaded. If that is wrong, tell your manager: "
            "the children you hold may stand in another name.",
        ),
    ]  # fmt: skip


def reviewing_officer(request: Request, day: date) -> list[Section]:
    """The children I review: what is due from me and to me before their reviews, and where plans drift."""
    caseload = request.caseload
    if not request.asker.worker_id:
        return [_nobody()]
    part = caseload.counted_of_children.of_children(Q(is_open=True))
    reviews = part.owed(Q(standard__in=counting.REVIEWS))
    codes = counting.overdue_by_standard(part, counting.REVIEWS, day)
    standards = definitions().standards
    soon = reviews.owed(due_within(day, AHEAD) & Q(standard__in=("cla_review", "cp_review")))
    by_need = caseload.children_of(part.references(0, MOST_NEW))
    drifting = part.how_many_children(Q(changes_of_worker__gte=3))
    return [
        Section("Today", tiles=(
            Tile(part.number_of_children, "children I review", counting.list_link("mine", by="child")),
            Tile(soon.number, f"reviews due in the next {AHEAD} days",
                 counting.list_link("mine", standard="cla_review")),
            Tile(reviews.how_many(overdue_on(day)), "overdue before or after a review",
                 counting.list_link("mine", state="overdue")),
            Tile(drifting, "children with three workers or more in a year"),
        )),
        Section(
            "Reviews coming up", lines=[_opened(duty, day) for duty in caseload.duties_of(soon, 0, MOST_NEW)],
            empty=f"No review falls due in the next {AHEAD} days.",
        ),
        Section(
            "Overdue around reviews", headings=("What is owed", "Overdue", "Children"), numeric=frozenset({1, 2}),
            rows=[
                ((title_of_standard(code, standards), counting.list_link("mine", state="overdue", standard=code)),
                 (f"{number:,}", ""), (f"{children_:,}", ""))
                for code, (number, children_) in sorted(codes.items(), key=lambda item: -item[1][0])
            ],
            empty="Nothing around reviews is overdue.",
        ),
        Section(
            "Children to look at first", lines=counting.child_lines(by_need, day, worker=True),
            more=("All of them, child by child", counting.list_link("mine", by="child")),
            empty="No child you review is open in what has been loaded.",
        ),
    ]  # fmt: skip


def _opened(duty: object, day: date) -> Line:
    title = title_of_standard(duty.standard, definitions().standards)  # type: ignore[attr-defined]
    due = duty.due_on  # type: ignore[attr-defined]
    tone = "overdue" if due and due < day else "soon" if due and (due - day).days < 7 else "plain"
    return Line(
        duty.name or duty.holder, link("children:child", duty.reference), duty.holder,  # type: ignore[attr-defined]
        f"{title}: due {in_full(due)}." if due else f"{title}.", from_day(due, day), tone,
    )  # fmt: skip


def _nobody() -> Section:
    return Section("Today", paragraphs=(
        "Your account is not joined to a worker in the record, so it is not known which children are yours. Whoever "
        "manages accounts can join it.",
    ))  # fmt: skip
