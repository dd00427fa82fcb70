"""Addresses of the public scorecard. Those at the top are anybody's; the rest are under `manage/`."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.published import public_views, views

app_name = "published"
urlpatterns = [
    path("", public_views.latest, name="latest"),
    path("<int:scorecard>/", public_views.shown, name="shown"),
    path("<int:scorecard>/scorecard.csv", public_views.as_csv, name="csv"),
    path("manage/", views.scorecards, name="scorecards"),
    path("manage/new/", views.new, name="new"),
    path("manage/<int:scorecard>/", views.scorecard, name="scorecard"),
]
