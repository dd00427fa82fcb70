"""Worklists: what is due, by person, team and service."""
