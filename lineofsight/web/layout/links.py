"""Addresses of other parts' pages, by name: a part never imports another's."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse


def link(name: str, *arguments: object) -> str:
    """The address of a page; blank where this version has no such page."""
    try:
        return reverse(name, args=[str(each) for each in arguments])
    except NoReverseMatch:
        return ""


def see(address: str) -> HttpResponse:
    """On to a page after something was done: loading it again does not do it again."""
    answered = HttpResponseRedirect(address)
    answered.status_code = 303
    return answered
