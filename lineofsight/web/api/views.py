"""The API described: as OpenAPI for programs, and as a page for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponse
from django.shortcuts import render

from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.problems import REMEDIES
from lineofsight.web.api.service import ABOUT, description


@dataclass(frozen=True, slots=True)
class Told:
    """One address: where, what it gives, for whom, what may be asked of it, and the names in a row."""

    path: str
    summary: str
    words: str
    asked: tuple[tuple[str, str], ...]
    row: tuple[tuple[str, str], ...]


@page(Action.SEE_HANDBOOK)
def contents(request: Request) -> HttpResponse:
    """Every address of the API, told."""
    return render(request, "api/contents.html", {
        "about": ABOUT, "groups": groups_of(description()), "may_make": may(request.asker, Action.MAKE_TOKENS),
        "statuses": [(status, words) for status, words in sorted(REMEDIES.items())],
    })  # fmt: skip


def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API, as OpenAPI 3.1."""
    return JsonResponse(description())


def groups_of(described: dict[str, Any]) -> list[tuple[str, list[Told]]]:
    """The addresses under their tags, in the order they are described."""
    found: dict[str, list[Told]] = {}
    for where, methods in described["paths"].items():
        for operation in methods.values():
            found.setdefault(operation["tags"][0], []).append(_told(described, where, operation))
    return list(found.items())


def _told(described: dict[str, Any], where: str, operation: dict[str, Any]) -> Told:
    asked = [
        (each["name"], each.get("description") or each["schema"].get("description", ""))
        for each in operation.get("parameters", ()) if each["in"] == "query"
    ]  # fmt: skip
    answer = operation["responses"][200 if 200 in operation["responses"] else "200"]
    shape = _resolved(described, answer["content"]["application/json"]["schema"])
    rows = shape["properties"].get("rows")
    if rows is not None:
        shape = _resolved(described, rows["items"])
    row = [(name, each.get("description", "")) for name, each in shape["properties"].items()]
    return Told(where, operation["summary"], operation["description"], tuple(asked), tuple(row))


def _resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = described["components"]["schemas"][name] if name else schema
    return found
