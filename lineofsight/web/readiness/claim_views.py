"""The self-evaluation: claims by area; writing, showing how each is known, signing; the document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.reports.html import html_of
from lineofsight.reports.pdf import PdfUnavailable, pdf_of
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.exact import is_of_allegations
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import number_in, paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import answer_on, version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import latest
from lineofsight.web.layout.links import link, see
from lineofsight.web.readiness import actions, evidence, rules, self_evaluation
from lineofsight.web.readiness.documents import report_of
from lineofsight.web.readiness.forms import (
    AuditForm,
    SignForm,
    VoiceForm,
    WithdrawForm,
    claim_form_of,
    measure_form_of,
)
from lineofsight.web.readiness.models import Claim, EvidenceKind

FORMS = ("html", "pdf")
_NOTHING = {
    EvidenceKind.MEASURE: "That measure has no figure in the latest snapshot.",
    EvidenceKind.AUDIT: "There is no audit of that theme in the last year.",
    EvidenceKind.VOICE: "Nobody was asked that in the last year.",
}


@page(Action.PREPARE_INSPECTION)
def self_evaluation_page(request: Request) -> HttpResponse:
    """Every claim by area, those withdrawn last."""
    day = request.actor.day
    claims = self_evaluation.shown_of(Claim.objects.prefetch_related("evidence"), day)
    standing = [each for each in claims if not each.withdrawn]
    return render(request, "readiness/self_evaluation.html", {
        "areas": [(code, title, [each for each in standing if each.area == code])
                  for code, title in evidence.areas(day)],
        "withdrawn": [each for each in claims if each.withdrawn], "counts": self_evaluation.counts(claims),
        "questions": self_evaluation.QUESTIONS,
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def new_claim(request: Request, area: str) -> HttpResponse:
    """Write a claim about an area."""
    title = dict(evidence.areas(request.actor.day)).get(area)
    if title is None:
        raise Http404(NOT_YOURS)
    name = "self-evaluation claim"

    def act(form: Form, _: int) -> str:
        values = {"area": area, **form.values()}  # type: ignore[attr-defined]
        made = actions.write_claim(by=request.actor, values=values, form=name, subject=area)
        return link("readiness:claim", made.pk)

    around = FormPage(f"A claim: {title}", link("readiness:self_evaluation"), "Self-evaluation")
    return form_page(request, claim_form_of(area), name, area, act, around, done="Written. Now show how it is known.")


@page(Action.PREPARE_INSPECTION)
def claim(request: Request, claim: int) -> HttpResponse:
    """One claim: how it is known, its versions; signing, withdrawing, taking evidence away."""
    found = claim_of(claim)
    asked, refused, removed = request.POST.get("do", ""), "", False
    sign = answer_on(request, "self-evaluation sign", found, SignForm, actions.sign_claim, is_sent=asked == "sign")
    withdraw = answer_on(
        request, "self-evaluation withdraw", found, WithdrawForm, actions.withdraw_claim, is_sent=asked == "withdraw"
    )
    if asked == "remove":
        try:
            _remove(request, found)
            removed = True
        except Refused as problem:
            refused = str(problem)
    if removed or sign.sent is not None or withdraw.sent is not None:
        messages.success(request, "Kept.")
    if removed or any(each.sent is not None or each.is_kept for each in (sign, withdraw)):
        return see(link("readiness:claim", found.pk))
    refused = refused or sign.refused or withdraw.refused
    if refused or sign.is_changed or withdraw.is_changed:
        found = claim_of(claim)
    kinds = {each.kind for each in found.evidence.all()}
    signs = may(request.asker, Action.SIGN_SELF_EVALUATION)
    stands = found.withdrawn_on is None
    cannot = rules.may_not_sign(kinds, "said", found.written_by_id, request.user.pk, stands=stands) if signs else (
        "The director, a head of service or the principal social worker signs."
    )  # fmt: skip
    return render(request, "readiness/claim.html", {
        "claim": found, "shown": self_evaluation.claim_shown(found, request.actor.day),
        "versions": found.versions.all(),
        "sign": sign, "withdraw": withdraw, "refused": refused, "stands": stands, "one_kind": len(kinds) == 1,
        # Whoever came second reads what stands by now, their own words still in the form.
        "may_sign": signs and (sign.form.is_bound or (not cannot and found.signed_on is None)),
        "may_withdraw": stands or withdraw.form.is_bound, "cannot": cannot if not found.signed_on else "",
        "kinds": EvidenceKind.choices, "area": dict(evidence.areas(request.actor.day)).get(found.area, found.area),
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def change(request: Request, claim: int) -> HttpResponse:
    """Change what a claim says."""
    found = claim_of(claim)
    name, back = "self-evaluation change", link("readiness:claim", found.pk)

    def act(form: Form, version: int) -> str:
        actions.change_claim(
            by=request.actor, number=found.pk, version=version, form=name, subject=str(found.pk),
            values=form.values(),  # type: ignore[attr-defined]
        )  # fmt: skip
        return back

    stands = {column: getattr(found, column) for column in ("know", "next", "next_by", "criterion")}
    around = FormPage("Change the claim", back, "The claim")
    return form_page(request, claim_form_of(found.area), name, str(found.pk), act, around, version=found.version,
                     initial=stands, done="Changed. It is to be signed again.")  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def add_evidence(request: Request, claim: int, kind: str) -> HttpResponse:
    """Add a measure, audits, or what children and families say."""
    found = claim_of(claim)
    if kind not in EvidenceKind.values:
        raise Http404(NOT_YOURS)
    which, back = EvidenceKind(kind), link("readiness:claim", found.pk)

    def act(form: Form, version: int) -> str:
        values = _values_of(which, form.cleaned_data, request)
        if values is None:
            raise ValidationError(_NOTHING[which])
        actions.add_evidence(by=request.actor, number=found.pk, version=version, values=values)
        return back

    around = FormPage(which.label, back, "The claim", send="Add it", facts=(("The claim", found.know),))
    return form_page(request, _form_of(which), f"self-evaluation evidence: {kind}", str(found.pk), act, around,
                     version=found.version, done="Added. It is to be signed again.")  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def document(request: Request, form: str) -> HttpResponse:
    """The self-evaluation as a document: a page or a tagged PDF."""
    if form not in FORMS:
        raise Http404(NOT_YOURS)
    claims = self_evaluation.shown_of(Claim.objects.filter(withdrawn_on=None).prefetch_related("evidence"),
                                      request.actor.day)  # fmt: skip
    report = report_of(claims, evidence.areas(request.actor.day), request.actor.day)
    try:
        body = html_of(report).encode() if form == "html" else pdf_of(report)
    except PdfUnavailable as problem:
        messages.warning(request, str(problem))
        return see(link("readiness:self_evaluation"))
    kind = "text/html; charset=utf-8" if form == "html" else "application/pdf"
    name = f"self-evaluation-{request.actor.day.isoformat()}.{form}"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def claim_of(number: int) -> Claim:
    """A claim. Raises Http404."""
    return paper_or_404(Claim.objects.prefetch_related("evidence"), number)


def _remove(request: Request, found: Claim) -> None:
    """Take a piece of evidence away. Raises Refused."""
    piece = number_in(str(request.POST.get("piece", ""))) or 0
    actions.remove_evidence(by=request.actor, number=found.pk, version=version_read(request), piece=piece)


def _form_of(kind: EvidenceKind) -> type[Form]:
    if kind == EvidenceKind.MEASURE:
        return measure_form_of(_measures())
    return AuditForm if kind == EvidenceKind.AUDIT else VoiceForm


def _measures() -> list[tuple[str, str]]:
    """The measures that have a figure, by title; none of allegations, which not everybody who reads a claim may see."""
    indicators, known = definitions().indicators, latest()
    pairs = [
        (code, indicators[code].title) for code, each in known.items()
        if each.value is not None and not is_of_allegations(indicators[code])
    ]  # fmt: skip
    return sorted(pairs, key=lambda pair: pair[1])


def _values_of(kind: EvidenceKind, given: dict[str, Any], request: Request) -> dict[str, Any] | None:
    day = request.actor.day
    if kind == EvidenceKind.MEASURE:
        return self_evaluation.measure_evidence(given["code"], given["test"], given["bound"])
    if kind == EvidenceKind.AUDIT:
        return self_evaluation.audit_evidence(given["theme"], day)
    if given["column"]:
        return self_evaluation.voice_evidence(given["column"], day)
    return {"kind": EvidenceKind.VOICE.value, "title": "Heard", "on": given["said_on"], "words": given["said"]}
