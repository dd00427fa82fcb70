"""Keeping and throwing away drafts. A draft is its writer's own: no child's page tells of it, and no log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from lineofsight.web.access.actions import Actor, action
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.models import Draft

MOST_CHARACTERS = 200_000
"""Of one draft in all: many times what any form asks for."""


@action(Action.SEE_HOME, logged=False)
def keep_draft(*, by: Actor, form: str, subject: str, fields: Mapping[str, str | list[str]], row_id: str) -> Draft:
    """Keep what was typed so far in place of what was kept before. Raises ValueError for more than can be kept."""
    if sum(len(str(value)) for value in fields.values()) > MOST_CHARACTERS:
        raise ValueError("This is more than can be kept. Shorten it, or send it in parts.")
    found, made = Draft.objects.get_or_create(
        user_id=by.user.pk, form=form, subject=subject,
        defaults={"fields": dict(fields), "row_id": row_id, "saved_at": datetime.now(UTC)},
    )  # fmt: skip
    if not made:
        found.fields, found.saved_at, found.version = dict(fields), datetime.now(UTC), found.version + 1
        found.save()
    return found


@action(Action.SEE_HOME, logged=False)
def drop_draft(*, by: Actor, form: str, subject: str) -> None:
    """Throw away what was kept: it was sent, or is not wanted any more."""
    Draft.objects.filter(user_id=by.user.pk, form=form, subject=subject).delete()
