"""Addresses of readiness."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.readiness import annex_views, area_views, claim_views, query_views, views, visit_views

app_name = "readiness"
urlpatterns = [
    path("", views.today, name="today"),
    path("lists/<str:asked>/", views.asked_list, name="asked_list"),
    path("annex-a/", annex_views.annex_a, name="annex_a"),
    path("annex-a/<uuid:key>/", annex_views.making, name="making"),
    path("annex-a/<uuid:key>/file/", annex_views.download, name="annex_file"),
    path("visits/", visit_views.visits, name="visits"),
    path("visits/new/", visit_views.new_visit, name="new_visit"),
    path("visits/before/", visit_views.past_visit, name="past_visit"),
    path("visits/<int:visit>/", visit_views.visit, name="visit"),
    path("visits/<int:visit>/requests/<int:request_number>/", visit_views.finish, name="finish"),
    path("visits/<int:visit>/changes/", visit_views.changes, name="changes"),
    path("visits/<int:visit>/queries/new/", query_views.new_query, name="new_query"),
    path("queries/", query_views.queries, name="queries"),
    path("queries/<int:query>/", query_views.query, name="query"),
    path("queries/<int:query>/answer/", query_views.answer, name="answer"),
    path("self-evaluation/", claim_views.self_evaluation_page, name="self_evaluation"),
    path("self-evaluation/document/<str:form>/", claim_views.document, name="document"),
    path("self-evaluation/new/<str:area>/", claim_views.new_claim, name="new_claim"),
    path("self-evaluation/claims/<int:claim>/", claim_views.claim, name="claim"),
    path("self-evaluation/claims/<int:claim>/change/", claim_views.change, name="change_claim"),
    path("self-evaluation/claims/<int:claim>/evidence/<str:kind>/", claim_views.add_evidence, name="add_evidence"),
    path("evidence/", area_views.areas, name="areas"),
    path("evidence/<str:area>/", area_views.area, name="area"),
]
