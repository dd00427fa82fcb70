"""Untrusted files to pages of text."""
