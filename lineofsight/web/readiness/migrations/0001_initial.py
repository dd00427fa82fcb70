import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AnnexA",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by", models.TextField()),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting for its turn"),
                            ("writing", "Writing the lists"),
                            ("checking", "Checking what was written"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                    ),
                ),
                ("snapshot", models.TextField(blank=True, default="")),
                ("as_at", models.DateField(blank=True, null=True)),
                ("lists", models.JSONField(default=list)),
                ("checks", models.JSONField(default=list)),
                ("file", models.TextField(blank=True, default="")),
                ("sha256", models.TextField(blank=True, default="")),
                ("problem", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "annex_a_makings",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.TextField()),
                ("criterion", models.TextField(blank=True, default="")),
                ("know", models.TextField()),
                ("next", models.TextField(blank=True, default="")),
                ("next_by", models.DateField(blank=True, null=True)),
                ("written_on", models.DateField()),
                ("written_by_id", models.BigIntegerField()),
                ("written_by", models.TextField()),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signed_by", models.TextField(blank=True, default="")),
                ("one_kind", models.TextField(blank=True, default="")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "self_evaluation_claims",
                "ordering": ["area", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("inspection", "Inspection"),
                            ("focused_visit", "Focused visit"),
                            ("monitoring_visit", "Monitoring visit"),
                        ]
                    ),
                ),
                ("about", models.TextField(blank=True, default="")),
                ("criteria", models.JSONField(default=list)),
                ("cohort", models.TextField(blank=True, default="")),
                ("team", models.TextField(blank=True, default="")),
                ("notice_on", models.DateField()),
                ("site_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("grade", models.TextField(blank=True, default="")),
                ("begun_by_id", models.BigIntegerField()),
                ("begun_by", models.TextField()),
                ("event_row", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "inspection_visits",
                "ordering": ["-notice_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("measure", "A measure"),
                            ("audit", "Audits"),
                            ("voice", "What children and families say"),
                        ]
                    ),
                ),
                ("code", models.TextField(blank=True, default="")),
                ("title", models.TextField()),
                ("on", models.DateField()),
                ("since", models.DateField(blank=True, null=True)),
                ("period", models.TextField(blank=True, default="")),
                ("value", models.FloatField(blank=True, null=True)),
                ("test", models.TextField(blank=True, default="")),
                ("bound", models.FloatField(blank=True, null=True)),
                ("good", models.IntegerField(blank=True, null=True)),
                ("number", models.IntegerField(blank=True, null=True)),
                ("snapshot", models.TextField(blank=True, default="")),
                ("definition", models.TextField(blank=True, default="")),
                ("words", models.TextField(blank=True, default="")),
                ("added_by", models.TextField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="web_readiness.claim"
                    ),
                ),
            ],
            options={
                "db_table": "self_evaluation_evidence",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ClaimVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("what", models.TextField()),
                ("said", models.JSONField()),
                ("on", models.DateField()),
                ("by", models.TextField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="web_readiness.claim"
                    ),
                ),
            ],
            options={
                "db_table": "self_evaluation_versions",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "number"), name="self_evaluation_versions_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField()),
                ("code", models.TextField()),
                ("what", models.TextField()),
                ("when", models.TextField()),
                ("of", models.TextField()),
                ("working_days", models.IntegerField()),
                ("who", models.TextField()),
                ("source", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_by_id", models.BigIntegerField(blank=True, null=True)),
                ("done_by", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="web_readiness.visit"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_requests",
                "ordering": ["place", "pk"],
                "constraints": [models.UniqueConstraint(fields=("visit", "code"), name="inspection_requests_once")],
            },
        ),
        migrations.CreateModel(
            name="InspectorQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("what", models.TextField()),
                ("due_on", models.DateField()),
                ("whose", models.TextField(blank=True, default="")),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by_id", models.BigIntegerField(blank=True, null=True)),
                ("answered_by", models.TextField(blank=True, default="")),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("checked_by_id", models.BigIntegerField(blank=True, null=True)),
                ("checked_by", models.TextField(blank=True, default="")),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                ("gone_by", models.TextField(blank=True, default="")),
                ("earlier", models.JSONField(default=list)),
                ("written_by", models.TextField()),
                ("version", models.IntegerField(default=1)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="queries", to="web_readiness.visit"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_queries",
                "ordering": ["asked_at", "pk"],
                "indexes": [models.Index(fields=["gone_at", "due_on"], name="inspection_queries_open")],
            },
        ),
    ]
