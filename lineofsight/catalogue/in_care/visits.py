"""Visits to children in care (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28)."""

from __future__ import annotations

from lineofsight.catalogue.in_care.derived import (
    AT_HOME,
    UNDER_CARE_ORDER,
    UNDER_INTERIM_ORDER,
    before_first_review,
    orders_made_at_home,
    placements_visited,
)
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, statute
from lineofsight.core.clocks import Months, Weeks, Years, steps, variant, variants
from lineofsight.core.selections import before, each, is_not, is_present, is_true, one_of
from lineofsight.core.shared_tables import IN_SHORT_BREAKS, placements_with_episode
from lineofsight.core.standards import Repeat, Starts, standard
from lineofsight.core.tables.plans_and_visits import visits

# Visits to a child placed for adoption or remanded are kinds of their own, and are visits to a child in care too.
# The visit is owed by regulation 28; whether the child was spoken to alone (regulation 29) is its own measure.
CHILD_SEEN_IN_PERSON = (
    one_of("kind", "child_in_care", "placed_for_adoption", "custody"),
    is_true("child_seen"),
    is_not("mode", "virtual", "doorstep", "telephone", "message"),
)

CHILD_VISITED = each(visits, at="visited_on", where=CHILD_SEEN_IN_PERSON)

# The 16 weeks for which regulation 24 lets a connected person be approved for the time being, with the 8 that
# regulation 25 lets be added once. It runs on while a refusal of full approval is before the independent review.
TEMPORARY_APPROVAL = Weeks(16)
EXTENDED_APPROVAL = Weeks(24)
CONNECTED_PERSON = is_true("is_temporary_approval")

cla_visit_first = standard(
    code="cla_visit_first",
    title="A child is visited within {due} of the start of a placement",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)",
        "Regulation 28(2)(a); regulation 48(3)(c)",
    ),
    why="The first days in a new home decide much: somebody the child knows must see how they are.",
    opens=each(placements_with_episode, at="started_on"),
    closes="ended_on",
    due=Weeks(1),
    met_by=CHILD_VISITED,
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=("Whether the child was spoken to alone, unless too young or unwilling (regulation 29)",),
)

# The first visit of a placement is cla_visit_first's; each visit starts the next interval.
cla_visit_recurring = standard(
    code="cla_visit_recurring",
    title="A child in care is visited at least every {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 28(2) to (5)"
    ),
    why="A child away from home needs a worker who comes often enough to notice what is not said.",
    opens=each(placements_visited, at="started_on"),
    closes=("ended_on", "interim_order_ended_on"),
    due=variants(
        variant("immediate placement with parents", Weeks(6), where=(AT_HOME, is_true("is_emergency"))),
        variant(
            "connected person whose refusal is under independent review",
            Weeks(4),
            where=(CONNECTED_PERSON, is_true("approval_under_independent_review")),
        ),
        variant(
            "connected person whose approval was extended",
            Weeks(4),
            where=(CONNECTED_PERSON, is_present("approval_extended_on")),
            in_first=EXTENDED_APPROVAL,
        ),
        variant(
            "connected person approved for the time being",
            Weeks(4),
            where=CONNECTED_PERSON,
            in_first=TEMPORARY_APPROVAL,
        ),
        variant("interim care order at home", Weeks(4), where=(AT_HOME, UNDER_INTERIM_ORDER)),
        variant("care order at home", Weeks(6), where=(AT_HOME, UNDER_CARE_ORDER)),
        variant("first year", Weeks(6), in_first=Years(1)),
        variant("long-term foster home, child agrees", Months(6), where=is_true("is_long_term_match")),
        variant("intended to last until 18", Months(3), where=is_true("intended_until_18")),
        otherwise=Weeks(6),
        otherwise_name="after the first year",
    ),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=CHILD_VISITED,
    exempt=(IN_SHORT_BREAKS,),
    not_modelled=(
        "Visits during a series of short breaks, at the intervals agreed with the reviewing officer and parents",
        "Full approval of a connected person before the 16 or 24 weeks are over: the four weeks run on until then",
        "Whether the child was spoken to alone, unless too young or unwilling (regulation 29)",
    ),
)

cla_visit_until_first_review = standard(
    code="cla_visit_until_first_review",
    title="Until the first review, a child in a home not fully assessed is visited at least every {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 28(3) and (4)"
    ),
    why="These homes have not been fully assessed: the child is seen weekly until the first review has looked at them.",
    opens=each(before_first_review, at="started_on"),
    closes="ended_on",
    due=Weeks(1),
    repeats=Repeat.FROM_LAST_MET,
    starts=Starts.AFTER_FIRST_MET,
    met_by=CHILD_VISITED,
)

cla_visit_order_at_home = standard(
    code="cla_visit_order_at_home",
    title="A child who lives at home when a care order is made is visited within {due}",
    area=Area.IN_CARE,
    stage="looked_after",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (as amended)", "Regulation 28(5)"
    ),
    why="The order changes who is responsible for the child: the authority must see the child at once, and go on.",
    opens=each(orders_made_at_home, at="started_on", where=before("placement_started_on", "started_on")),
    closes=("ended_on", "placement_ended_on"),
    due=steps(Weeks(1), Weeks(6)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=CHILD_VISITED,
)

STANDARDS = (
    cla_visit_first,
    cla_visit_recurring,
    cla_visit_until_first_review,
    cla_visit_order_at_home,
)
