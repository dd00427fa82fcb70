"""Importing this starts Django, so that what reads models can be imported by a program that has not."""

from __future__ import annotations

from lineofsight.record.databases import start_django

start_django()
