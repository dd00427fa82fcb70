"""The handbook: every standard, measure, table and list of codes, from its own definition."""
