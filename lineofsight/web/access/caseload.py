"""The caseload: the rows about children a person may read, and the only way to them.

Views never touch the models or a snapshot's rows: they ask this. What is not permitted looks exactly like what is not
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.people import mothers, relationships
from lineofsight.core.tables.workforce import professionals, teams
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.reading_rows import people_of, record_of_child, rows_held, rows_of
from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.counting.kept import held_for
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.service.open_duty import NEVER_LISTED, DutiesOnADay
from lineofsight.record.service.searching import Found, find
from lineofsight.record.service.told_of import said_of
from lineofsight.record.service.waiting import Wait, waits
from lineofsight.record.written import HeldRow, held_row
from lineofsight.web.access.naming import names_any
from lineofsight.web.access.policy import Asker, children_seen, may, supervision_seen, team_seen
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.day import today
from lineofsight.web.served import served_home

NOT_FOUND = "There is no such child, or not one you may see."


class Caseload:
    """What one person may read. `look` is called with a child's reference whenever a child is opened."""

    def __init__(self, asker: Asker | None, look: Callable[[str], None]) -> None:
        self.asker = asker
        self._look = look

    def children(self) -> QuerySet[ChildNow]:
        """Every child the person may see."""
        return ChildNow.objects.filter(children_seen(self.asker))

    def child(self, reference: str) -> ChildNow:
        """One child, the look written down. Raises Http404, the same for absent and not permitted."""
        found = self.children().filter(reference=reference).first()
        if found is None or not may(self.asker, Action.SEE_CHILD, found):
            raise Http404(NOT_FOUND)
        self._look(found.reference)
        return found

    def record_of(self, child: ChildNow) -> PlainRecord:
        """Everything the record holds about a child that `child` gave, as the interpreter reads it.

        Rows about relatives are not in it: `relatives_of` gives what a child's own page may say of them. That somebody
        restricted to others is a relative is left out too: a brother's page does not tell of a sister one may not see.
        """
        found = record_of_child(served_home(), child.child_id)
        if not self._shut:
            return found
        kept = {
            name: [row for row in found.tables.get(name, ()) if row[column] not in self._shut_ids]
            for name, column in ((relationships.name, "related_person_id"), (mothers.name, "mother_id"))
        }
        return PlainRecord({**found.tables, **{name: rows for name, rows in kept.items() if name in found.tables}})

    def find(self, text: str, within: QuerySet[ChildNow], limit: int) -> list[Found]:
        """The children of `within`, a part of `children`, that fit a search best; none by a relative one may not see.

        A young mother whose record is restricted to others finds no child of hers.
        """
        shut = ChildNow.objects.filter(reference__in=self._shut) if self._shut else ()
        return find(text, within, limit, said_of(served_home(), shut))

    def row_of(self, child: ChildNow, table: str, row_id: str) -> HeldRow:
        """One row about a child that `child` gave, with its version. Raises Http404 for another child's, or none."""
        found = held_row(served_home(), table, row_id)
        if found is None or found.holder != child.child_id or found.withdrawn:
            raise Http404(NOT_FOUND)
        return found

    def rows_behind(self, duties: Iterable[OpenDuty], table: Table) -> dict[str, Row]:
        """The rows of a table that opened duties this caseload gave, by id; those of other tables are left out."""
        wanted = sorted({duty.subject for duty in duties})
        found: dict[str, Row] = {}
        for start in range(0, len(wanted), _FEW):
            found |= rows_of(served_home(), table, wanted[start : start + _FEW])
        return found

    def rows_about(self, children: Iterable[ChildNow], table: Table) -> dict[str, list[Row]]:
        """The rows of one table about children this caseload gave, by their local ids: for lists, not a look at one."""
        found: dict[str, list[Row]] = {}
        for row in rows_held(served_home(), table, sorted({child.child_id for child in children})):
            found.setdefault(row[table.holder_column], []).append(row)
        return found

    def waits_of(self, children: Iterable[ChildNow]) -> dict[str, Wait]:
        """Since when children this caseload gave have had nobody in post, and why, by reference."""
        ids = {child.child_id: child for child in children}
        found = waits(served_home(), {key: child.opened_on for key, child in ids.items()}, today())
        return {ids[key].reference: wait for key, wait in found.items()}

    def supervised(self, worker_id: str) -> Row:
        """A worker whose supervision the person may see. Raises Http404, the same for absent and not permitted."""
        found = rows_of(served_home(), professionals, [worker_id]).get(worker_id)
        if found is None or not supervision_seen(self.asker, worker_id, found["team_id"] or ""):
            raise Http404(NOT_FOUND)
        return found

    def rows_of_worker(self, worker: Row, table: Table) -> list[Row]:
        """The rows of a table held by a worker that `supervised` gave; none about children restricted to others."""
        rows = rows_held(served_home(), table, [worker["id"]])
        return [row for row in rows if row.get("child_id") is None or row["child_id"] not in self._shut_ids]

    def names_of_workers(self, ids: Iterable[str | None]) -> dict[str, str]:
        """The names of workers, by id, and of those who sign in and are no worker; others stay as they are."""
        wanted = sorted({each for each in ids if each})
        found = {key: row["name"] for key, row in rows_of(served_home(), professionals, wanted).items()}
        people = User.objects.filter(username__in=[each for each in wanted if each not in found])
        found |= {person.username: str(person) for person in people}
        return {each: found.get(each) or each for each in wanted}

    def relatives_of(self, record: PlainRecord) -> dict[str, Row]:
        """The rows of `people` for those a child's record names as related, by id: part of the child's own record."""
        named = {row["related_person_id"] for row in record.tables.get(relationships.name, ())}
        return people_of(served_home(), sorted(each for each in named if each))

    def names_in(self, record: PlainRecord) -> tuple[dict[str, str], dict[str, str]]:
        """The names of the workers, and of the teams, that a child's record speaks of, by id."""
        found: dict[str, set[str]] = {professionals.name: set(), teams.name: set()}
        for name, rows in record.tables.items():
            columns = [(column.name, column.refers_to) for column in TABLES[name] if column.refers_to in found]
            for column, table in (*columns, ("recorded_by", professionals.name)):
                found[table or ""] |= {row[column] for row in rows if row.get(column)}
        workers = rows_of(served_home(), professionals, sorted(found[professionals.name]))
        named = rows_of(served_home(), teams, sorted(found[teams.name]))
        return (
            {key: row["name"] for key, row in workers.items() if row["name"]},
            {key: row["name"] for key, row in named.items() if row["name"]},
        )

    def duties(self) -> DutiesOnADay:
        """What is owed to the children the person may see, and, to those who see teams, to their teams and workers."""
        # A condition that everything meets is still worked out for every row.
        all_of_them = self.sees_everyone and may(self.asker, Action.SEE_WORKERS)
        if all_of_them:
            listed: DutiesOnADay = OpenDuty.objects.exclude(standard__in=NEVER_LISTED)
            return listed.exclude(reference__in=sorted(self._shut)) if self._shut else listed
        rows: DutiesOnADay = OpenDuty.objects.filter(self._of_children() | self._of_others())
        return rows

    def of_children(self) -> DutiesOnADay:
        """What is owed to the children the person may see."""
        rows: DutiesOnADay = OpenDuty.objects.filter(self._of_children())
        return rows

    @cached_property
    def _everything(self) -> Counted:
        # Asked once: between two questions of one page somebody may write, and rows of two states do not go together.
        return held_for(ChildNow.objects.db, today()).everything()

    @cached_property
    def counted(self) -> Counted:
        """What `children` and `duties` give, in memory: to be counted and put in order. It names nobody."""
        everything = self._everything
        all_of_them = self.sees_everyone and may(self.asker, Action.SEE_WORKERS) and not self._shut
        if all_of_them:
            return everything
        mine = self.counted_of_children
        return replace(mine, duties=everything.either(mine, everything.owed(self._of_others())).duties)

    @cached_property
    def counted_of_children(self) -> Counted:
        """What `children` and `of_children` give, in the same way."""
        mine = self._everything.of_children(children_seen(self.asker))
        if self.sees_everyone:
            return mine.owed(self._of_children())
        return mine.owed(Q(holder_kind="child")).owed_to_them()

    def duties_of(self, part: Counted, first: int, end: int) -> list[OpenDuty]:
        """The rows of some of the duties of a part of what `counted` gave, in its order."""
        keys = part.either(self.counted).keys(first, end)
        rows = OpenDuty.objects.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def children_of(self, references: Sequence[str]) -> list[ChildNow]:
        """Of some children those the person may see, in the order given."""
        rows = {child.reference: child for child in self.children().filter(reference__in=references)}
        return [rows[reference] for reference in references if reference in rows]

    def may_read_words(self, *texts: str) -> bool:
        """Whether words that somebody typed into a log name no child restricted to others."""
        return not self._shut or not names_any(texts, self._shut_children)

    def of_workers(self, team_id: str, workers: Iterable[str]) -> DutiesOnADay:
        """What is owed to workers of one team (supervision), for those who see lists by worker of that team.

        What is owed to a worker stands under no team, so the team's workers are named.
        """
        rows: DutiesOnADay = OpenDuty.objects.filter(holder_kind="worker", holder__in=list(workers))
        may_see = may(self.asker, Action.SEE_WORKERS) and self.sees_team(team_id)
        return rows if may_see else rows.none()

    def sees_team(self, team_id: str) -> bool:
        """Whether the person may see a team's page."""
        return team_seen(self.asker, team_id)

    @cached_property
    def sees_everyone(self) -> bool:
        """Whether the person's role reaches every child of the service (a restriction may keep single ones out)."""
        return self.asker is not None and self.asker.role.reach is Reach.SERVICE and self._may_see_children

    @property
    def _may_see_children(self) -> bool:
        return self.asker is not None and Action.SEE_CHILD in self.asker.role.actions

    @cached_property
    def _shut_ids(self) -> frozenset[str]:
        """The authority's own ids of children restricted to others."""
        if not self._shut:
            return frozenset()
        return frozenset(ChildNow.objects.filter(reference__in=self._shut).values_list("child_id", flat=True))

    @cached_property
    def _shut_children(self) -> tuple[ChildNow, ...]:
        return tuple(ChildNow.objects.filter(reference__in=self._shut))

    def shut_among(self, references: Iterable[str]) -> int:
        """How many of some children's records are restricted and kept from the person."""
        return len(self._shut.intersection(references))

    @property
    def _shut(self) -> frozenset[str]:
        return self.asker.shut if self.asker is not None else frozenset()

    def _of_children(self) -> Q:
        if self.sees_everyone:
            of_children = Q(holder_kind="child")
            return of_children & ~Q(reference__in=sorted(self._shut)) if self._shut else of_children
        return Q(holder_kind="child", reference__in=self.children().values("reference"))

    def _of_others(self) -> Q:
        asker = self.asker
        if asker is None or Action.SEE_WORKERS not in asker.role.actions:
            return Q(pk__in=())
        if asker.role.reach is Reach.SERVICE:
            return ~Q(holder_kind="child") & ~Q(standard__in=NEVER_LISTED)
        return ~Q(holder_kind="child") & Q(team__in=asker.teams)

    def permitted(self, local_ids: Iterable[str]) -> dict[str, ChildNow]:
        """Of some local ids, those of children the person may see: what a list worked out from a snapshot is cut to."""
        wanted = set(local_ids)
        if self.sees_everyone and len(wanted) > _FEW:
            return {child.child_id: child for child in self.children() if child.child_id in wanted}
        found: dict[str, ChildNow] = {}
        ordered = sorted(wanted)
        for start in range(0, len(ordered), _FEW):
            part = self.children().filter(child_id__in=ordered[start : start + _FEW])
            found |= {child.child_id: child for child in part}
        return found


def children_held(worker_id: str) -> list[ChildNow]:
    """The open children a worker holds, whoever may see them: for the rule on limits, which names nobody."""
    return list(ChildNow.objects.filter(worker_id=worker_id, is_open=True))


def numbers_held(workers: Iterable[str]) -> dict[str, int]:
    """The same for many workers at once, by id; those who hold none are left out."""
    held = ChildNow.objects.filter(worker_id__in=sorted(workers), is_open=True).order_by()
    return {str(key): number for key, number in held.values_list("worker_id").annotate(number=Count("pk"))}


def child_handed_over(asker: Asker, reference: str) -> ChildNow:
    """A child whom another team hands over: for the action that accepts, once it has seen that it may.

    Raises Http404 for a child restricted to others, as for none.
    """
    found = ChildNow.objects.filter(reference=reference).first()
    if found is None or reference in asker.shut:
        raise Http404(NOT_FOUND)
    return found


_FEW = 500
