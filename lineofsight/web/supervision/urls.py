"""Addresses of supervision."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.supervision import action_views, views, writing_views

app_name = "supervision"
urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("children/", views.children, name="children"),
    path("actions/", action_views.actions_of_mine, name="actions"),
    path("worker/<str:worker_id>/", views.worker, name="worker"),
    path("worker/<str:worker_id>/year/", views.year, name="year"),
    path("worker/<str:worker_id>/hold/", writing_views.hold, name="hold"),
    path("worker/<str:worker_id>/notes/", writing_views.notes, name="notes"),
    path("worker/<str:worker_id>/<str:row_id>/", writing_views.meeting, name="meeting"),
    path("worker/<str:worker_id>/<str:row_id>/change/", writing_views.change, name="change"),
    path("worker/<str:worker_id>/<str:row_id>/sign/", writing_views.sign, name="sign"),
    path("worker/<str:worker_id>/<str:row_id>/agree/", writing_views.agree, name="agree"),
    path("worker/<str:worker_id>/<str:row_id>/about/<str:reference>/", writing_views.discuss, name="discuss"),
    path("action/<str:reference>/<str:row_id>/", action_views.one, name="action"),
    path("action/<str:reference>/<str:row_id>/done/", action_views.say_done, name="say_done"),
    path("action/<str:reference>/<str:row_id>/close/", action_views.close, name="close"),
    path("action/<str:reference>/<str:row_id>/send-back/", action_views.send_back, name="send_back"),
    path("action/<str:reference>/<str:row_id>/more-time/", action_views.renew, name="renew"),
]
