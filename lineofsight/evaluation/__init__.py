"""Catalogue and tables in; duties, cohorts and figures out."""
