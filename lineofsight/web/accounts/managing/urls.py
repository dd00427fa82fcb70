"""Addresses of managing accounts."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.accounts.managing import views

app_name = "accounts"
urlpatterns = [
    path("", views.people, name="people"),
    path("join/", views.join, name="join"),
    path("log/", views.log, name="log"),
    path("<int:number>/", views.person, name="person"),
]
