"""The API put together: its addresses, each stated, and its own description."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja import NinjaAPI

from lineofsight import __version__
from lineofsight.web.api import (
    allocation,
    audits,
    catalogue,
    children,
    contract,
    data,
    deciding,
    figures,
    improvement,
    inspections,
    learning,
    oversight,
    partners,
    published,
    readiness,
    staff,
    supervision,
    teams,
    visits,
    workforce,
    worklists,
)
from lineofsight.web.api.problems import PREFIX
from lineofsight.web.api.stating import answer_refusals, know_queries

ABOUT = (
    "What the pages of Line of Sight show, for programs. It reads only. Whoever asks sees what they would see on the "
    "pages: the same role, the same children, the same log of who looked. Lists come in parts: ask again with the "
    "cursor in `next`. A blank is null, dates are YYYY-MM-DD, moments have their offset in London."
)
api = NinjaAPI(title="Line of Sight", version="1", description=ABOUT, openapi_url=None, docs_url=None,
               urls_namespace="api")  # fmt: skip
for _part in (
    children, worklists, teams, allocation, supervision, deciding, partners, figures, workforce, staff, audits,
    learning, improvement, readiness, visits, oversight, published, contract, data, inspections, catalogue,
):  # fmt: skip
    api.add_router("", _part.router)
answer_refusals(api)


@cache
def description() -> dict[str, Any]:
    """The API in the words of OpenAPI 3.1."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    found["info"] = found["info"] | {"x-lineofsight": __version__, "license": {"name": "MIT"}}
    found["components"] = found["components"] | {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "A token, made under Account, Tokens."},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "By the pages."},
        }
    }  # fmt: skip
    found["security"] = [{"token": []}, {"session": []}]
    for methods in found["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {"application/problem+json": next(iter(answer["content"].values()))}
    return found


know_queries(description())
