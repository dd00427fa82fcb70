"""Signing in: how long a session lasts, the second factor, and the council's own sign-in service."""
