"""What definitions are called on a page: themes, lists of codes, types, sources. A code only ever stands beside."""

from __future__ import annotations

import re

from lineofsight.core.authority import Basis, Confidence
from lineofsight.core.columns import ColumnType
from lineofsight.core.indicators import Better, Breakdown
from lineofsight.core.periods import PeriodKind
from lineofsight.core.table import Holder

FORCES = {"must": "Must", "should": "Should", "local": "Local"}
BASES = {
    Basis.STATUTE: "the law", Basis.STATUTORY_GUIDANCE: "statutory guidance",
    Basis.NATIONAL_GUIDANCE: "national guidance", Basis.INSPECTION: "inspection", Basis.LOCAL_POLICY: "local policy",
}  # fmt: skip
CONFIDENCES = {
    Confidence.VERIFIED: "Checked against the source", Confidence.HIGH: "Sure, though not checked word by word",
    Confidence.MEDIUM: "Check the source before relying on the number",
    Confidence.LOW: "Check the source before relying on the number: we are not sure of it",
}  # fmt: skip
UNSURE = (Confidence.MEDIUM, Confidence.LOW)
BETTER = {
    Better.HIGHER: "A higher figure is better.", Better.LOWER: "A lower figure is better.",
    Better.NEITHER: "Neither way is better by itself: it can be had by refusing, closing, rushing or grading up, or "
                    "only says how much there is.",
}  # fmt: skip
BREAKDOWNS = {
    Breakdown.TEAM: "team", Breakdown.ETHNICITY: "ethnicity", Breakdown.AGE_BAND: "age", Breakdown.SEX: "sex",
    Breakdown.DISABILITY: "disability", Breakdown.LOCALITY: "where they live",
}  # fmt: skip
PERIODS = {
    PeriodKind.POINT_IN_TIME: "a day", PeriodKind.MONTH: "a month", PeriodKind.QUARTER: "a quarter",
    PeriodKind.FINANCIAL_YEAR: "a year to 31 March", PeriodKind.ACADEMIC_YEAR: "a school year",
    PeriodKind.CENSUS_YEAR: "a year of the workforce census", PeriodKind.ROLLING_6M: "the six months to a day",
    PeriodKind.ROLLING_12M: "the twelve months to a day", PeriodKind.ROLLING_3Y: "the three years to a day",
}  # fmt: skip
TYPES = {
    ColumnType.TEXT: "Words", ColumnType.CODE: "One of a list", ColumnType.DATE: "Day",
    ColumnType.MOMENT: "Day and time", ColumnType.INTEGER: "Whole number", ColumnType.NUMBER: "Number",
    ColumnType.BOOLEAN: "Yes or no",
}  # fmt: skip
HOLDERS = {
    Holder.CHILD: "a child", Holder.WORKER: "a worker", Holder.TEAM: "a team", Holder.CARER: "a carer",
    Holder.HOME: "a home", Holder.SERVICE: "the service",
}  # fmt: skip
RETURNS = {
    "ssda903": "Children looked after return (SSDA903)", "cin": "Children in need census",
    "annex_a": "Inspection lists (Annex A)", "lineofsight": "Our own",
}  # fmt: skip
_THEMES = {
    "section_47": "Section 47 enquiries", "uasc": "Unaccompanied children", "all": "All of the work",
    "looked_after": "Looked-after children", "children_in_care": "Life in care", "oversight": "Management oversight",
}  # fmt: skip
_LOOKED_AFTER = {
    "SEX": "Sex", "ETHNIC": "Ethnic origin", "UPN_UNKNOWN": "Why there is no pupil number", "MOTHER": "Motherhood",
    "RNE": "Why an episode began", "LS": "Legal status", "CIN": "Category of need", "PLACE": "Kind of placement",
    "PLACE_PROVIDER": "Who provides the placement", "REC": "Why an episode ended",
    "REASON_PLACE_CHANGE": "Why the placement changed", "REVIEW_CODE": "How the child took part in the review",
    "SDQ_REASON": "Why there is no questionnaire score", "CONVICTED": "Convicted or cautioned",
    "HEALTH_CHECK": "Development checks up to date", "IMMUNISATIONS": "Immunisations up to date",
    "TEETH_CHECK": "Teeth checked", "HEALTH_ASSESSMENT": "Health assessment", "SUBSTANCE_MISUSE": "Substance misuse",
    "INTERVENTION_RECEIVED": "Help with substance misuse received",
    "INTERVENTION_OFFERED": "Help with substance misuse offered", "IN_TOUCH": "In touch with a care leaver",
    "ACTIV": "What a care leaver does", "ACCOM": "Where a care leaver lives", "FOSTER_CARE": "Adopted by foster carers",
    "NB_ADOPTR": "Number of adopters", "SEX_ADOPTR": "Sex of adopters", "LS_ADOPTR": "Legal standing of adopters",
    "REASON_PLACED_CEASED": "Why a placement for adoption ended", "PREV_PERM": "Permanence before care",
    "LA_PERM": "Authority of the permanence before", "MISSING": "Missing or away without authority",
    "SW_REASON": "Why the social worker changed",
}  # fmt: skip
_OTHER_LISTS = {
    "cin:UPNunknown": "Why there is no pupil number", "cin:YesNo": "Yes or no", "annex_a:YesNo": "Yes or no",
    "cin:GenderCurrent": "Gender", "cin:PrimaryNeedCode": "Primary need", "annex_a:YesNoPlain": "Yes or no, in words",
    "annex_a:YesNoUnknown": "Yes, no or unknown", "annex_a:ReasonCeased": "Why care ended",
    "annex_a:AdoptionReversal": "Why a decision for adoption was reversed",
    "annex_a:AdopterLeaving": "Why adopters left", "lineofsight:yes_no_unknown": "Yes, no or unknown",
    "lineofsight:order": "Orders of a court", "lineofsight:voice_of": "Whose voice",
    "lineofsight:tracker": "Trackers", "lineofsight:placeholder": "Names that stand for no person",
    "lineofsight:gateway": "Decisions at gateways", "lineofsight:service_event": "Events of the service",
    "lineofsight:service_period": "Periods of the service", "lineofsight:relation": "How people are related",
    "lineofsight:team_kind": "Kinds of work of teams", "lineofsight:worker_role": "What workers do",
}  # fmt: skip


def theme_words(theme: str) -> str:
    """A theme of measures or a stage of standards, as a heading."""
    return _THEMES.get(theme) or theme.replace("_", " ").capitalize()


def code_set_title(name: str) -> str:
    """A list of codes by what it lists: `cin:CategoryOfAbuse` is "Category of abuse"."""
    whose, _, own = name.partition(":")
    if name in _OTHER_LISTS:
        return _OTHER_LISTS[name]
    if whose == "ssda903" and own in _LOOKED_AFTER:
        return _LOOKED_AFTER[own]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", own.replace("_", " "))
    said = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words.split())
    return said[:1].upper() + said[1:]


def return_of(name: str) -> str:
    """Whose list of codes it is, in words."""
    whose = name.partition(":")[0]
    return RETURNS.get(whose, whose)


def column_title(name: str) -> str:
    """A column's name as words: `started_on` is "Started on"."""
    return name.replace("_", " ").capitalize()


def sentence(words: str) -> str:
    """Words with a capital at their start and a full stop at their end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
