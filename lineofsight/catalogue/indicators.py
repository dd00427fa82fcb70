"""Every indicator of the catalogue by code, the four of every standard among them."""

from __future__ import annotations

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.assessment import indicators as assessment
from lineofsight.catalogue.child_in_need import indicators as child_in_need
from lineofsight.catalogue.child_protection import indicators as child_protection
from lineofsight.catalogue.court import indicators as court
from lineofsight.catalogue.early_help import indicators as early_help
from lineofsight.catalogue.front_door import indicators as front_door
from lineofsight.catalogue.health_and_education import indicators as health_and_education
from lineofsight.catalogue.in_care import indicators as in_care
from lineofsight.catalogue.leaving_care import indicators as leaving_care
from lineofsight.catalogue.oversight import indicators as oversight
from lineofsight.catalogue.permanence import indicators as permanence
from lineofsight.catalogue.safeguarding import indicators as safeguarding
from lineofsight.catalogue.workforce import indicators as workforce
from lineofsight.core.indicators import Indicator, of_standards

AREAS = (
    front_door, early_help, assessment, child_in_need, child_protection, safeguarding, court, in_care,
    health_and_education, permanence, leaving_care, workforce, oversight,
)  # fmt: skip

DEFINED: dict[str, Indicator] = {item.code: item for area in AREAS for item in area.INDICATORS}
MADE_FROM_STANDARDS: dict[str, Indicator] = of_standards(STANDARDS.values())
INDICATORS: dict[str, Indicator] = {**DEFINED, **MADE_FROM_STANDARDS}
