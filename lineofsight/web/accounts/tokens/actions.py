"""Making a token and revoking it: one's own, and only one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime

from lineofsight.web.access.actions import Actor, action, touched
from lineofsight.web.accounts.roles import Action
from lineofsight.web.accounts.tokens.holding import made_for, why_over
from lineofsight.web.accounts.tokens.models import Token
from lineofsight.web.accounts.tokens.rules import problem_of
from lineofsight.web.day import now


class TokenRefused(Exception):
    """It cannot be made; `field` is what is wrong, the message why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@action(Action.MAKE_TOKENS)
def make_token(*, by: Actor, name: str, last_day: date, by_provider: bool) -> tuple[Token, str]:
    """Make a token: it, and the secret, which is kept nowhere. Raises TokenRefused."""
    live = [token.name for token in Token.objects.filter(user=by.user).select_related("user") if not why_over(token)]
    field, words = problem_of(name, last_day, now().date(), live)
    if words:
        raise TokenRefused(field, words)
    made, secret = made_for(by.user, name, last_day, by_provider=by_provider)
    made.save()
    touched(made)
    return made, secret


@action(Action.MAKE_TOKENS)
def revoke_token(*, by: Actor, token: Token) -> None:
    """Have a token open nothing any more; one that opens nothing stays as it is."""
    if Token.objects.filter(pk=token.pk, user=by.user, revoked_at=None).update(revoked_at=datetime.now(UTC)):
        touched(token)
