"""Assessment: of need, before birth, and of whether a child suffers significant harm."""

from lineofsight.catalogue.assessment import before_birth, need, section_47, what_it_holds

STANDARDS = (*need.STANDARDS, *what_it_holds.STANDARDS, *before_birth.STANDARDS, *section_47.STANDARDS)
