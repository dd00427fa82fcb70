"""Addresses of children: finding them, and each child's own pages."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.children import child_views, views

app_name = "children"
urlpatterns = [
    path("", views.search, name="search"),
    path("list/", views.search, name="list"),
    path("excel/", views.excel, name="excel"),
    path("child/<slug:reference>/", child_views.overview, name="child"),
    path("child/<slug:reference>/due/", child_views.due, name="due"),
    path("child/<slug:reference>/chronology/", child_views.chronology, name="chronology"),
    path("child/<slug:reference>/family/", child_views.family, name="family"),
    path("child/<slug:reference>/plans/", child_views.plans, name="plans"),
    path("child/<slug:reference>/visits/", child_views.visits, name="visits"),
    path("child/<slug:reference>/placements/", child_views.placements, name="placements"),
    path("child/<slug:reference>/decisions/", child_views.decisions, name="decisions"),
    path("child/<slug:reference>/workers/", child_views.workers, name="workers"),
    path("child/<slug:reference>/looks/", child_views.looks, name="looks"),
    path("child/<slug:reference>/address/", child_views.address, name="address"),
    path("child/<slug:reference>/why/<slug:standard>/<slug:mark>/", child_views.why, name="why"),
]
