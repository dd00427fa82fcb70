"""Addresses of worklists."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.worklists import calendars, views

app_name = "worklists"
urlpatterns = [
    path("", views.first, name="first"),
    path("mine/", views.mine, name="mine"),
    path("my-team/", views.my_team, name="my_team"),
    path("team/<str:team_id>/", views.team, name="team"),
    path("service/", views.service, name="service"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:key>.ics", calendars.feed, name="feed"),
]
