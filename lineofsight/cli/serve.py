"""`serve`: the pages of a home, on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, HomeOption, NoRowsOption
from lineofsight.cli.problems import Problem

if TYPE_CHECKING:
    from lineofsight.record.home import Home
    from lineofsight.web.accounts.demonstration import Person

SETTINGS = "lineofsight.web.settings"
DEFAULT_PORT = 8765
_STOPPING_SECONDS = 10


def serve(
    port: Annotated[int, typer.Option(help="The port on this machine (127.0.0.1).", min=1, max=65_535)] = DEFAULT_PORT,
    new_password: Annotated[bool, typer.Option("--new-password", help="Give the operator a new password.")] = False,
    home: HomeOption = DEFAULT_HOME,
    form: NoRowsOption = None,
) -> None:
    """Serve a home's pages on this machine alone, until interrupted. Who may sign in is printed first."""
    start_pages_settings(home)
    serve_home(home, port, new_password=new_password)


def serve_home(home: Path, port: int, *, new_password: bool = False) -> None:
    """Serve a home's pages until interrupted, once `start_pages_settings` was called for it. Raises Problem."""
    with home_for(home, "serve", *(["new-password"] if new_password else [])) as held:
        from lineofsight.web import serving
        from lineofsight.web.accounts import demonstration

        if not serving.is_free(port):
            raise Problem(f"--port {port}", "is in use", "Name another port, or stop what uses it")
        serving.make_ready(held)
        address = f"http://{serving.LOOPBACK}:{port}/"
        say("")
        say(f"Line of Sight: {address}")
        if held.only_simulated():
            people = make_demonstration(held)
            say(f"All children here are made up. Sign in as, with the password {demonstration.PASSWORD}:")
            for person in people:
                say(f"  {person.username:<20} {person.role}")
        else:
            password = serving.operator_password(anew=new_password)
            told = f"password {password} (shown once)" if password else "with the password given before"
            say(f"Sign in as {serving.OPERATOR}, {told}. Forgotten? Run serve --new-password.")
        say("Stop with Ctrl-C. Starting ...")
        commands = (serving.pages_command(port), serving.background_command())
    run_until_interrupted(commands, home, port)


def make_demonstration(held: Home) -> list[Person]:
    """Make the people of a home that holds only simulated data, and what they wrote, where it is not there yet.

    What they wrote begins from what the record shows; where it shows too little, the rules refuse it and it ends there.
    """
    from lineofsight.web.access.actions import Refused
    from lineofsight.web.accounts.demonstration import make_people
    from lineofsight.web.allocation.demonstration import make_handover
    from lineofsight.web.audits.demonstration import make_audits
    from lineofsight.web.audits.together import make_dip_samples, make_joint_audit
    from lineofsight.web.commissioner.demonstration import make_oversight
    from lineofsight.web.contract.demonstration import make_contract
    from lineofsight.web.day import today
    from lineofsight.web.improvement.demonstration import make_improvement
    from lineofsight.web.learning.demonstration import make_learning
    from lineofsight.web.partners.demonstration import make_escalations
    from lineofsight.web.published.demonstration import make_scorecard
    from lineofsight.web.readiness.demonstration import make_readiness
    from lineofsight.web.workforce.demonstration import make_surveys

    people = make_people(held, today())
    for make in (
        make_audits, make_dip_samples, make_joint_audit, make_learning, make_handover, make_surveys, make_improvement,
        make_readiness, make_escalations, make_contract, make_scorecard, make_oversight,
    ):  # fmt: skip
        try:
            make(held, today())
        except Refused as refused:
            what = make.__name__.removeprefix("make_").replace("_", " ")
            say(f"Left unfinished, as this made-up authority has too few children for it: {what} ({refused})")
    return people


def start_pages_settings(home: Path) -> None:
    """Have Django started with the pages' settings, this home its own; nothing where it was started already."""
    from django.apps import apps

    if apps.ready:
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["LINEOFSIGHT_HOME"] = str(home.absolute())


def run_until_interrupted(commands: tuple[list[str], ...], home: Path, port: int) -> None:
    """Run processes together, and say when pages are answered; when one ends or we are interrupted, all end.

    Raises Problem where one ended by itself.
    """
    from lineofsight.web import serving

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "LINEOFSIGHT_HOME": str(home.absolute())}
    running = [subprocess.Popen(command, env=environment, start_new_session=True) for command in commands]
    signal.signal(signal.SIGTERM, _interrupted)
    began, ready = time.perf_counter(), False
    try:
        while all(process.poll() is None for process in running):
            if not ready and (ready := serving.answers(port)):
                say(f"  ready in {time.perf_counter() - began:.0f} s")
            time.sleep(0.2)
    except KeyboardInterrupt:
        say("Stopping.")
        return
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(_STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
    raise Problem("serve", "a process of the service ended by itself", "Its message stands above; start again")


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
