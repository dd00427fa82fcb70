"""Tokens as they are held: made as a secret, kept as a digest, found by what a program sends."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.accounts.tokens import rules
from lineofsight.web.accounts.tokens.models import Token
from lineofsight.web.day import now
from lineofsight.web.served import served_home

BEGINS = "los_"
_SHOWN = len(BEGINS) + 4
_LONGEST = 100
# That it was used is written at most so often: what it reads need not wait for it.
_WRITTEN_EVERY = timedelta(minutes=1)


def made_for(user: User, name: str, last_day: date, *, by_provider: bool) -> tuple[Token, str]:
    """A token, not saved yet, and its secret: the only time there is one."""
    secret = BEGINS + secrets.token_urlsafe(32)
    return Token(
        user=user, name=name, digest=_digest(secret), begins=secret[:_SHOWN], made_at=datetime.now(UTC),
        last_day=last_day, by_provider=by_provider,
    ), secret  # fmt: skip


def token_of(secret: str) -> Token | None:
    """The token a program sent, if it opens anything now; that it was used is noted."""
    if not secret.startswith(BEGINS) or len(secret) > _LONGEST:
        return None
    found = Token.objects.select_related("user").filter(digest=_digest(secret)).first()
    if found is None or why_over(found):
        return None
    at = datetime.now(UTC)
    if found.last_used_at is None or at - found.last_used_at >= _WRITTEN_EVERY:
        Token.objects.filter(pk=found.pk).update(last_used_at=at)
    return found


def why_over(token: Token) -> str:
    """Why a token opens nothing any more; blank while it does. Its last day is a real day, in a demonstration too."""
    user = token.user
    role = ROLES.get(user.role_code)
    return rules.why_over(
        last_day=token.last_day, made_at=token.made_at, revoked_at=token.revoked_at, is_active=user.is_active,
        sessions_from=user.sessions_from, may_have_one=role is not None and Action.MAKE_TOKENS in role.actions,
        today=now().date(),
    )  # fmt: skip


def _digest(secret: str) -> str:
    """With the home's key, so that whoever reads the database alone can try no secret against it."""
    return blake2b(secret.encode(), key=served_home().key, person=b"token", digest_size=32).hexdigest()
