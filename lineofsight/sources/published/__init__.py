"""Files others publish: comparator figures and populations."""
