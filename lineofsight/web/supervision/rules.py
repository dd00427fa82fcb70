"""What may be done in supervision, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def may_not_supervise(worker: str, who: str) -> str:
    """Why somebody may not supervise a worker; blank where they may."""
    return "Nobody supervises themself. Somebody else must hold this supervision." if worker == who else ""


def may_not_be_dated(held_on: date, next_on: date | None, today: date) -> str:
    """Why a meeting cannot have these days; blank where it can."""
    if held_on > today:
        return "This supervision is in the future. Record it when it has been held."
    if next_on is not None and next_on <= held_on:
        return "The next supervision is after this one. Check both dates."
    return ""


def may_not_add(meeting: Mapping[str, Any], who: str) -> str:
    """Why nothing may be added to a meeting by somebody; blank where it may."""
    if meeting.get("signed_on"):
        return "This supervision is signed. It stays as it is: record another."
    if meeting.get("supervisor_id") != who:
        return "Only whoever held this supervision writes to it."
    return ""


def may_not_sign(meeting: Mapping[str, Any], who: str) -> str:
    """Why somebody may not sign a meeting; blank where they may."""
    if reason := may_not_add(meeting, who):
        return reason
    return "" if meeting.get("summary") else "Nothing is written down yet. Write what was discussed, then sign."


def may_not_agree(meeting: Mapping[str, Any], worker: str, who: str) -> str:
    """Why somebody may not say that the note is what was said; blank where they may: the worker, once it is signed."""
    if who != worker:
        return "Only the worker says that this is what was said."
    if not meeting.get("signed_on"):
        return "The supervisor signs first."
    return "You have said so already." if meeting.get("agreed_on") else ""


def may_not_ask_by(due_on: date, agreed_on: date) -> str:
    """Why an action cannot be due on a day; blank where it can."""
    return "An action is due on the day it is agreed, or later." if due_on < agreed_on else ""


def may_not_say_done(row: Mapping[str, Any], who: str, evidence: str) -> str:
    """Why somebody may not say that an action is done; blank for whoever was to do it, with what shows it."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("worker_id") != who:
        return "Only whoever was to do it says that it is done."
    return "" if evidence.strip() else "Say what shows that it is done: a visit, a document, what the child said."


def may_not_close(row: Mapping[str, Any], who: str, *, supervises: bool, worker: str) -> str:
    """Why somebody may not close an action; blank where they may.

    Never its owner alone, and never without what shows it: somebody else who supervises, or the other of the two.
    """
    if row.get("done_on"):
        return "This action is closed."
    if row.get("worker_id") == who:
        return "You were to do this yourself. Somebody else must see that it is done."
    if not row.get("said_done_on") or not (row.get("evidence") or "").strip():
        return "Whoever was to do it has not said that it is done, and what shows it."
    return "" if supervises or who == worker else "Only a supervisor, or the other of the two, closes an action."


def may_not_send_back(row: Mapping[str, Any], who: str, why: str) -> str:
    """Why somebody may not say that an action is not done after all; blank where they may: never its owner."""
    if row.get("done_on") or not row.get("said_done_on"):
        return "Nobody said that it is done."
    if row.get("worker_id") == who:
        return "You said yourself that it is done. Somebody else sees whether it is."
    return "" if why.strip() else "Say what is missing."


def may_not_hand_on(row: Mapping[str, Any], *, shut_out: bool) -> str:
    """Why an action may not be handed to somebody else; blank where whoever has it may not open the record any more."""
    if row.get("done_on") or row.get("renewed_on"):
        return "This action is closed."
    if row.get("said_done_on"):
        return "It is said to be done. Somebody else sees whether it is."
    return "" if shut_out else "Whoever has this action may open the record: it stays theirs."


def may_not_renew(row: Mapping[str, Any], who: str, due_on: date, today: date, why: str) -> str:
    """Why somebody may not give an action more time; blank where they may: never its owner."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("worker_id") == who:
        return "You are to do this yourself. Somebody else gives it more time."
    if due_on <= today:
        return "The new day is after today."
    return "" if why.strip() else "Say why it takes longer, and what that means for the child."


def may_not_read_note(note_worker: str, note_supervisor: str, who: str) -> str:
    """Why somebody may not read a reflective note; blank for the two it is of."""
    return "" if who and who in (note_worker, note_supervisor) else "Reflective notes are for the two alone."
