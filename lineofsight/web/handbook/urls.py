"""Addresses of the handbook."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("find/", views.find, name="find"),
    path("areas/<str:area>/", views.area, name="area"),
    path("reading/<str:area>/", views.reading, name="reading"),
    path("standards/<str:code>/", views.standard, name="standard"),
    path("measures/<str:code>/", views.indicator, name="indicator"),
    path("tables/<str:name>/", views.table, name="table"),
    path("codes/<str:name>/", views.code_set, name="code_set"),
    path("rules/", views.rules, name="rules"),
    path("rules/<str:code>/", views.rule, name="rule"),
]
