"""Addresses of other parts' pages, by name: a part never imports another's."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def link(name: str, *arguments: object) -> str:
    """The address of a page; blank where this version has no such page."""
    try:
        return reverse(name, args=[str(each) for each in arguments])
    except NoReverseMatch:
        return ""
