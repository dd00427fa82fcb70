"""How the plan's codes are said."""

from __future__ import annotations

from lineofsight.evaluation.improvement import Standing, Status

SOURCES = {
    "report": "Inspection report", "notice": "Notice or direction", "audit": "Audit", "review": "Review",
    "complaint": "Complaint",
}  # fmt: skip
SAID = {"voice": "What children and families say", "board": "The board decided", "note": "Note"}
OUTCOMES = {"failed": "Failed", "replaced": "Replaced before it was finished", "met": "Met"}
VERDICTS = {
    "met": "At target, and stays there", "at_target": "At target, not yet for long enough", "off_target": "Off target",
    "not_comparable": "Not comparable", "not_known": "Not known", "not_shown": "Not shown: too few",
}  # fmt: skip
ACTION_STATES = {
    "not_started": "Not begun", "under_way": "Under way", "slipped": "Overdue", "said_done": "Said to be done",
}  # fmt: skip
CHECKS = {"holds": "Held", "relapsed": "Relapsed", "not_known": "Cannot be told", "to_come": "To come"}
STATUSES = {
    Status.NOT_STARTED: "Not started", Status.UNDER_WAY: "Under way", Status.SLIPPED: "Slipped",
    Status.EVIDENCE_MET: "Evidence met, awaiting sign-off", Status.DONE: "Done",
    Status.HOLDING: "Done, and still holds",
    Status.NOT_KNOWN: "Done, not known to hold", Status.RELAPSED: "Relapsed: reopened",
}  # fmt: skip
TONES = {
    Status.NOT_STARTED: "grey", Status.UNDER_WAY: "light-blue", Status.SLIPPED: "yellow",
    Status.EVIDENCE_MET: "purple", Status.DONE: "green", Status.HOLDING: "green", Status.NOT_KNOWN: "orange",
    Status.RELAPSED: "red",
}  # fmt: skip
# What needs attention first.
ORDER = (
    Status.RELAPSED, Status.SLIPPED, Status.NOT_KNOWN, Status.EVIDENCE_MET, Status.NOT_STARTED, Status.UNDER_WAY,
    Status.DONE, Status.HOLDING,
)  # fmt: skip


def status_words(standing: Standing) -> str:
    """Where a line stands, with how long it has held."""
    words = STATUSES[standing.status]
    return f"{words} at {standing.holds_months} months" if standing.status is Status.HOLDING else words
