"""The home this process serves."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from lineofsight.record.home import Home


@cache
def served_home() -> Home:
    """The home named by the settings, opened once a process. Raises HomeRefused."""
    return Home(settings.HOME).open()


@cache
def is_demonstration() -> bool:
    """Whether the home holds nothing but what `simulate` made: then demonstration people may sign in.

    Asked once a process: data made otherwise can come only by a load, after which every process starts anew
    (`web.data`), and `serve` asks again.
    """
    return served_home().only_simulated()
