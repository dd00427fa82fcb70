"""Addresses of board packs."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.board_pack import views

app_name = "board_pack"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("<str:name>/", views.pack, name="pack"),
    path("<str:name>/<str:form>/", views.file, name="file"),
]
