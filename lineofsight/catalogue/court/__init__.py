"""Court: legal planning, pre-proceedings, proceedings, orders and emergency powers."""

from lineofsight.catalogue.court import orders, pre_proceedings, proceedings

STANDARDS = (*pre_proceedings.STANDARDS, *proceedings.STANDARDS, *orders.STANDARDS)
