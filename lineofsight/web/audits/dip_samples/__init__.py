"""Dip samples: a few children's records, a few questions, and the same again later."""
