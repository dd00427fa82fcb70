"""Stories: how well practice goes over the years, and the local troubles a reader may find. Data, nothing else.

Levels run from 0 (the weakest practice the founding accounts describe) to 1 (the best), at shares of the years told.
A level of 0.6 gives about the figures published for England.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class DriftingTeam:
    """A team whose child protection visits slow down after its manager leaves. `from_share` of the years told."""

    kind: str
    place: int
    from_share: float
    slower: float


@dataclass(frozen=True, slots=True)
class ReturningLocality:
    """A locality whose families come back more often after closure."""

    place: int
    times_as_likely: float


@dataclass(frozen=True, slots=True)
class OverlookedGroup:
    """Disabled children whose brothers and sisters are visited while they are left out of a share of visits."""

    share_left_out: float


@dataclass(frozen=True, slots=True)
class BackdatedMonth:
    """A calendar month whose visits were written up together, weeks later. `at_share` of the years told."""

    at_share: float
    written_after_days: int


@dataclass(frozen=True, slots=True)
class Story:
    """Practice over time. `levels` are (share of the years, level) and are joined by straight lines.

    `well_recorded`: everything that is asked for is written down, once, and in the name of the person who does it.
    """

    name: str
    title: str
    levels: tuple[tuple[float, float], ...]
    drifting_team: DriftingTeam | None = None
    returning_locality: ReturningLocality | None = None
    overlooked_group: OverlookedGroup | None = None
    backdated_month: BackdatedMonth | None = None
    well_recorded: bool = False

    def __post_init__(self) -> None:
        shares = [share for share, _ in self.levels]
        if shares != sorted(shares) or shares[:1] != [0.0] or shares[-1:] != [1.0]:
            raise ValueError(f"Story {self.name!r}: levels run from share 0.0 to 1.0 in order; these are {shares}.")
        if any(not 0 <= level <= 1 for _, level in self.levels):
            raise ValueError(f"Story {self.name!r}: a level lies between 0 and 1.")


_DRIFTING, _RETURNING = DriftingTeam("safeguarding", 1, 0.84, 2.1), ReturningLocality(2, 1.9)
_OVERLOOKED, _BACKDATED = OverlookedGroup(0.4), BackdatedMonth(0.72, 24)

# Weak for years, a fresh start, steady gains, one relapse, then good.
_IMPROVING = (
    (0.0, 0.1), (0.25, 0.05), (0.4, 0.3), (0.6, 0.7), (0.68, 0.72), (0.74, 0.4), (0.82, 0.75), (1.0, 0.95),
)  # fmt: skip

STORIES = MappingProxyType({
    story.name: story
    for story in (
        Story("improvement", "Years of lateness, then improvement with one relapse", _IMPROVING,
              _DRIFTING, _RETURNING, _OVERLOOKED, _BACKDATED),
        Story("well_recorded", "The same authority, children and events, with nothing left blank or entered twice",
              _IMPROVING, _DRIFTING, _RETURNING, _OVERLOOKED, _BACKDATED, well_recorded=True),
        Story("steady", "Practice about as in England, year after year", ((0.0, 0.6), (1.0, 0.6))),
        Story("decline", "Good practice that comes apart",
              ((0.0, 0.9), (0.35, 0.85), (0.6, 0.5), (0.8, 0.2), (1.0, 0.05)),
              _DRIFTING, _RETURNING, _OVERLOOKED, _BACKDATED),
    )
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Practice:
    """A habit of practice: its value at level 0 and at level 1."""

    poor: float
    good: float


PRACTICE = MappingProxyType({
    "visit_gap": Practice(1.55, 0.85),  # times the interval expected
    "no_access": Practice(0.13, 0.05),
    "virtual": Practice(0.07, 0.02),
    "seen_alone": Practice(0.35, 0.75),
    "bedroom_seen": Practice(0.2, 0.6),
    "assessment_late": Practice(0.30, 0.04),  # past 45 working days
    "contact_undecided": Practice(0.05, 0.002),
    "contact_hours": Practice(34.0, 9.0),  # median hours to a decision
    "conference_in_time": Practice(0.62, 0.94),
    "review_late": Practice(0.35, 0.06),
    "health_check_gap": Practice(1.25, 0.95),
    "decision_recorded": Practice(0.25, 0.93),
    "retrospective": Practice(0.25, 0.05),
    "permanent_years": Practice(3.2, 8.0),  # how long a worker stays
    "vacancy_years": Practice(2.0, 1.35),  # how long a post stays without a permanent worker
    "leaver_keeps": Practice(0.3, 0.04),  # a leaver's children stay in the leaver's name
    "nobody_named": Practice(0.3, 0.05),
    "placeholder_named": Practice(0.3, 0.08),
    "unallocated_at_first": Practice(0.12, 0.01),
    "supervision_gap": Practice(2.0, 1.05),
    "recording_days": Practice(4.5, 1.0),  # median days until written down
    "recorded_at_month_end": Practice(0.2, 0.06),
    "words_recorded": Practice(0.15, 0.6),
    "audit_good": Practice(0.12, 0.7),
    "audit_action_days": Practice(120.0, 35.0),
    "police_checks": Practice(0.7, 0.97),
    "interview_in_time": Practice(0.35, 0.8),
    "pathway_gap": Practice(1.5, 0.98),
    "duplicated": Practice(0.006, 0.001),
    "blanks": Practice(2.0, 0.6),  # times the usual rate of blanks
    "corrections": Practice(0.03, 0.01),
})  # fmt: skip
