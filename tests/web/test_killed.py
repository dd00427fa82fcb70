"""A process killed (kill -9) in the middle of saving a decision: nothing half-written, nothing submitted lost, and what
was sent again is kept once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import on_postgresql

WORDS = {
    "gateway": "entry_to_care", "considered": "School's worries.", "options": "To stay, or to come into care.",
    "decision": "He comes into care.", "reason": "He is not safe tonight.", "in_plain_words": "You come to your aunt.",
}  # fmt: skip
# Sends the form as a browser does, and stops where it is told to, for whoever started it to kill.
PROGRAM = """
import django, importlib, json, sys, time
django.setup()
from tests.support.walked import client_of
module, name, address, fields = sys.argv[1:]
def stops(*given, **named):
    print("here", flush=True)
    time.sleep(600)
setattr(importlib.import_module(module), name, stops)
client_of("team-manager").post(address, json.loads(fields))
"""


def sent_and_killed(home: Path, where: tuple[str, str], address: str, fields: dict[str, str]) -> None:
    """Send a form in a process of its own, killed once it has come to a function."""
    environment = {**os.environ, "LINEOFSIGHT_HOME": str(home)}
    arguments = [sys.executable, "-c", PROGRAM, *where, address, json.dumps(fields)]
    sending = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert sending.stdout is not None
        assert sending.stdout.readline() == "here\n"
    finally:
        sending.kill()
        sending.communicate()


def decisions_of(child: Any) -> list[Any]:
    """What the record holds of the child's decisions by its own row, as a reader gets it."""
    from lineofsight.record.reading_rows import record_of_child
    from lineofsight.web.served import served_home

    rows = record_of_child(served_home(), child.child_id).tables.get("decisions", ())
    return [row for row in rows if row["decision"] == WORDS["decision"]]


@pytest.mark.parametrize(
    ("where", "is_kept"),
    [
        # In the record's own transaction, the row written and nothing else; then once the record has it, before the
        # other database heard (there is no such moment where one database is both); then with all of it done but what
        # pages read of the child.
        (("lineofsight.record.written.writing", "rank_again"), False),
        (("lineofsight.web.access.actions", "_enter"), not on_postgresql()),
        (("lineofsight.web.access.actions", "refresh_holder"), True),
    ],
)
def test_a_decision_killed_while_it_is_saved_is_whole_or_not_there_and_sent_again_is_kept_once(
    own_home: Path, client_as: Any, where: tuple[str, str], is_kept: bool
) -> None:
    from lineofsight.record.books import Change
    from lineofsight.record.service.models import ChildNow, OpenDuty
    from lineofsight.web.access.done import Done
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today
    from lineofsight.web.drafts.models import Draft

    teams = User.objects.get(username="team-manager").team_ids(today())
    child = ChildNow.objects.filter(team_id__in=teams, is_open=True).order_by("reference")[1]
    client, address = client_as("team-manager"), f"/decisions/child/{child.reference}/new/"
    done = Done.objects.filter(name="put_decision", reference=child.reference)
    before = done.count()  # others may have decided something for the child in this database
    # given words that were typed and kept as they were typed
    assert client.post(address, {**WORDS, "keep_for_later": "1"}).status_code == 303
    draft = Draft.objects.get(form="decision", subject=child.reference)
    fields = {**WORDS, "draft_row": draft.row_id}
    # when the process is killed
    sent_and_killed(own_home, where, address, fields)
    # then the decision is there whole, with its page of the book, or not at all
    rows, book = decisions_of(child), Change.objects.filter(row_id=draft.row_id)
    assert len(rows) == book.count() == int(is_kept)
    for row in rows:
        assert {name: row[name] for name in WORDS} == WORDS
        assert row["proposed_on"] == today()
    # and what had been typed is not lost, unless it was sent whole
    was_done = done.count() - before
    assert Draft.objects.filter(pk=draft.pk).exists() is (was_done == 0)
    page = client.get(f"/decisions/child/{child.reference}/").content.decode()
    assert (WORDS["in_plain_words"] in page) is is_kept
    # when the person, who was shown nothing, sends it again
    assert client.post(address, fields).status_code == 303
    # then there is one, entered in the log of what was done, and the lists know of it
    assert len(decisions_of(child)) == 1
    assert Change.objects.filter(row_id=draft.row_id).count() == 1
    assert done.count() == before + 1 + was_done
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert OpenDuty.objects.filter(reference=child.reference, opened_by_id=draft.row_id).exists()
