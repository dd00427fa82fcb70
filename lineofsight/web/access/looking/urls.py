"""Addresses of looking with a reason."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.access.looking import views

app_name = "looks"
urlpatterns = [
    path("", views.hub, name="hub"),
    path("reason/", views.give, name="reason"),
    path("told/", views.told, name="told"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<int:number>/", views.review, name="review"),
]
