"""Addresses of data."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.data import running, uploading, views

app_name = "data"
urlpatterns = [
    path("", views.loads, name="loads"),
    path("loads/<int:number>/", views.load, name="load"),
    path("loads/<int:number>/rejects/", views.rejects, name="rejects"),
    path("loads/<int:number>/undo/", running.undo, name="undo"),
    path("upload/", uploading.upload, name="upload"),
    path("work/<uuid:key>/", running.run, name="run"),
    path("work/<uuid:key>/<str:choice>/", running.decide, name="decide"),
    path("snapshots/", views.snapshots, name="snapshots"),
    path("snapshots/take/", running.take, name="take"),
    path("snapshots/<str:name>/", views.snapshot, name="snapshot"),
]
