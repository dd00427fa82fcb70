"""Addresses of audits."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.audits import action_views, auditing, programmes, views
from lineofsight.web.audits.dip_samples import views as dips
from lineofsight.web.audits.joint_audits import views as joints

app_name = "audits"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("grading/", views.grading, name="grading"),
    path("themes/", views.themes, name="themes"),
    path("actions/", action_views.actions_listed, name="actions"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.new_programme, name="new_programme"),
    path("programmes/<int:programme>/", programmes.programme, name="programme"),
    path("dip-samples/", dips.samples, name="dip_samples"),
    path("dip-samples/new/", dips.new, name="dip_new"),
    path("dip-samples/<int:number>/", dips.sample, name="dip_sample"),
    path("dip-samples/<int:number>/complete/", dips.complete, name="dip_complete"),
    path("dip-samples/child/<str:reference>/<int:number>/", dips.record, name="dip_record"),
    path("dip-samples/child/<str:reference>/<int:number>/ask/", dips.ask, name="dip_ask"),
    path("joint/", joints.joint_audits, name="joint_audits"),
    path("joint/child/<str:reference>/begin/", joints.begin, name="joint_begin"),
    path("joint/child/<str:reference>/<int:number>/", joints.joint, name="joint"),
    path("joint/child/<str:reference>/<int:number>/owe/", joints.owe, name="joint_owe"),
    path("joint/child/<str:reference>/<int:number>/grade/", joints.grade, name="joint_grade"),
    path("joint/child/<str:reference>/parts/<int:number>/", joints.part, name="joint_part"),
    path("joint/child/<str:reference>/parts/<int:number>/missing/", joints.missing, name="joint_missing"),
    path("joint/child/<str:reference>/owed/<int:number>/done/", joints.owed_done, name="joint_done"),
    path("joint/child/<str:reference>/owed/<int:number>/close/", joints.owed_close, name="joint_close"),
    path("tools/<str:tool>/", programmes.tool_page, name="tool"),
    path("child/<str:reference>/", views.child, name="child"),
    path("child/<str:reference>/begin/", auditing.begin, name="begin"),
    path("child/<str:reference>/<str:row_id>/", auditing.audit, name="audit"),
    path("child/<str:reference>/<str:row_id>/take/", auditing.take, name="take"),
    path("child/<str:reference>/<str:row_id>/form/", auditing.form, name="form"),
    path("child/<str:reference>/<str:row_id>/quote/", auditing.quote, name="quote"),
    path("child/<str:reference>/<str:row_id>/at-risk/", auditing.at_risk, name="at_risk"),
    path("child/<str:reference>/<str:row_id>/told/", auditing.told, name="told"),
    path("child/<str:reference>/<str:row_id>/moderate/", auditing.moderate, name="moderate"),
    path("child/<str:reference>/actions/<str:row_id>/", action_views.audit_action, name="action"),
]
