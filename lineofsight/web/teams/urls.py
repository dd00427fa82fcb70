"""Addresses of teams."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.teams import views

app_name = "teams"
urlpatterns = [
    path("", views.teams, name="teams"),
    path("<str:team_id>/", views.team, name="team"),
    path("<str:team_id>/workers/", views.workers, name="workers"),
]
