"""Addresses of allocation."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.allocation import handing_views, views, writing_views

app_name = "allocation"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("others/", views.others, name="others"),
    path("staffing/", views.staffing, name="staffing"),
    path("forecast/", views.forecast, name="forecast"),
    path("child/<str:reference>/", views.child, name="child"),
    path("child/<str:reference>/to/<str:worker_id>/", writing_views.give, name="give"),
    path("child/<str:reference>/hand-over/", handing_views.hand_over, name="hand_over"),
    path("handovers/", handing_views.handovers, name="handovers"),
    path("handovers/<str:number>/", handing_views.handover, name="handover"),
    path("handovers/<str:number>/accept/", handing_views.accept, name="accept"),
    path("handovers/<str:number>/decline/", handing_views.decline, name="decline"),
    path("handovers/<str:number>/take-back/", handing_views.take_back, name="take_back"),
]
