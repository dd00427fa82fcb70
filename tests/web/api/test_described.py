"""The API's own description: what is asked by it, sensibly or not, is answered as it says, and never by a fault."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.routes import child_seen, of_child, teams_of, there

EXAMPLES = 4
CHECKS = [checks.not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_whatever_is_asked_is_answered_as_described(whole: Path) -> None:
    from lineofsight.web.accounts.models import User
    from lineofsight.web.accounts.tokens.holding import made_for
    from lineofsight.web.day import now
    from lineofsight.web.wsgi import application

    director = User.objects.get(username="director")
    token, secret = made_for(director, "What nobody thought of", now().date(), by_provider=False)
    token.save()
    headers = {"Authorization": f"Bearer {secret}", "Host": "127.0.0.1"}
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    child, team = child_seen("director"), teams_of("director")[0]
    real = there() | of_child(child) | {"team_id": team}
    answered: Counter[int] = Counter()
    for found in described.get_all_operations():
        operation = found.ok()
        name = f"api:{operation.definition.raw['operationId']}"
        _asked(operation, lambda key, name=name: real.get(f"{name} {key}") or real[key], headers, answered)
    token.delete()
    assert set(answered) <= {200, 400, 404, 405, 422}
    assert min(answered[200], answered[422]) > 10


def _asked(operation: Any, there_is: Any, headers: dict[str, str], answered: Counter[int]) -> None:
    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        # Once with what was thought up, once about things that are there: else nothing but absence is met.
        for about in (False, True):
            if about:
                case.path_parameters = {key: there_is(key) for key in case.path_parameters or {}}
            answer = case.call(headers=headers)
            answered[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

    ask()
