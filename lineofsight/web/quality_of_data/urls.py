"""Addresses of data quality."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.quality_of_data import explaining, views

app_name = "quality_of_data"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("mine/", views.mine, name="mine"),
    path("list/", views.listed, name="list"),
    path("unchecked/", views.unchecked, name="unchecked"),
    path("explained/", views.explained, name="explained"),
    path("rule/<slug:collection>/<slug:rule>/", views.rule, name="rule"),
    path("team/<str:team_id>/", views.team, name="team"),
    path("team/<str:team_id>/workers/", views.workers, name="workers"),
    path("error/<slug:error>/", explaining.error, name="error"),
    path("error/<slug:error>/take-back/", explaining.take_back, name="take_back"),
]
