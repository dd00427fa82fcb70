"""Children in need: the plan, visits and reviews."""

from lineofsight.catalogue.child_in_need import standards

STANDARDS = standards.STANDARDS
