"""Addresses of the contract."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.contract import report_views, views

app_name = "contract"
urlpatterns = [
    path("", views.measures, name="measures"),
    path("measures/new/", views.new_measure, name="new_measure"),
    path("measures/<int:number>/", views.measure, name="measure"),
    path("measures/<int:number>/end/", views.end_measure, name="end_measure"),
    path("measures/<int:number>/plan/", views.new_plan, name="new_plan"),
    path("plans/", views.remedies, name="remedies"),
    path("plans/<int:number>/", views.remedy, name="remedy"),
    path("plans/<int:number>/action/", views.new_action, name="new_action"),
    path("plans/<int:number>/actions/<int:action>/done/", views.action_done, name="action_done"),
    path("plans/<int:number>/close/", views.close, name="close"),
    path("controllers/", views.responsibilities, name="responsibilities"),
    path("controllers/new/", views.new_responsibility, name="new_responsibility"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<int:number>/", report_views.report, name="report"),
]
