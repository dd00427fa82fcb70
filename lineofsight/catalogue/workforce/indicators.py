"""What is measured of workers: enough of them, staying, not overloaded, and every child held by one."""

from __future__ import annotations

from typing import Any

from lineofsight.catalogue.duty_indicators import done
from lineofsight.catalogue.sources_of_figures import WORKFORCE
from lineofsight.catalogue.workforce import coming_and_going
from lineofsight.catalogue.workforce.coming_and_going import PERMANENT
from lineofsight.catalogue.workforce.derived import allocations_with_worker, statutory_children
from lineofsight.catalogue.workforce.standards import SOCIAL_WORKERS
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Years
from lineofsight.core.indicator_measures import Count, HowMany, Percent, Ratio, Share, Sum
from lineofsight.core.indicator_questions import AS_AT, HeldBy, Related, held_by, lasting, open_at, unless
from lineofsight.core.indicators import OF_A_TEAM, Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import is_blank, is_present, is_true, one_of
from lineofsight.core.shared_tables import open_children
from lineofsight.core.tables.workforce import allocations, posts, professionals

# Defaults of this catalogue: limits are the authority's own to set.
LIMIT, LIMIT_WHEN_NEW = 18, 12

IN_POST = open_spans(professionals, where=PERMANENT)
WITH_AGENCY = open_spans(professionals, where=(one_of("role", *SOCIAL_WORKERS), is_blank("placeholder")))
CHILDREN = open_spans(open_children)


def holds(role: str, at_least: int = 1) -> Related:
    """Whether a worker holds so many children in a role at the date."""
    return open_at(allocations, AS_AT, where=one_of("role", role), match=("id", "worker_id"), at_least=at_least)


SHARED: dict[str, Any] = {"area": Area.LEADERSHIP, "theme": "workforce", "breakdowns": OF_A_TEAM}
CENSUS: dict[str, Any] = {
    **SHARED, "authority": WORKFORCE, "status": Standing.PUBLISHED, "period": PeriodKind.POINT_IN_TIME,
}  # fmt: skip
TODAY: dict[str, Any] = {**SHARED, "period": PeriodKind.POINT_IN_TIME}

wf_fte = Indicator(
    code="wf_fte", title="Social workers in post (full-time equivalent)", population=IN_POST,
    as_=Sum("full_time_equivalent"), why="There must be enough of them for anything else here to be done.", **CENSUS,
)  # fmt: skip

wf_agency_rate = Indicator(
    code="wf_agency_rate", title="Agency rate", population=WITH_AGENCY, counts=(is_true("is_agency"),),
    as_=Percent("full_time_equivalent"), better=Better.LOWER,
    why="Agency workers cost more and stay less: children lose them.", **CENSUS,
)  # fmt: skip

wf_vacancy_rate = Indicator(
    code="wf_vacancy_rate", title="Vacancy rate", population=open_spans(posts), counts=(is_blank("worker_id"),),
    as_=Percent("full_time_equivalent"), better=Better.LOWER,
    why="A post nobody holds is children somebody else holds.", **CENSUS,
)  # fmt: skip

wf_caseload_avg = Indicator(
    code="wf_caseload_avg", title="Average caseload", population=WITH_AGENCY, asked=(holds("allocated_worker"),),
    as_=Ratio(HowMany(holds("allocated_worker")), "full_time_equivalent"), better=Better.LOWER,
    why="Thinking about a child takes time that a worker with thirty has not got.",
    notes="Children held over full-time equivalent of those who hold any. Look at the spread beside it.", **CENSUS,
)  # fmt: skip

wf_caseload_over = Indicator(
    code="wf_caseload_over", title="Workers above the caseload limit", population=WITH_AGENCY,
    asked=(holds("allocated_worker"),), counts=(holds("allocated_worker", LIMIT + 1),), as_=Percent(),
    better=Better.LOWER, why="An average hides the worker who is drowning.",
    notes=f"More than {LIMIT} children, this catalogue's default limit.", **TODAY,
)  # fmt: skip

wf_asye = Indicator(
    code="wf_asye", title="New social workers at or below their reduced caseload",
    population=open_spans(professionals, where=(one_of("role", "newly_qualified"), is_blank("placeholder"))),
    counts=(unless(holds("allocated_worker", LIMIT_WHEN_NEW + 1)),), as_=Percent(), better=Better.HIGHER,
    why="The first year makes or breaks a social worker.",
    notes=f"At most {LIMIT_WHEN_NEW} children, this catalogue's default.", **TODAY,
)  # fmt: skip

wf_supervision = done(
    "wf_supervision", "Supervision in time", "supervision_monthly",
    "Nobody should carry children's danger alone.", area=Area.LEADERSHIP, theme="workforce", breakdowns=OF_A_TEAM,
)  # fmt: skip

wf_unallocated = Indicator(
    code="wf_unallocated", title="Children with no allocated worker", population=CHILDREN,
    counts=(held_by(HeldBy.NOBODY, HeldBy.PLACEHOLDER),), as_=Count(), area=Area.LEADERSHIP, theme="workforce",
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    standards=("unallocated_zero", "allocation_to_qualified_worker"),
    why="An unallocated child is a child nobody is thinking about tonight.",
    notes="A name that stands for nobody, or for someone gone or away, counts as none.",
)  # fmt: skip

wf_unqualified_cp = Indicator(
    code="wf_unqualified_cp", title="Children at risk or in care without a registered social worker",
    population=open_spans(statutory_children),
    counts=(unless(open_at(allocations_with_worker, AS_AT, where=is_present("worker_registration"))),), as_=Count(),
    area=Area.LEADERSHIP, theme="workforce", period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    standards=("allocation_to_qualified_worker", "registration_current"),
    why="The most serious work is for those trained and registered to do it.",
)  # fmt: skip

wf_iro_caseload = Indicator(
    code="wf_iro_caseload", title="Children for each reviewing officer",
    population=open_spans(professionals, where=one_of("role", "reviewing_officer")),
    as_=Ratio(HowMany(holds("reviewing_officer")), "full_time_equivalent"), better=Better.LOWER,
    why="Guidance says 50 to 70: more, and nobody is challenged.", **TODAY,
)  # fmt: skip

wf_pa_caseload = Indicator(
    code="wf_pa_caseload", title="Young people for each personal adviser",
    population=open_spans(professionals, where=one_of("role", "personal_adviser")),
    as_=Ratio(HowMany(holds("personal_adviser")), "full_time_equivalent"), better=Better.LOWER,
    why="An adviser with too many is a telephone number.", **TODAY,
)  # fmt: skip

wf_ethnicity = Indicator(
    code="wf_ethnicity", title="Who the social workers are", population=IN_POST, as_=Share("ethnicity"),
    why="Children should meet people like them among those who decide.", **CENSUS,
)  # fmt: skip

wf_stability_2y = Indicator(
    code="wf_stability_2y", title="Workers in post for two years or more", population=IN_POST,
    counts=(lasting("started_on", AS_AT, at_least=Years(2)),), as_=Percent(), better=Better.HIGHER,
    why="Workers who stay know the families, the schools and the streets.", **CENSUS,
)  # fmt: skip

placeholder_workers = Indicator(
    code="placeholder_workers", title="Children held in the name of nobody", population=CHILDREN,
    counts=(held_by(HeldBy.PLACEHOLDER),), as_=Count(), area=Area.LEADERSHIP, theme="workforce",
    period=PeriodKind.POINT_IN_TIME, better=Better.LOWER, standards=("unallocated_zero",),
    why="A list with a manager's name on it looks like allocation and is not.",
    notes="A leaver, an absent worker, a holding list or a duty desk.",
)  # fmt: skip

INDICATORS = (
    wf_fte, wf_agency_rate, wf_vacancy_rate, wf_caseload_avg, wf_caseload_over, wf_asye, wf_supervision,
    wf_unallocated, wf_unqualified_cp, wf_iro_caseload, wf_pa_caseload, wf_ethnicity, wf_stability_2y,
    placeholder_workers, *coming_and_going.INDICATORS,
)  # fmt: skip
