"""Addresses of challenges."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.challenges import figures, views

app_name = "challenges"
urlpatterns = [
    path("", views.all_open, name="all_open"),
    path("figures/", figures.figures, name="figures"),
    path("figures/new/", figures.new_figure, name="new_figure"),
    path("figures/<int:number>/", figures.figure, name="figure"),
    path("child/<str:reference>/", views.child, name="child"),
    path("child/<str:reference>/new/", views.new, name="new"),
    path("child/<str:reference>/<str:row_id>/", views.challenge, name="challenge"),
    path("child/<str:reference>/<str:row_id>/answer/", views.answer, name="answer"),
    path("child/<str:reference>/<str:row_id>/close/", views.close, name="close"),
    path("child/<str:reference>/<str:row_id>/pass-up/", views.pass_up, name="pass_up"),
]
