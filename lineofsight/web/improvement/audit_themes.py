"""Themes of audits as this plan names them: the same codes as audits of practice are given."""

from __future__ import annotations

AUDIT_THEMES = {
    "": "", "supervision": "Supervision", "assessment": "Assessment", "planning": "Planning",
    "voice": "The child’s voice", "management_oversight": "Management oversight", "visits": "Visits",
    "partners": "Partners’ part", "permanence": "Permanence", "other": "Something else",
}  # fmt: skip
