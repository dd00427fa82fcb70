"""The workforce census: who was in post, came and went in the year to 30 September, and the posts there were."""

from lineofsight.returns.workforce.counting import totals_of
from lineofsight.returns.workforce.layout import NOT_HELD, TABLES
from lineofsight.returns.workforce.writing import frames_of, write

__all__ = ["NOT_HELD", "TABLES", "frames_of", "totals_of", "write"]
