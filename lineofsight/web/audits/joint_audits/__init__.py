"""Audits by several agencies: each its own part, then one view, one grade, and what each agency owes."""
