"""The pages of children as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.children"
    label = "web_children"
