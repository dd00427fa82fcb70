"""Outcomes the dataset holds as JSON flags, to our codes and back. The source's own text is kept beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

# Beside the dataset's flags, so that an outcome finer than the flags comes back as it went.
OWN_KEY = "LINE_OF_SIGHT_OUTCOME"
_YES = frozenset({"y", "yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Flags:
    """One JSON field: the columns of its home, its keys, and which flag says which code, the weightiest first."""

    table: str
    text_column: str
    code_column: str
    keys: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]

    def code_of(self, text: str) -> str | None:
        """The code of the weightiest flag that is set; None where none is, or the text is no JSON."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, Mapping):
            return None
        if isinstance(found.get(OWN_KEY), str):
            return str(found[OWN_KEY])
        set_flags = {str(key).upper() for key, value in found.items() if str(value).strip().casefold() in _YES}
        return next((code for flag, code in self.codes if flag in set_flags), None)

    def text_of(self, code: str) -> str:
        """The JSON of a code, every key present as the dataset asks."""
        flag = next((flag for flag, meant in self.codes if meant == code), None) or "OTHER_OUTCOMES_EXIST_FLAG"
        flags = {key: "Y" if key == flag else "" for key in self.keys}
        return json.dumps({**flags, OWN_KEY: code})


FLAGS: tuple[Flags, ...] = (
    Flags(
        "contacts", "outcome_in_source", "outcome",
        ("NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG", "NON_AGENCY_ADOPTION_FLAG",
         "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG", "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG"),
        (("NEW_REFERRAL_FLAG", "referral"), ("CP_ENQUIRY_FLAG", "referral"), ("PRIVATE_FOSTERING_FLAG", "referral"),
         ("EXISTING_REFERRAL_FLAG", "passed_to_open_worker"), ("ADVICE_FLAG", "advice"),
         ("NFA_FLAG", "no_further_action")),
    ),
    Flags(
        "assessments", "outcome_in_source", "outcome",
        ("NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG", "PRIVATE_FOSTERING_FLAG",
         "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG",
         "REFERRAL_TO_OTHER_AGENCY_FLAG", "OTHER_ACTIONS_FLAG", "OTHER_OUTCOMES_EXIST_FLAG", "TOTAL_NO_OF_OUTCOMES",
         "COMMENTS"),
        (("STRATEGY_DISCUSSION_FLAG", "strategy_discussion"), ("CLA_REQUEST_FLAG", "looked_after"),
         ("LEGAL_ACTION_FLAG", "legal_planning"), ("PROV_OF_SERVICES_FLAG", "services"),
         ("PROV_OF_SB_CARE_FLAG", "services"), ("PRIVATE_FOSTERING_FLAG", "private_fostering"),
         ("SPECIALIST_ASSESSMENT_FLAG", "specialist_assessment"), ("NFA_FLAG", "no_further_action"),
         ("NFA_S47_END_FLAG", "no_further_action")),
    ),
    Flags(
        "section_47_enquiries", "outcome_in_source", "outcome",
        ("NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG",
         "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG", "TOTAL_NO_OF_OUTCOMES",
         "OUTCOME_COMMENTS"),
        # Whether concerns were substantiated is not among the flags where services follow: those say nothing here.
        (("CP_CONFERENCE_FLAG", "substantiated_conference"), ("LEGAL_ACTION_FLAG", "legal_action"),
         ("NFA_FLAG", "not_substantiated_closed")),
    ),
    Flags(
        "care_plans", "in_source", "permanence_plan",
        ("REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION",
         "OTHERPLN"),
        (("ADOPTION", "adoption"), ("LTRELFR", "family_and_friends"), ("LTFOST18", "long_term_fostering"),
         ("RESPLMT", "residential"), ("SUPPLIV", "supported_living"), ("RETURN1M", "return_home"),
         ("RETURN6M", "return_home"), ("RETURNEV", "return_home"), ("REMAINSUP", "return_home")),
    ),
)  # fmt: skip


def factors_of(text: str) -> tuple[str, ...]:
    """The factors in a factors field: a JSON list, a JSON object of Yes and No, or codes between commas."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = text.replace(";", ",").split(",")
    if isinstance(found, Mapping):
        found = [key for key, value in found.items() if str(value).strip().casefold() in _YES]
    if not isinstance(found, list):
        found = [found]
    return tuple(dict.fromkeys(str(code).strip() for code in found if str(code).strip()))
