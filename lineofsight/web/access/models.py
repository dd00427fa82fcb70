"""What decides who sees whom beside roles, and what was seen: restrictions, reasons to look, and the log of looks."""

from __future__ import annotations

from lineofsight.web.access.log.models import ChainedLook, Look, Seal
from lineofsight.web.access.looking.models import ReasonToLook
from lineofsight.web.access.once import LogIsAppendOnly
from lineofsight.web.access.restricting.models import NamedPerson, Restriction

__all__ = ["ChainedLook", "LogIsAppendOnly", "Look", "NamedPerson", "ReasonToLook", "Restriction", "Seal"]
