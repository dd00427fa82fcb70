"""Whose audits' pages are, what is hidden from whom, and what is written at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.access import restricted
from tests.web.audits.test_journeys import answered, quoted

PLACES = ("", "begin/", "A1/", "A1/take/", "A1/form/", "A1/quote/", "A1/at-risk/", "A1/told/", "A1/moderate/",
          "actions/A1/")  # fmt: skip


@pytest.fixture
def child(service: Any) -> Any:
    """A child of the team manager's team."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User
    from lineofsight.web.day import today

    teams = User.objects.get(username="team-manager").team_ids(today())
    return ChildNow.objects.filter(team_id__in=teams, is_open=True).order_by("reference").first()


def begun(client: Any, child: Any) -> str:
    return str(client.post(f"/audits/child/{child.reference}/begin/")["Location"])


def completed(client: Any, child: Any, **changed: str) -> str:
    """The address of an audit that was begun, quoted and completed."""
    form = begun(client, child)
    quoted(client, form)
    answer = client.post(form, answered(owner_1=child.worker_id or "team-manager", **changed))
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return str(answer["Location"])


@pytest.mark.parametrize("who", ["elected-member", "reviewing-officer", "analyst"])
def test_an_outsider_cannot_tell_absent_from_forbidden(client_as: Any, child: Any, who: str) -> None:
    from lineofsight.record.service.models import ChildNow

    other = ChildNow.objects.filter(is_open=True, reviewing_officer_id__isnull=True).order_by("reference").first()
    client = client_as(who)
    for place in PLACES[1:] if who == "analyst" else PLACES:
        there = client.get(f"/audits/child/{other.reference}/{place}")
        nowhere = client.get(f"/audits/child/p{'0' * 20}/{place}")
        assert (there.status_code, nowhere.status_code) == (404, 404), place
        assert there.content == nowhere.content
    assert client.post(f"/audits/child/{other.reference}/begin/").status_code == 404
    assert client.get("/audits/programmes/new/").status_code == 404


def test_a_child_found_at_risk_is_on_the_list_at_once_and_until_a_head_of_service_is_told(
    client_as: Any, child: Any
) -> None:
    from lineofsight.record.service.models import OpenDuty

    client = client_as("auditor")
    form = begun(client, child)
    row_id = form.rstrip("/").split("/")[-2]
    risk = form.replace("/form/", "/at-risk/")
    half = client.post(risk, {"danger": "He is alone with him.", "told": "Ms Head"})
    assert half.status_code == 200
    assert "or leave both empty" in half.content.decode()
    assert client.post(risk, {"danger": "He is alone with him."}).status_code == 303
    duty = OpenDuty.objects.get(standard="audit_inadequate_same_day", subject=row_id)
    assert duty.met_on is None
    assert "Tell a head of service" in client.get("/audits/").content.decode()
    told = form.replace("/form/", "/told/")
    day = {"told_on-day": str(duty.opened_on.day), "told_on-month": str(duty.opened_on.month)}
    ahead = client.post(told, {"told": "Ms Head", **day, "told_on-year": str(duty.opened_on.year + 1)})
    assert "in the future" in ahead.content.decode()
    assert client.post(told, {"told": "Ms Head", **day, "told_on-year": str(duty.opened_on.year)}).status_code == 303
    assert OpenDuty.objects.get(standard="audit_inadequate_same_day", subject=row_id).met_on == duty.opened_on
    # the audit goes on in the same row, and practice that leaves a child at risk is not good
    quoted(client, form)
    good = client.post(form, answered(grade="good"))
    assert "at risk is not good" in good.content.decode()


def test_what_was_found_is_kept_from_whoever_may_grade_it_again_and_from_nobody_else(
    client_as: Any, child: Any
) -> None:
    address = completed(client_as("auditor"), child, grade="inadequate", summary="Words of the first grader.")
    hidden = client_as("principal-social-worker").get(address).content.decode()
    assert "Words of the first grader." not in hidden
    assert "Not shown until it is graded again" in hidden
    listed = client_as("principal-social-worker").get(f"/audits/child/{child.reference}/").content.decode()
    assert "Not shown until it is graded again" in listed
    assert "Words of the first grader." in client_as("team-manager").get(address).content.decode()
    own = client_as("auditor").post(address + "moderate/", {"grade": "good", "why": "x"})
    assert own.status_code == 403
    assert "Somebody else must grade it again" in own.content.decode()


def test_what_was_audited_counts_in_the_record_and_is_counted_once(client_as: Any, child: Any) -> None:
    from lineofsight.record.service.models import OpenDuty

    client = client_as("auditor")
    address = completed(client, child)
    row_id = address.rstrip("/").split("/")[-1]
    assert OpenDuty.objects.filter(standard="audited_again", subject=row_id).count() == 1
    again = client.post(address + "form/", answered())
    assert again.status_code == 403
    assert "complete" in again.content.decode()
    # a second audit of the same child meets it
    form = str(client.post(f"/audits/child/{child.reference}/begin/?again={row_id}")["Location"])
    quoted(client, form)
    better = answered(grade="good", action_1="")
    assert client.post(form, better).status_code == 303
    assert OpenDuty.objects.get(standard="audited_again", subject=row_id).met_on is not None
    assert client.get(f"/audits/child/{child.reference}/begin/?again=nothing").status_code == 404


def test_an_old_audit_shows_the_tool_it_was_made_with(client_as: Any, child: Any) -> None:
    from lineofsight.web.audits.models import Audit

    client = client_as("auditor")
    address = completed(client, child)
    paper = Audit.objects.get(row_id=address.rstrip("/").split("/")[-1])
    paper.tool = {**paper.tool, "version": 77, "title": "As it was asked then"}
    paper.save()
    assert "As it was asked then, version 77" in client.get(address).content.decode()


def test_a_programme_counts_what_one_may_not_see_and_names_nobody(client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.audits.models import Programme

    client = client_as("auditor")
    sent = {"title": "Whole", "tool": "practice", "stages": ["child_protection"], "wanted": "3", "share": "0",
            "seed": "one"}  # fmt: skip
    made = client.post("/audits/programmes/new/", sent)
    first = Programme.objects.get(pk=made["Location"].rstrip("/").split("/")[-1])
    assert client.post("/audits/programmes/new/", sent).status_code == 303
    second = Programme.objects.latest("pk")
    drawn = [sorted(each.audits.values_list("reference", flat=True)) for each in (first, second)]
    assert drawn[0] == drawn[1]
    assert (first.frame_digest, first.seed) == (second.frame_digest, "one")
    child = ChildNow.objects.get(reference=drawn[0][0])
    assert child.name in client.get(made["Location"]).content.decode()
    with restricted(child):
        page = client.get(made["Location"]).content.decode()
        assert child.name not in page
        assert "1 more: children you may not see" in page
    for wrong in ({"wanted": "0"}, {"wanted": "many"}, {"share": "101"}, {"stages": ["nothing"]}, {"tool": "none"}):
        assert client.post("/audits/programmes/new/", {**sent, **wrong}).status_code == 200
