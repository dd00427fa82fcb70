"""Addresses of partners."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.partners import child_views, views

app_name = "partners"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("waiting/", views.waiting, name="waiting"),
    path("children/", views.children, name="children"),
    path("agencies/<str:code>/", views.agency, name="agency"),
    path("agencies/<str:code>/report/", views.report, name="report"),
    path("child/<str:reference>/", child_views.child, name="child"),
    path("child/<str:reference>/ask/", child_views.ask, name="ask"),
    path("child/<str:reference>/invite/", child_views.invite, name="invite"),
    path("child/<str:reference>/agree/", child_views.agree, name="agree"),
    path("child/<str:reference>/<str:row_id>/escalate/<str:what>/", child_views.escalate, name="escalate"),
    path("child/<str:reference>/<str:row_id>/step/<str:name>/", child_views.step, name="step"),
    path("child/<str:reference>/escalations/<str:row_id>/", child_views.escalation, name="escalation"),
    path("child/<str:reference>/escalations/<str:row_id>/close/", child_views.close, name="close"),
    path("child/<str:reference>/escalations/<str:row_id>/<str:name>/", child_views.escalation_step,
         name="escalation_step"),
]  # fmt: skip
