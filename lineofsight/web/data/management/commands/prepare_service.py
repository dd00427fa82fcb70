"""`python -m django prepare_service`: what `serve` does first, for where a supervisor starts the processes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lineofsight.record.home import Home, HomeRefused
from lineofsight.web.secrets import session_secret


class Command(BaseCommand):
    """Makes the home where there is none, brings its tables up to date, and gives the operator an account."""

    help = "Make the home and the pages' tables where they are missing, and the operator's account. Safe to run again."
    # The tables it would check are those it makes.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        """One option."""
        parser.add_argument("--new-password", action="store_true", help="Give the operator a new password.")

    def handle(self, *args: Any, **given: Any) -> None:
        """Never makes demonstration people: who runs this has an operator. Raises CommandError."""
        from lineofsight.web import serving

        try:
            home = Home(settings.HOME).make()
        except HomeRefused as refused:
            raise CommandError(str(refused)) from None
        serving.make_ready(home)
        session_secret(home.path)
        password = serving.operator_password(anew=given["new_password"])
        self.stdout.write(f"The home at {home.path} is ready.")
        if password:
            self.stdout.write(f"Sign in as {serving.OPERATOR}, password {password} (shown once; keep it now).")
