"""How a view states its policy. One that states none is refused before it runs, and fails the build."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from lineofsight.web.access.policy import ABOUT_A_CHILD, may, may_of_some_child
from lineofsight.web.accounts.roles import Action

View = Callable[..., HttpResponseBase]
PUBLIC = "public"
NOT_YOURS = "There is no such page, or not one you may see."


def page(action: Action) -> Callable[[View], View]:
    """State that a view does one thing, for those whose role may do it. Others are told there is no such page.

    A stranger is asked to sign in. What a signed-in person is shown is never stored by a browser or a proxy.
    """

    def stating(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.htmx and request.method == "POST":  # type: ignore[attr-defined]
                    # What is being written stays on the page, and says that it is not kept any more.
                    return render(request, "layout/signed_out.html")
                if request.htmx:  # type: ignore[attr-defined]
                    # The whole page goes there, not the fragment that was asked for.
                    return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            # A page about one child asks again, with the child, through the caseload.
            if not may_open(request, action):
                raise Http404(NOT_YOURS)
            response = view(request, *args, **given)
            response.headers["Cache-Control"] = "no-store, private"
            return response

        answer.policy = action  # type: ignore[attr-defined]
        return answer

    return stating


def may_open(request: HttpRequest, action: Action) -> bool:
    """Whether whoever asks has a role that does it; to which child is asked again, with the child."""
    asker = request.asker  # type: ignore[attr-defined]
    return may_of_some_child(asker, action) if action in ABOUT_A_CHILD else may(asker, action)


def public(view: View) -> View:
    """State that a view shows nothing about anybody, to anybody."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        return view(request, *args, **given)

    answer.policy = PUBLIC  # type: ignore[attr-defined]
    return answer
