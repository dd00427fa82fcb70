"""Addresses of the commissioner's and department's view."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.commissioner import question_views, views

app_name = "commissioner"
urlpatterns = [
    path("", views.latest, name="view"),
    path("views/<int:view>/", views.dated, name="dated"),
    path("show/", views.show, name="show"),
    path("intervention/", views.intervention, name="intervention"),
    path("questions/", question_views.questions, name="questions"),
    path("questions/ask/", question_views.ask, name="ask"),
    path("questions/<int:question>/", question_views.question, name="question"),
]
