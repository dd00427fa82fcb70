"""Decisions: put, made, signed, sent back; due at once where a child was protected first; missing ones listed."""
