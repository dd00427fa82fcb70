import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("load", "Loading files"),
                            ("undo", "Taking a load back"),
                            ("snapshot", "Taking a snapshot"),
                        ]
                    ),
                ),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("reading", "Reading the files"),
                            ("busy", "Waiting for another load to end"),
                            ("loading", "Loading, table by table"),
                            ("undoing", "Taking the load back"),
                            ("snapshot", "Taking a snapshot, with its figures"),
                            ("preparing", "Working out what is due"),
                            ("done", "Done"),
                            ("drop", "Stopped: many rows are gone"),
                            ("refused", "Could not be read"),
                            ("failed", "Failed"),
                            ("stopped", "Stopped half way"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("files", models.JSONField(default=list)),
                ("known_on", models.DateField(blank=True, null=True)),
                ("accept_drop", models.BooleanField(default=False)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("task", models.TextField(blank=True, default="")),
                ("told", models.TextField(blank=True, default="")),
                ("step", models.IntegerField(default=0)),
                ("steps", models.IntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("load_number", models.BigIntegerField(blank=True, null=True)),
                ("snapshot", models.TextField(blank=True, default="")),
                ("forgiven", models.JSONField(default=list)),
                ("problem", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "runs",
                "ordering": ["-asked_at"],
                "indexes": [
                    models.Index(fields=["stage", "asked_at"], name="runs_stage"),
                    models.Index(fields=["load_number"], name="runs_load"),
                ],
            },
        ),
    ]
