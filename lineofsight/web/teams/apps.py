"""The pages of teams as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.teams"
    label = "web_teams"
