"""Early help and family help: assessment, review, and passing a family on."""

from lineofsight.catalogue.early_help import standards

STANDARDS = standards.STANDARDS
