"""Decisions, voices, advocacy, chronologies, audits and challenge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.simulation.book import MINUTES, Book
from lineofsight.simulation.draw import ABSENT, chance, choose, later, lognormal, only, pick, repeat_events

_GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
_REASONS = (
    "Risk was lower and family support was in place",
    "Harm was likely without a plan",
    "The child asked for this",
    "No safer choice tonight",
)
_PLAIN = (
    "We decided this so that you are safe at home.",
    "We wanted you to stay near your school.",
    "You told us what you wanted and we listened.",
)
_WORDS = (
    "She listens and comes back when she says she will.",
    "I did not know what the plan was.",
    "Everyone talks about me and not to me.",
    "It is better now.",
)


_WAITING_DAYS = 9
_LOOKED_EVERY = 75
_PROTECTING = (2, 3, 7, 8)  # of the gateways below: those at which a child may have to be protected first


def decisions(book: Book) -> dict[str, pl.DataFrame]:
    """Decisions at the gateways, where somebody recorded one."""
    world, cases = book.world, book.cases
    rng = world.rng("decisions")
    case_days = (
        ("referral", cases.decided),
        ("end_assessment", cases.assessed_to),
        ("strategy_discussion", cases.strategy),
        ("section_47", cases.strategy),
        ("child_in_need_plan", cases.in_need_from),
        ("start_child_protection_plan", cases.protected_from),
        ("end_child_protection_plan", cases.protected_to),
        ("entry_to_care", cases.care_from),
        ("placement", cases.care_from),
        ("closure", cases.closed),
        ("allocation", cases.received),
    )
    names = [name for name, _ in case_days]
    rows, days, kinds = [], [], []
    for place, (_, day) in enumerate(case_days):
        happened = np.flatnonzero((day < ABSENT) & (day >= world.history_from) & (day <= world.last_day))
        made = happened[
            chance(
                rng,
                world.practice("decision_recorded", day[happened]) * (0.55 if place in (3, 10) else 0.98),
                len(happened),
            )
        ]
        rows.append(made)
        days.append(day[made])
        kinds.append(np.full(len(made), place))
    looked_at, looked_on = _looked(book)
    rows.append(looked_at)
    days.append(looked_on)
    kinds.append(np.full(len(looked_at), len(names)))
    names.append("management_oversight")
    row, event, kind = np.concatenate(rows), np.concatenate(days), np.concatenate(kinds)
    size = len(row)
    after = chance(rng, world.practice("retrospective", event), size) & (kind < len(case_days))
    decided = event + np.where(after, rng.integers(1, 12, size), 0)
    order = np.lexsort((row, decided))
    row, decided, kind, after = row[order], decided[order], kind[order], after[order]
    manager = book.manager(cases.child[row], decided)
    well = chance(rng, world.practice("words_recorded", decided), size)
    # Of the latest, some wait for whoever is to decide; of those some were sent back, and some followed the action.
    waits = (decided > world.last_day - _WAITING_DAYS) & chance(rng, 0.35, size)
    back = waits & chance(rng, 0.25, size)
    first = waits & ~back & np.isin(kind, _PROTECTING) & chance(rng, 0.7, size)
    worker = book.allocations.worker_at(cases.child[row], decided)
    return {
        "decisions": book.write(
            "decisions",
            cases.child[row],
            by=manager,
            written=np.minimum(decided, world.last_day),
            gateway=pick(names, kind),
            decided_on=only(decided, ~waits),
            decided_at=np.where(waits, ABSENT * MINUTES, decided * MINUTES + 480 + rng.integers(0, 600, size)),
            decided_by=np.where(waits, -1, manager),
            proposed_on=only(np.minimum(decided, world.last_day), waits & ~first),
            proposed_by=np.where(waits & ~first, worker, -1),
            returned_on=only(np.minimum(decided + 1, world.last_day), back),
            returned_by=np.where(back, manager, -1),
            returned_why=pick(["Say what the child thinks, and what else was considered."], np.where(back, 0, -1)),
            acted_on=only(np.minimum(decided, world.last_day), first),
            subject_id=book.ids("referrals", row + 1),
            is_retrospective=after | first,
            written_on=only(decided + choose(rng, (0.7, 0.2, 0.07, 0.03), size), ~waits),
            considered=pick(["Agency checks, chronology and the child's wishes"], np.where(well, 0, -1)),
            reason=pick(_REASONS, rng.integers(0, 4, size)),
            in_plain_words=pick(_PLAIN, np.where(well, rng.integers(0, 3, size), -1)),
        )
    }


def _looked(book: Book) -> tuple[np.ndarray, np.ndarray]:
    """Cases and days on which a manager looked at the work with a child: every two or three months, where they did."""
    world, cases = book.world, book.cases
    rng = world.rng("oversight")
    first = np.maximum(cases.received, world.history_from)
    length = np.maximum(np.minimum(cases.closed, world.last_day) - first, 0)
    times = length // _LOOKED_EVERY
    row = np.repeat(np.arange(len(cases)), times)
    place = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    day = first[row] + (place + 1) * _LOOKED_EVERY + rng.integers(-12, 13, len(row))
    made = (day <= world.last_day) & chance(rng, world.practice("decision_recorded", day), len(row))
    return row[made], day[made]


def voices(book: Book) -> dict[str, pl.DataFrame]:
    """What children and parents say, advocacy offered, and chronologies brought up to date."""
    world, cases, children = book.world, book.cases, book.children
    rng = world.rng("voices")
    planned = np.flatnonzero(
        (np.minimum(cases.protected_from, np.minimum(cases.in_need_from, cases.care_from)) < ABSENT)
        & (cases.closed > world.history_from)
    )
    start = np.maximum(
        np.minimum(cases.protected_from, np.minimum(cases.in_need_from, cases.care_from))[planned], world.history_from
    )
    end = np.minimum(cases.closed[planned], world.last_day + 1)
    row, day = repeat_events(rng, start, end, 120.0, 0.5, lambda rows, at: 2.4 - 1.6 * world.level(at))
    case = planned[row]
    size = len(row)
    old = (day - children.born[cases.child[case]]) / 365.25 > 5
    by_child = old & chance(rng, 0.65, size)
    agree = 0.45 + 0.4 * world.level(day)
    up_row, up_day = repeat_events(rng, start, end, 130.0, 0.4, lambda rows, at: 2.0 - 1.2 * world.level(at))
    offered = np.flatnonzero(
        (np.minimum(cases.protected_from, cases.care_from) < ABSENT)
        & (np.minimum(cases.protected_from, cases.care_from) >= world.history_from)
    )
    offered = offered[chance(rng, 0.3 + 0.55 * world.level(cases.received[offered]), len(offered))]
    offered_on = np.minimum(cases.protected_from, cases.care_from)[offered] + rng.integers(0, 30, len(offered))
    visitor = (cases.care_from[offered] < ABSENT) & chance(rng, 0.2, len(offered))

    def answer(share: np.ndarray) -> np.ndarray:
        return np.where(chance(rng, 0.85, size), chance(rng, share, size), -1).astype(np.int8)

    return {
        "voices": book.write(
            "voices",
            cases.child[case],
            said_on=day,
            who=pick(["child", "parent", "carer"], np.where(by_child, 0, choose(rng, (0, 0.8, 0.2), size))),
            worries_explained=answer(agree + 0.1),
            story_helped=answer(agree - 0.2),
            agrees_with_worker=answer(agree - 0.1),
            plan_keeps_safe=answer(agree),
            tablet_helped=answer(agree - 0.15),
            understands_plan=answer(agree + 0.05),
            declined=chance(rng, 0.05, size),
            words=pick(_WORDS, np.where(chance(rng, 0.6, size), rng.integers(0, 4, size), -1)),
        ),
        "advocacy": book.write(
            "advocacy",
            cases.child[offered],
            kind=pick(["advocate", "independent_visitor"], visitor.astype(int)),
            offered_on=offered_on,
            accepted=chance(rng, 0.38, len(offered)),
            provider="Speak Up",
        ),
        "chronology": book.write(
            "chronology",
            cases.child[planned[up_row]],
            updated_on=up_day,
            summary=pick(["Updated with the latest significant events"], np.zeros(len(up_row), np.int64)),
        ),
    }


@dataclass(frozen=True)
class _Again:
    """Second audits: the row, from 0, of the audit each repeats; its day, grade and auditor."""

    row: np.ndarray
    day: np.ndarray
    grade: np.ndarray
    auditor: np.ndarray


def _audited_again(book: Book, child: np.ndarray, day: np.ndarray, grade: np.ndarray) -> _Again:
    """Second audits of some that were below good, while the child's case is open; more often where practice is better.

    Days fall within the period only: a row's place is its number, which others refer to.
    """
    world = book.world
    rng = world.rng("audits again")
    closed = dict(zip(book.cases.child, book.cases.closed, strict=True))
    last = np.minimum([closed[each] for each in child], world.last_day)
    second = day + np.where(grade == 3, 60, 120) + (90 * rng.random(len(day))).astype(np.int64)
    row = np.flatnonzero((grade >= 2) & (second <= last) & chance(rng, 0.4 + 0.4 * world.level(day), len(day)))
    better = np.where(chance(rng, 0.55, len(row)), grade[row] - 1, grade[row])
    auditor = book.somebody("quality_assurance", second[row], rng.random(len(row)))
    return _Again(row, second[row], better, auditor)


def audits(book: Book) -> dict[str, pl.DataFrame]:
    """Audits with moderation and actions, and challenges by reviewing officers, chairs and partners."""
    world, cases = book.world, book.cases
    rng = world.rng("audits")
    size = max(24, round(world.population / 10_000 * 28 * (world.last_day - world.history_from) / 365))
    open_rows = np.flatnonzero((cases.closed > world.history_from) & (cases.assessed_from < ABSENT))
    row = open_rows[rng.integers(0, len(open_rows), size)]
    low, high = (
        np.maximum(cases.received[row] + 15, world.history_from),
        np.minimum(cases.closed[row] + 20, world.last_day),
    )
    day = np.sort(low + (np.maximum(high - low, 0) * rng.random(size)).astype(np.int64))
    good = world.practice("audit_good", day)
    luck = rng.random(size)
    grade = np.where(luck < good * 0.12, 0, np.where(luck < good, 1, np.where(luck < good + (1 - good) * 0.75, 2, 3)))
    # An auditor is kinder than a moderator, most of all where practice is weak.
    moderated = np.minimum(grade + chance(rng, 0.3 - 0.2 * world.level(day), size), 3)
    at_risk = (grade == 3) & chance(rng, 0.35, size)
    auditor = book.somebody("quality_assurance", day, rng.random(size))
    child = cases.child[row]
    theme = ("supervision", "assessment", "planning", "voice", "management_oversight", "visits")
    acted = np.flatnonzero(grade >= 2)
    acted = np.sort(np.concatenate((acted, acted[chance(rng, 0.4, len(acted))])))
    set_on = day[acted] + rng.integers(0, 5, len(acted))
    done = later(set_on, lognormal(rng, world.practice("audit_action_days", set_on), 0.8, len(acted)))
    raised = np.flatnonzero(
        ((cases.protected_from < ABSENT) | (cases.care_from < ABSENT))
        & (cases.closed > world.history_from)
        & chance(rng, 0.22, len(cases))
    )
    span = np.minimum(cases.closed[raised], world.last_day) - np.maximum(cases.received[raised], world.history_from)
    raised_on = np.maximum(cases.received[raised], world.history_from) + (
        np.maximum(span, 1) * rng.random(len(raised))
    ).astype(np.int64)
    lately = (cases.closed[raised] > world.last_day) & chance(rng, 0.2, len(raised))
    raised_on = np.where(lately, world.last_day - rng.integers(0, 12, len(raised)), raised_on)
    raised_on = np.maximum(raised_on, np.minimum(cases.received[raised], world.last_day))
    urgent = chance(rng, 0.06, len(raised))
    in_care = cases.care_from[raised] < ABSENT
    about = rng.integers(0, 3, len(raised))
    moderated_grade = np.where(chance(rng, 0.4, size), moderated, -1)
    moderated_on = only(day + 14, chance(rng, 0.4, size))
    themes = rng.integers(0, 6, size)
    told = only(day + choose(rng, (0.7, 0.2, 0.1), size), at_risk)
    again = _audited_again(book, child, day, grade)
    first, blank = np.full(size, -1), np.full(len(again.row), ABSENT)
    return {
        "audits": book.write(
            "audits",
            np.concatenate((child, child[again.row])),
            by=np.concatenate((auditor, again.auditor)),
            audited_on=np.concatenate((day, again.day)),
            grade=pick(_GRADES, np.concatenate((grade, again.grade))),
            moderated_grade=pick(_GRADES, np.concatenate((moderated_grade, np.full(len(again.row), -1)))),
            moderated_on=np.concatenate((moderated_on, blank)),
            auditor_id=np.concatenate((auditor, again.auditor)),
            team_id=book.allocations.team_at(
                np.concatenate((child, child[again.row])), np.concatenate((day, again.day))
            ),
            theme=pick(theme, np.concatenate((themes, themes[again.row]))),
            child_at_risk=np.concatenate((at_risk, np.zeros(len(again.row), dtype=bool))),
            head_told_on=np.concatenate((told, blank)),
            re_audit_of=np.concatenate((first, again.row + 1)),
        ),
        "audit_actions": book.write(
            "audit_actions",
            child[acted],
            by=auditor[acted],
            audit_id=acted + 1,
            set_on=set_on,
            done_on=only(done, chance(rng, 0.94, len(acted))),
            owner_id=book.allocations.worker_at(child[acted], set_on),
            action=pick(
                ["See the child alone", "Update the plan with the family", "Record the reason for the decision"],
                rng.integers(0, 3, len(acted)),
            ),
        ),
        "challenges": book.write(
            "challenges",
            cases.child[raised],
            kind=pick(
                ["reviewing_officer", "conference_chair", "partner_agency"],
                np.where(chance(rng, 0.1, len(raised)), 2, (~in_care).astype(int)),
            ),
            raised_on=raised_on,
            resolved_on=later(raised_on, lognormal(rng, 14 + 30 * (1 - world.level(raised_on)), 0.7, len(raised))),
            level=pl.Series(1 + choose(rng, (0.7, 0.2, 0.1), len(raised))),
            immediate_risk=urgent,
            raised_by=book.somebody("quality_assurance", raised_on, rng.random(len(raised))),
            team_id=book.allocations.team_at(cases.child[raised], raised_on),
            answered_on=only(
                later(raised_on, lognormal(rng, 4 + 8 * (1 - world.level(raised_on)), 0.6, len(raised))),
                chance(rng, 0.9, len(raised)),
            ),
            about=pick(["visits", "delay", "worker"], about),
            reason=pick(["Visits are late", "The plan has drifted", "No worker for weeks"], about),
        ),
    }
