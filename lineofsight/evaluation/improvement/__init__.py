"""Where a line of an improvement plan stands, worked out from evidence: never typed, and never good for want of news.

A line is put right when every measure of it is at target and has stayed there as long as the run chart's rule asks, its
audits are at grade, and somebody who is not its owner has signed it off. What is found afterwards reopens it by itself.
"""

from lineofsight.evaluation.improvement.audits import AuditsAsked, AuditSeen, AuditsFound, audits_found
from lineofsight.evaluation.improvement.checks import CHECKS_AFTER, Check, Outcome
from lineofsight.evaluation.improvement.measures import (
    Direction,
    Held,
    Judged,
    Point,
    Verdict,
    is_at_target,
    judge,
    needed_run,
)
from lineofsight.evaluation.improvement.standing import (
    Doing,
    Evidence,
    Reason,
    Signed,
    Standing,
    Status,
    lacking,
    may_not_sign_off,
    standing,
)

__all__ = [
    "CHECKS_AFTER", "AuditSeen", "AuditsAsked", "AuditsFound", "Check", "Direction", "Doing", "Evidence", "Held",
    "Judged", "Outcome", "Point", "Reason", "Signed", "Standing", "Status", "Verdict", "audits_found", "is_at_target",
    "judge", "lacking", "may_not_sign_off", "needed_run", "standing",
]  # fmt: skip
