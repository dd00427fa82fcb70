"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.decisions import views, writing_views

app_name = "decisions"
urlpatterns = [
    path("", views.to_decide, name="to_decide"),
    path("child/<str:reference>/", views.child, name="child"),
    path("child/<str:reference>/new/", writing_views.new, name="new"),
    path("child/<str:reference>/protected/", writing_views.protect, name="protect"),
    path("child/<str:reference>/<str:row_id>/", writing_views.decision, name="decision"),
    path("child/<str:reference>/<str:row_id>/change/", writing_views.change, name="change"),
    path("child/<str:reference>/<str:row_id>/decide/", writing_views.sign, name="sign"),
    path("child/<str:reference>/<str:row_id>/send-back/", writing_views.send_back, name="send_back"),
    path("child/<str:reference>/<str:row_id>/take-back/", writing_views.take_back, name="take_back"),
]
