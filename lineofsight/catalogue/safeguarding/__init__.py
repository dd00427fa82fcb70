"""Across services: seeing and holding children, missing, exploitation, private fostering, education, family."""

from lineofsight.catalogue.safeguarding import (
    allocation,
    education,
    exploitation,
    family_network,
    missing,
    private_fostering,
    seeing,
)

STANDARDS = (
    *seeing.STANDARDS,
    *allocation.STANDARDS,
    *missing.STANDARDS,
    *exploitation.STANDARDS,
    *private_fostering.STANDARDS,
    *education.STANDARDS,
    *family_network.STANDARDS,
)
