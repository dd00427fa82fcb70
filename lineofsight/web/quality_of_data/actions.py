"""What is written here: that an error is right as it stands, and that this was taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from lineofsight.record.service.models import Acceptance, ChildNow, DataError
from lineofsight.record.service.quality import accepting
from lineofsight.web.access.actions import Actor, action, touched
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.served import served_home


@action(Action.EXPLAIN_DATA_ERRORS)
def explain(
    *, by: Actor, child: ChildNow | None, error: DataError, reason: str, digest: str, form: str = "", subject: str = ""
) -> Acceptance:  # fmt: skip
    """Say that an error is right, and why. Raises AcceptanceRefused as `accepting.accept` does."""
    made = accepting.accept(
        served_home().aliases.service, error, reason=reason, digest=digest, by_id=by.user.pk, by=str(by.user),
        at=datetime.now(UTC),
    )  # fmt: skip
    touched(made)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return made


@action(Action.EXPLAIN_DATA_ERRORS)
def take_back(
    *, by: Actor, child: ChildNow | None, acceptance: Acceptance, why: str, version: int, form: str = "",
    subject: str = "",
) -> None:  # fmt: skip
    """Take back that an error is right. Raises AcceptanceRefused as `accepting.withdraw` does."""
    accepting.withdraw(
        served_home().aliases.service, acceptance, why=why, version=version, by=str(by.user), at=datetime.now(UTC)
    )
    touched(acceptance)
    if form:
        drop_draft(by=by, form=form, subject=subject)
