"""What the API answers when it cannot answer: problem details (RFC 9457), saying what is wrong and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

PREFIX = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
NOT_THERE = "There is nothing at this address, or nothing you may see."
# What to do, by status, where whoever refuses says nothing better.
REMEDIES = {
    400: "Send the address as it is in the description of the API.",
    401: "Send a token: Authorization: Bearer, a space, the token. Tokens are made under Account, Tokens.",
    403: "Sign in by the pages first, and do what they ask: set up a second factor, or choose a password.",
    404: "Check the address. If you should be able to see it, ask whoever manages your account.",
    405: "Use GET. The API reads only; to write, use the pages.",
    422: "Mend what is named, and ask again.",
    500: "Try again in a minute. If it stays so, tell whoever runs Line of Sight for you, and what you asked.",
    503: "Try again in a minute.",
}
DETAILS = {
    400: "The address cannot be read.",
    401: "Nobody is signed in.",
    403: "You are signed in, and must do something first.",
    404: NOT_THERE,
    405: "Nothing can be done here but to read.",
    500: "Something inside failed.",
    503: "The database does not answer.",
}


class Refusal(Exception):
    """The API refuses what was asked. `errors`: each value that is wrong, by its name, and what is wrong with it."""

    def __init__(
        self, status: int, detail: str = "", remedy: str = "", errors: Sequence[tuple[str, str]] = ()
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.status, self.detail, self.remedy, self.errors = status, detail, remedy, tuple(errors)


def wrong_values(errors: Sequence[tuple[str, str]], remedy: str = "") -> Refusal:
    """Some values asked for are not there, or cannot be: each by its name, and what is wrong."""
    return Refusal(422, " ".join(words for _, words in errors), remedy, errors)


def problem(
    status: int, detail: str = "", remedy: str = "", errors: Sequence[tuple[str, str]] = ()
) -> HttpResponse:  # fmt: skip
    """The response. Never kept by anything on its way."""
    said = {
        "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status,
        "detail": detail or DETAILS.get(status, ""), "remedy": remedy or REMEDIES.get(status, ""),
        "errors": [{"name": name, "detail": words} for name, words in errors],
    }  # fmt: skip
    response = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store, private"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Line of Sight"'
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = "GET"
    return response


class ProblemsMiddleware:
    """Whatever else answers an address of the API with a page or a redirect, answers with a problem instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self._next(request)
        if not request.path.startswith(PREFIX) or response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            return response
        if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        # A redirect leads a person to what they must do first; a program is told.
        return problem(response.status_code if response.status_code >= HTTPStatus.BAD_REQUEST else 403)
