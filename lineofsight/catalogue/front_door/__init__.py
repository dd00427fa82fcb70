"""Front door: contacts, referrals and what the out-of-hours service hands over."""

from lineofsight.catalogue.front_door import contacts, out_of_hours, referrals

STANDARDS = (*contacts.STANDARDS, *referrals.STANDARDS, *out_of_hours.STANDARDS)
