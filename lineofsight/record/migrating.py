"""Bringing a database's tables up to date."""

from __future__ import annotations

from contextlib import nullcontext

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, router, transaction
from django.db.migrations.executor import MigrationExecutor


def bring_up_to_date(alias: str) -> None:
    """Apply the migrations that a database lacks."""
    executor = MigrationExecutor(connections[alias])
    if executor.loader.applied_migrations:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        return
    # A new database takes the steps of the applications it holds. To follow those of the others too, which make
    # nothing in it, is most of what making a home would cost.
    held = [node for node in executor.loader.graph.leaf_nodes() if router.allow_migrate(alias, node[0])]
    plan = executor.migration_plan(held)
    # In PostgreSQL all of it or nothing: the database is not ours to remove, should we be killed half way. SQLite
    # cannot change tables so; its file is begun anew.
    whole = transaction.atomic(using=alias) if connections[alias].vendor == "postgresql" else nullcontext()
    with whole:
        executor.migrate(held, plan=plan)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=alias, apps=apps, plan=plan)
