"""Addresses of the learning register."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.learning import action_views, load_views, views, writing_views

app_name = "learning"
urlpatterns = [
    path("", views.register, name="register"),
    path("load/", load_views.load, name="load"),
    path("new/<str:kind>/", writing_views.new, name="new"),
    path("allegations/", views.allegations_listed, name="allegations"),
    path("allegations/new/", writing_views.new_allegation, name="new_allegation"),
    path("actions/<int:number>/", action_views.action, name="action"),
    path("actions/<int:number>/done/", action_views.done, name="done"),
    path("actions/<int:number>/close/", action_views.close_action, name="close_action"),
    path("actions/<int:number>/back/", action_views.send_back, name="send_back"),
    path("checks/<int:number>/", action_views.check, name="check"),
    path("<str:kind>/<str:row_id>/", views.entry, name="entry"),
    path("<str:kind>/<str:row_id>/words/", writing_views.words, name="words"),
    path("<str:kind>/<str:row_id>/step/", writing_views.step, name="step"),
    path("<str:kind>/<str:row_id>/action/", writing_views.add_action, name="add_action"),
    path("<str:kind>/<str:row_id>/close/", writing_views.close, name="close"),
]
