"""A request as views receive it: with who asks and what they may read."""

from __future__ import annotations

from django.http import HttpRequest

from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.policy import Asker
from lineofsight.web.accounts.models import User


class Request(HttpRequest):
    """What the middlewares of access make of every request; views behind `page` have an asker and an actor."""

    asker: Asker
    actor: Actor
    caseload: Caseload
    user: User
