"""Who asks by the API: whoever the token is of, by the Authorization header alone; else whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lineofsight.web.accounts.tokens.holding import token_of
from lineofsight.web.api.problems import PREFIX, problem

NOT_GOOD = "The token is not known here, is past its last day, or was revoked."
NEW_ONE = "Make another under Account, Tokens, and send it as Authorization: Bearer, a space, the token."


class TokenMiddleware:
    """Has a program ask as the person whose token it sends. A token that is not good is never passed over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; with a problem where a token was sent that opens nothing."""
        sent = request.headers.get("Authorization")
        if sent is None or not request.path.startswith(PREFIX):
            return self._next(request)
        scheme, _, secret = sent.partition(" ")
        token = token_of(secret.strip()) if scheme.casefold() == "bearer" else None
        if token is None:
            return problem(401, NOT_GOOD, NEW_ONE)
        request.user, request.token = token.user, token  # type: ignore[attr-defined]
        return self._next(request)
