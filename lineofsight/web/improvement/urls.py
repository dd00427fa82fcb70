"""Addresses of the improvement plan."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.improvement import board_views, views, writing_views

app_name = "improvement"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("begin/", views.begin, name="begin"),
    path("end/", views.end, name="end"),
    path("before/", views.past, name="past"),
    path("before/new/", views.new_past, name="new_past"),
    path("before/leaders/new/", views.new_leader, name="new_leader"),
    path("before/leaders/<int:leader>/left/", views.leaving, name="leaving"),
    path("board/", board_views.board, name="board"),
    path("board/new/", board_views.new_meeting, name="new_meeting"),
    path("board/<int:meeting>/", board_views.meeting, name="meeting"),
    path("questions/", board_views.questions, name="questions"),
    path("questions/new/", board_views.ask, name="ask"),
    path("questions/<int:question>/answer/", board_views.answer, name="answer"),
    path("library/", views.documents, name="documents"),
    path("library/<int:document>/", views.take, name="take"),
    path("lines/new/", writing_views.new_line, name="new_line"),
    path("lines/<int:line>/", views.line, name="line"),
    path("lines/<int:line>/change/", writing_views.change_line, name="change_line"),
    path("lines/<int:line>/action/", writing_views.new_action, name="new_action"),
    path("lines/<int:line>/measure/", writing_views.hold_to, name="hold_to"),
    path("lines/<int:line>/heard/", writing_views.say, name="say"),
    path("lines/<int:line>/decided/", writing_views.decide, name="decide"),
    path("lines/<int:line>/sign-off/", writing_views.sign_off, name="sign_off"),
    path("actions/<int:action>/done/", writing_views.say_done, name="say_done"),
    path("measures/<int:measure>/off/", writing_views.take_off, name="take_off"),
    path("measures/<int:measure>/anew/", writing_views.ask_anew, name="ask_anew"),
]
