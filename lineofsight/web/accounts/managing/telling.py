"""What an administrator is told after somebody left."""

from __future__ import annotations

from lineofsight.core.text_formats import plural
from lineofsight.web.accounts.managing.actions import Leaving


def told_of_leaving(left: Leaving) -> str:
    """That the account is ended, and what it left behind; no child is named to an administrator."""
    told = ["The account is ended."]
    if left.children:
        told.append(f"{plural(left.children, 'child has', 'children have')} no worker after that day.")
    if left.few:
        records = plural(left.few, "restricted record is", "restricted records are")
        told.append(f"{records} open to one person alone now: they are told so on their page Restricted records.")
    if left.taken_over:
        told.append(f"Another is named in their place in {plural(left.taken_over, 'restricted record')}.")
    return " ".join(told)
