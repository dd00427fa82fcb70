"""On whose authority something is owed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Where a duty, or the number in it, comes from."""

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory_guidance"
    NATIONAL_GUIDANCE = "national_guidance"
    INSPECTION = "inspection"
    LOCAL_POLICY = "local_policy"

    @property
    def weight(self) -> str:
        """How strongly it binds, in the words used on screen: must, should or local."""
        if self is Basis.STATUTE:
            return "must"
        return "local" if self is Basis.LOCAL_POLICY else "should"


class Confidence(StrEnum):
    """How sure we are of the number: anything but verified and high says "check the source" in the handbook."""

    VERIFIED = "verified"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Authority:
    """The document and the place in it."""

    document: str
    reference: str = ""
    url: str | None = None

    def __str__(self) -> str:
        return f"{self.document}, {self.reference}" if self.reference else self.document


def statute(document: str, reference: str = "", url: str | None = None) -> Authority:
    """An Act or regulations."""
    return Authority(document, reference, url)


def guidance(document: str, reference: str = "", url: str | None = None) -> Authority:
    """Guidance, national or statutory."""
    return Authority(document, reference, url)


def local(document: str = "Local practice standard", reference: str = "") -> Authority:
    """The authority's own policy: the number is a default that it may change."""
    return Authority(document, reference)
