"""Child protection: conferences, plans, visits, core groups and reviews."""
