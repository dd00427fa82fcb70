"""Supervision: when it is due, what to talk about, what was agreed, who saw it done; notes of the two alone."""
