"""What is measured of early help."""

from __future__ import annotations

from lineofsight.catalogue.sources_of_figures import ANNEX_A
from lineofsight.core.areas import Area
from lineofsight.core.indicator_measures import Per10k, Percent, Share
from lineofsight.core.indicators import Better, Indicator, Standing, open_spans
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import each, is_true
from lineofsight.core.tables.front_door import early_help_episodes

early_help_rate = Indicator(
    code="early_help_rate", title="Early help episodes", area=Area.HELP_AND_PROTECTION, theme="early_help",
    why="Help given early is help that need not be protection later.", population=open_spans(early_help_episodes),
    as_=Per10k(), period=PeriodKind.POINT_IN_TIME,
)  # fmt: skip

early_help_by_agency = Indicator(
    code="early_help_by_agency", title="Early help assessments by the organisation that leads",
    area=Area.HELP_AND_PROTECTION, theme="early_help", why="Early help belongs to every partner, not to one.",
    population=each(early_help_episodes, at="assessed_on"), as_=Share("organisation"), period=PeriodKind.ROLLING_6M,
    authority=ANNEX_A, status=Standing.ANNEX_A,
)  # fmt: skip

early_help_outcome = Indicator(
    code="early_help_outcome", title="Early help ended with needs met", area=Area.HELP_AND_PROTECTION,
    theme="early_help", why="An episode that ends is not an episode that helped.",
    population=each(early_help_episodes, at="ended_on"), counts=(is_true("outcomes_met"),), as_=Percent(),
    period=PeriodKind.ROLLING_12M, better=Better.HIGHER,
)  # fmt: skip

INDICATORS = (early_help_rate, early_help_by_agency, early_help_outcome)
