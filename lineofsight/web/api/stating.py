"""How an address of the API is stated: what it does, who may do it, and what it answers.

The same policy as `access.pages.page`, its refusals in the API's form. A program is never sent to a page to sign in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import getdoc
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router

from lineofsight.web.access.pages import View, may_open
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.problems import REMEDIES, Refusal, problem
from lineofsight.web.api.shapes import Problem

_POLICIES: dict[str, Action] = {}
_QUERIES: dict[str, frozenset[str]] = {}


def reads(router: Router, where: str, action: Action, answer: Any) -> Callable[[View], View]:
    """State an address: it reads, for those whose role may do `action`, and answers with the shape `answer`."""

    def stating(view: Any) -> Any:
        summary, _, description = (getdoc(view) or "").partition("\n\n")
        _POLICIES[view.__name__] = action
        statuses = {200: answer, **dict.fromkeys(sorted(set(REMEDIES) - {500, 503}), Problem)}
        said = f"{description}\n\nFor those whose role may: {action.value}.".strip()
        return router.get(
            where, response=statuses, url_name=view.__name__, operation_id=view.__name__, summary=summary,
            description=" ".join(said.split("\n")),
        )(view)  # fmt: skip

    return stating


def addresses_of(api: NinjaAPI, before: str) -> Iterator[URLPattern]:
    """The addresses of an API, each with its policy. Raises KeyError for one that was not stated by `reads`."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and (name := str(pattern.name)) != "api-root":
            view = stated(pattern.callback, _POLICIES[name], _QUERIES[name])
            yield path(before + str(pattern.pattern).lstrip("/"), view, name=name)


def stated(view: View, action: Action, query: frozenset[str] | None = None) -> View:
    """A view of the API with its policy. `query`: the names it knows; another is refused, never passed over."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return problem(401)
        # What is about one child asks again, with the child, through the caseload.
        if not may_open(request, action):
            return problem(404)
        if request.method != "GET":
            return problem(405)
        response = view(request, *args, **given)
        unknown = sorted(set(request.GET) - query) if query is not None else []
        if unknown and response.status_code == 200:
            return problem(422, "This address knows no such filter: nothing was cut down by it.", "", [
                (name[:100], f"There is no {name[:100]!r} here.") for name in unknown[:20]
            ])  # fmt: skip
        response.headers["Cache-Control"] = "no-store, private"
        return response

    answer.policy = action  # type: ignore[attr-defined]
    # It writes nothing, and refuses whatever is not GET.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def know_queries(description: dict[str, Any]) -> None:
    """Take from an API's own description which names each address knows in its query."""
    for methods in description["paths"].values():
        for operation in methods.values():
            names = (each["name"] for each in operation.get("parameters", ()) if each["in"] == "query")
            _QUERIES[operation["operationId"]] = frozenset(names)


def answer_refusals(api: NinjaAPI) -> None:
    """Have the API answer what it refuses in the form of `problem`."""
    from ninja.errors import ValidationError

    def refused(request: HttpRequest, found: Refusal) -> Any:
        return problem(found.status, found.detail, found.remedy, found.errors)

    def not_there(request: HttpRequest, found: Http404) -> Any:
        return problem(404)

    def not_valid(request: HttpRequest, found: ValidationError) -> Any:
        errors = [(str(each["loc"][-1]), f"{each['loc'][-1]}: {each['msg']}.") for each in found.errors]
        return problem(422, " ".join(words for _, words in errors), "", errors)

    api.add_exception_handler(Refusal, refused)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, not_there)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, not_valid)  # type: ignore[arg-type]
