"""The board pack as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class BoardPackConfig(AppConfig):
    """Label `web_board_pack`: which packs were made, of which snapshot, with the digests of their files."""

    name = "lineofsight.web.board_pack"
    label = "web_board_pack"
    default_auto_field = "django.db.models.BigAutoField"
