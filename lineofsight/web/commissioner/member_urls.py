"""Addresses of the view for elected members."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.commissioner import member_views

app_name = "members"
urlpatterns = [
    path("", member_views.members, name="members"),
    path("questions/", member_views.asked, name="questions"),
    path("pledges/new/", member_views.pledge, name="pledge"),
    path("pledges/<int:pledge>/end/", member_views.end_pledge, name="end_pledge"),
]
