"""`accounts`: who may sign in, and the first system administrator. Everything else about accounts is done on pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, NoRowsOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem
from lineofsight.cli.serve import start_pages_settings

accounts = typer.Typer(no_args_is_help=True, help="Who may sign in, and the first system administrator.")
COLUMNS = ("username", "name", "role", "active", "second_factor", "last_login")

NameArgument = Annotated[str, typer.Argument(help="The user name.", metavar="USERNAME")]


@accounts.command("list")
def list_accounts(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List who may sign in: user name, name, role, whether active, whether with a second factor."""
    start_pages_settings(Path(home))
    with home_for(home, "accounts list") as held:
        from allauth.mfa.utils import is_mfa_enabled

        from lineofsight.web import serving
        from lineofsight.web.accounts.models import User

        serving.make_ready(held)
        emit(
            [
                {
                    "username": user.username, "name": str(user), "role": user.role_code, "active": user.is_active,
                    "second_factor": is_mfa_enabled(user), "last_login": user.last_login,
                }
                for user in User.objects.order_by("username")
            ],
            COLUMNS, form,
        )  # fmt: skip


@accounts.command()
def administrator(
    username: NameArgument,
    name: Annotated[str, typer.Option("--name", help="The person's name. Default: the user name.")] = "",
    home: HomeOption = DEFAULT_HOME,
    form: NoRowsOption = None,
) -> None:
    """Make a system administrator, or give one a new password, which is shown once and changed at first sign-in.

    The first is made here; they give accounts to everybody else, on pages.
    """
    start_pages_settings(Path(home))
    with home_for(home, "accounts administrator") as held:
        from lineofsight.web import serving
        from lineofsight.web.accounts.first import Taken, make_administrator

        serving.make_ready(held)
        try:
            password = make_administrator(username, name)
        except Taken as taken:
            raise Problem(username, str(taken), "Name another user name") from None
        say(f"Sign in as {username}, password {password} (shown once). You choose another, then a second factor.")


@accounts.command("end-demonstration")
def end_demonstration(home: HomeOption = DEFAULT_HOME, form: NoRowsOption = None) -> None:
    """Shut the accounts of demonstration people for good: needed before real data is served to other machines."""
    start_pages_settings(Path(home))
    with home_for(home, "accounts end-demonstration") as held:
        from lineofsight.web import serving
        from lineofsight.web.accounts.first import shut_demonstration

        serving.make_ready(held)
        say(f"Accounts of demonstration people shut: {shut_demonstration()}.")
