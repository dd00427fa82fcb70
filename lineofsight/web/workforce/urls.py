"""Addresses of the workforce's pages."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.workforce import survey_action_views, survey_views, views

app_name = "workforce"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("people/", views.people, name="people"),
    path("teams/", views.by_team, name="by_team"),
    path("teams/<str:team_id>/", views.team, name="team"),
    path("first-years/", views.first_years, name="first_years"),
    path("leavers/", views.leavers, name="leavers"),
    path("training/", views.training, name="training"),
    path("together/", views.together, name="together"),
    path("surveys/", survey_views.surveys, name="surveys"),
    path("surveys/new/", survey_views.new_survey, name="new_survey"),
    path("surveys/<int:survey>/", survey_views.survey, name="survey"),
    path("surveys/<int:survey>/counts/", survey_views.counts, name="survey_counts"),
    path("surveys/<int:survey>/counts/empty.csv", survey_views.empty_counts, name="survey_empty"),
    path("surveys/<int:survey>/agree/", survey_action_views.agree, name="survey_agree"),
    path("surveys/actions/<int:survey_action>/", survey_action_views.survey_action, name="survey_action"),
]
