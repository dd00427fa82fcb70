"""What is done with dip samples. Refusals are rules; what one asks for is an action of an audit like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import WrittenRow, new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record
from lineofsight.web.access.papers import held_paper, kept_paper, require, require_version
from lineofsight.web.access.restricting.owning import may_not_be_given
from lineofsight.web.access.service_rows import SERVICE
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import dip_rules, rules
from lineofsight.web.audits.dip_models import DipRecord, DipSample
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.sampling import Sample
from lineofsight.web.audits.tools import dip_from
from lineofsight.web.drafts.actions import drop_draft

EVENTS, ASKED_FOR = "service_events", "audit_actions"


@action(Action.RUN_AUDITS)
def draw_sample(
    *, by: Actor, values: Mapping[str, Any], tool: Mapping[str, Any], sample: Sample,
    teams: Mapping[str, tuple[str, str]], repeats: DipSample | None = None,
) -> DipSample:  # fmt: skip
    """Keep a sample that was drawn: its seed, its list's digest, and a record for each child. teams: who holds each."""
    if not sample.drawn:
        raise Refused("No child is in that list. Choose another.")
    made = DipSample.objects.create(
        **values, tool=dict(tool), tool_code=tool["code"], frame_size=sample.frame_size,
        frame_digest=sample.frame_digest, drawn_on=by.day, drawn_by_id=by.user.pk, drawn_by=str(by.user),
        repeats=repeats,
    )  # fmt: skip
    touched(made)
    DipRecord.objects.bulk_create(
        DipRecord(sample=made, place=place, reference=reference, team_id=teams.get(reference, ("", ""))[0],
                  team_name=teams.get(reference, ("", ""))[1])
        for place, (reference, _) in enumerate(sample.drawn, start=1)
    )  # fmt: skip
    return made


@action(Action.AUDIT)
def answer_record(
    *, by: Actor, child: ChildNow, number: int, version: int, answers: Mapping[str, str],
    quotes: Mapping[str, str], involved: Involved,
) -> DipRecord:  # fmt: skip
    """Answer the questions for one child, each with what the record says. Raises Refused."""
    found = _record(number, child)
    require_version(found, version)
    require(dip_rules.may_not_answer(
        found.answered_on is not None, found.sample.completed_on is not None,
        rules.may_not_audit(by.name, by.asker.teams, involved),
    ))  # fmt: skip
    require(" ".join(dip_rules.may_not_keep(dip_from(found.sample.tool), answers, quotes)))
    found.answers, found.quotes, found.answered_on = dict(answers), dict(quotes), by.day
    found.answered_by_id, found.answered_by = by.user.pk, str(by.user)
    return kept_paper(found)


@action(Action.AUDIT)
def ask_action(
    *, by: Actor, child: ChildNow, number: int, what: str, owner: str, form: str = "", subject: str = ""
) -> WrittenRow:  # fmt: skip
    """Make an action of what was found for a child: on its owner's list, closed by somebody else. Raises Refused."""
    found = _record(number, child)
    require(dip_rules.may_not_ask(found.answers, what, owner))
    require(may_not_be_given(child.reference, owner))
    made = write_record(ASKED_FOR, {"set_on": by.day, "owner_id": owner, "action": what}, holder=child.child_id,
                        row_id=new_row_id(), version=0)  # fmt: skip
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return made


@action(Action.AUDIT)
def complete_sample(*, by: Actor, number: int, version: int) -> DipSample:
    """Complete a sample, every record looked at: from then on it counts, and is an event of the service."""
    found = held_paper(DipSample.objects, number, version)
    records = list(found.records.all())
    done = [each for each in records if each.answered_on]
    require(dip_rules.may_not_complete(len(records), len(done), complete=found.completed_on is not None))
    given = [answer for each in done for answer in each.answers.values()]
    event = write_record(
        EVENTS, {"kind": "dip_sample", "occurred_on": by.day, "planned": float(len(given)),
                 "done": float(given.count("yes")), "reference": found.tool_code},
        holder=SERVICE, row_id=new_row_id(), version=0,
    )  # fmt: skip
    found.completed_on, found.event_row = by.day, event.row_id
    return kept_paper(found)


def _record(number: int, child: ChildNow) -> DipRecord:
    """The record of that child, held until the action ends. Raises Refused for another child's."""
    found = held_paper(DipRecord.objects.select_related("sample"), number)
    if found.reference != child.reference:
        raise Refused("This is another child’s. Open it again from the sample.")
    return found
