"""Child protection: conferences, plans, visits, core groups and reviews."""

from lineofsight.catalogue.child_protection import conferences, plans, reviews, standards

STANDARDS = (*standards.STANDARDS, *conferences.STANDARDS, *reviews.STANDARDS, *plans.STANDARDS)
