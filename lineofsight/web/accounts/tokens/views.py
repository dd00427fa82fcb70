"""One's own tokens: listed, made, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.accounts.signing_in.second_factor import came_by_provider
from lineofsight.web.accounts.tokens import actions
from lineofsight.web.accounts.tokens.forms import TokenForm
from lineofsight.web.accounts.tokens.holding import why_over
from lineofsight.web.accounts.tokens.models import Token
from lineofsight.web.day import now
from lineofsight.web.layout.links import link, see

USUAL = timedelta(days=90)


@page(Action.MAKE_TOKENS)
def tokens(request: Request) -> HttpResponse:
    """The person's tokens, and one more; its secret is shown once."""
    form = TokenForm(request.POST or None, initial={"last_day": now().date() + USUAL})
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.make_token(
                by=request.actor, name=form.cleaned_data["name"], last_day=form.cleaned_data["last_day"],
                by_provider=came_by_provider(request),
            )  # fmt: skip
        except actions.TokenRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return render(request, "tokens/made.html", {"token": made, "secret": secret})
    found = Token.objects.filter(user=request.user).select_related("user")
    rows = [(token, why_over(token)) for token in found]
    return render(request, "tokens/tokens.html", {"form": form, "rows": rows})


@page(Action.MAKE_TOKENS)
def revoke(request: Request, token: int) -> HttpResponse:
    """Ask, then revoke a token of one's own."""
    found = paper_or_404(Token.objects.filter(user=request.user), token)
    if request.method == "POST":
        actions.revoke_token(by=request.actor, token=found)
        messages.success(request, f"“{found.name}” is revoked: a program that sends it is refused.")
        return see(link("tokens:tokens"))
    return render(request, "tokens/revoke.html", {"token": found})
