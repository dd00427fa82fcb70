"""Performance: the scorecard, a measure's page, and the children behind every figure."""
