"""What is measured at the front door: contacts, referrals, out of hours, and the way to and from early help."""

from __future__ import annotations

from lineofsight.catalogue.sources_of_figures import ANNEX_A, CHILDREN_IN_NEED, table
from lineofsight.core.areas import Area
from lineofsight.core.clocks import Days, Months, WorkingDays
from lineofsight.core.indicator_measures import Count, Per10k, Percent, Share
from lineofsight.core.indicator_questions import AS_AT, PERIOD_START, Related, lasting, on, within
from lineofsight.core.indicators import Better, Indicator, Standing, one_each, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import each, is_present, is_true, one_of
from lineofsight.core.tables.front_door import contacts, early_help_episodes, out_of_hours_events, referrals

REFERRALS = each(referrals, at="received_on")
CONTACTS = each(contacts, at="received_on")
C1 = table(CHILDREN_IN_NEED, "C1")

contacts_rate = Indicator(
    code="contacts_rate", title="Contacts received", area=Area.FRONT_DOOR, theme="contact",
    why="How often people tell the service about children says how well partners know what it is for.",
    population=CONTACTS, as_=Per10k(), period=PeriodKind.ROLLING_6M, authority=ANNEX_A, status=Standing.ANNEX_A,
)  # fmt: skip

contacts_per_child = Indicator(
    code="contacts_per_child", title="Children with more than one contact", area=Area.FRONT_DOOR, theme="contact",
    why="A child heard of again and again may need more than each answer gave.",
    population=one_each(CONTACTS), counts=(Related(CONTACTS, after=PERIOD_START, until=AS_AT, at_least=2),),
    as_=Percent(), period=PeriodKind.ROLLING_6M, authority=ANNEX_A, status=Standing.ANNEX_A,
)  # fmt: skip

contact_to_referral = Indicator(
    code="contact_to_referral", title="Contacts that became referrals", area=Area.FRONT_DOOR, theme="contact",
    why="A very low or very high share is a question about thresholds and what partners understand of them.",
    population=CONTACTS, counts=(one_of("outcome", "referral"),), as_=Percent(), period=PeriodKind.ROLLING_6M,
    authority=ANNEX_A, status=Standing.ANNEX_A,
)  # fmt: skip

contact_decision_24h = Indicator(
    code="contact_decision_24h", title="Contacts decided within a day", area=Area.FRONT_DOOR, theme="contact",
    why="A child may be in danger while a contact waits to be read.",
    population=CONTACTS, counts=(within("received_on", "decided_on", Days(1)),), as_=Percent(),
    period=PeriodKind.MONTH, better=Better.HIGHER, standards=("contact_decision",),
    notes="By the day: the standard beside it counts the hours. Contacts still undecided are not in time.",
)  # fmt: skip

contact_backlog = Indicator(
    code="contact_backlog", title="Contacts waiting for a decision for more than a day", area=Area.FRONT_DOOR,
    theme="contact", why="Each is a child nobody has decided about.",
    population=open_spans(contacts, start="received_on", end="decided_on"),
    counts=(lasting("received_on", AS_AT, at_least=Days(2)),), as_=Count(), period=PeriodKind.POINT_IN_TIME,
    better=Better.LOWER, standards=("contact_decision", "domestic_abuse_notification_triage"),
)  # fmt: skip

da_notifications_untriaged = Indicator(
    code="da_notifications_untriaged", title="Domestic abuse notifications not yet triaged", area=Area.FRONT_DOOR,
    theme="contact", why="A pile of unread police notifications hid children in danger in the city this began with.",
    population=open_spans(
        contacts, start="received_on", end="decided_on", where=one_of("kind", "domestic_abuse_notification")
    ),
    as_=Count(), period=PeriodKind.POINT_IN_TIME, better=Better.LOWER,
    standards=("domestic_abuse_notification_triage",),
)  # fmt: skip

referrals_rate = Indicator(
    code="referrals_rate", title="Referrals", area=Area.FRONT_DOOR, theme="referral",
    why="How many children are referred, for the number who live here, shows demand beside other places.",
    population=REFERRALS, as_=Per10k(), period=PeriodKind.FINANCIAL_YEAR, authority=C1, status=Standing.PUBLISHED,
)  # fmt: skip

referrals_count = Indicator(
    code="referrals_count", title="Referrals received", area=Area.FRONT_DOOR, theme="referral",
    why="The work that comes in is what workers and managers must be enough for.",
    population=REFERRALS, as_=Count(), period=PeriodKind.FINANCIAL_YEAR, authority=C1, status=Standing.PUBLISHED,
)  # fmt: skip

re_referrals_12m = Indicator(
    code="re_referrals_12m", title="Re-referrals within 12 months", area=Area.FRONT_DOOR, theme="referral",
    why="A child referred again soon may not have had enough help the first time.",
    population=REFERRALS,
    counts=(Related(REFERRALS, after=on("received_on", Months(-12)), until=on("received_on", Days(-1))),),
    as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, authority=C1, status=Standing.PUBLISHED,
    notes="By referral. Earlier referrals count even if they ended with no further action.",
)  # fmt: skip

referrals_nfa = Indicator(
    code="referrals_nfa", title="Referrals with no further action", area=Area.FRONT_DOOR, theme="referral",
    why="Referrals that end at once may be the wrong children referred, or the right ones turned away.",
    population=REFERRALS, counts=(is_true("no_further_action"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR,
    authority=C1, status=Standing.PUBLISHED,
)  # fmt: skip

referrals_assessed_not_in_need = Indicator(
    code="referrals_assessed_not_in_need", title="Referrals assessed and not in need", area=Area.FRONT_DOOR,
    theme="referral", why="Families assessed and then left were troubled for nothing, or left too soon.",
    population=each(referrals, at="closed_on", where=is_present("close_reason")),
    counts=(one_of("close_reason", "RC8", "RC9"),), as_=Percent(), period=PeriodKind.FINANCIAL_YEAR, authority=C1,
    status=Standing.PUBLISHED, notes="By the day the episode closed, among those whose reason is recorded.",
)  # fmt: skip

referral_decision_1wd = Indicator(
    code="referral_decision_1wd", title="Referrals decided within one working day", area=Area.FRONT_DOOR,
    theme="referral", why="Guidance asks for a decision within a working day, because a child is waiting.",
    population=REFERRALS, counts=(within("received_on", "decided_on", WorkingDays(1)),), as_=Percent(),
    period=PeriodKind.MONTH, better=Better.HIGHER, standards=("referral_decision",),
)  # fmt: skip

referral_source_mix = Indicator(
    code="referral_source_mix", title="Who refers", area=Area.FRONT_DOOR, theme="referral",
    why="A partner that stops referring, or refers everything, is worth a conversation.",
    population=REFERRALS, as_=Share("source_code"), period=PeriodKind.FINANCIAL_YEAR,
    authority=table(CHILDREN_IN_NEED, "C1 source"), status=Standing.PUBLISHED,
)  # fmt: skip

edt_contacts = Indicator(
    code="edt_contacts", title="Out-of-hours events handed over by the next working day", area=Area.FRONT_DOOR,
    theme="out_of_hours", why="What happens at night must have an owner in the morning.",
    population=each(out_of_hours_events, at="occurred_on"),
    counts=(within("occurred_on", "acknowledged_on", WorkingDays(1)),), as_=Percent(), period=PeriodKind.MONTH,
    better=Better.HIGHER, standards=("edt_handover",),
)  # fmt: skip

step_up_rate = Indicator(
    code="step_up_rate", title="Early help followed by a referral within six months", area=Area.FRONT_DOOR,
    theme="early_help", why="Families who need more soon after early help ends may have been let go too early.",
    population=each(early_help_episodes, at="ended_on"),
    counts=(Related(REFERRALS, after=on("ended_on"), until=on("ended_on", Months(6))),), as_=Percent(),
    period=PeriodKind.ROLLING_12M,
    notes="Early help that ended less than six months ago is missing: it cannot be told yet.",
)  # fmt: skip

step_down_rate = Indicator(
    code="step_down_rate", title="Closures followed by early help within 20 working days", area=Area.FRONT_DOOR,
    theme="early_help", why="A family that still needs help should be handed on, not only closed.",
    population=each(referrals, at="closed_on"),
    counts=(
        Related(
            each(early_help_episodes, at="started_on"), after=on("closed_on"), until=on("closed_on", WorkingDays(20))
        ),
    ),
    as_=Percent(), period=PeriodKind.ROLLING_12M, standards=("step_down_check",),
)  # fmt: skip

INDICATORS = (
    contacts_rate, contacts_per_child, contact_to_referral, contact_decision_24h, contact_backlog,
    da_notifications_untriaged, referrals_rate, referrals_count, re_referrals_12m, referrals_nfa,
    referrals_assessed_not_in_need, referral_decision_1wd, referral_source_mix, edt_contacts, step_up_rate,
    step_down_rate,
)  # fmt: skip
