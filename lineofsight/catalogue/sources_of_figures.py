"""Where national figures come from: the collections and publications that indicators name as their authority."""

from __future__ import annotations

from lineofsight.core.authority import Authority

CHILDREN_IN_NEED = Authority("Children in need statistics (CIN census)")
LOOKED_AFTER = Authority("Children looked after statistics (SSDA903)")
WORKFORCE = Authority("Children's social work workforce statistics (CSWW census)")
ANNEX_A = Authority("Ofsted ILACS Annex A")
FAMILY_COURT = Authority("Family court statistics quarterly")
ADOPTION_SCORECARD = Authority("Adoption scorecard")
SCHOOL_OUTCOMES = Authority("Outcomes for children in need")


def table(of: Authority, reference: str) -> Authority:
    """A table of a publication."""
    return Authority(of.document, reference, of.url)
