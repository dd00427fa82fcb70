"""Standards and indicators by practice area, as data, each with its authority."""
