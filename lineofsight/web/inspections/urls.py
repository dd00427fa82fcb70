"""Addresses of inspection."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.inspections import loading_views, views

app_name = "inspections"
urlpatterns = [
    path("", views.authorities, name="authorities"),
    path("find/", views.find, name="find"),
    path("country/", views.country, name="country"),
    path("beside/", views.beside, name="beside"),
    path("authority/<str:la_code>/", views.authority, name="authority"),
    path("authority/<str:la_code>/moved/", views.moved, name="moved"),
    path("document/<int:pk>/", views.document, name="document"),
    path("not-read/", views.not_read, name="not_read"),
    path("load/", loading_views.upload, name="upload"),
    path("load/<uuid:key>/", loading_views.loading, name="loading"),
]
