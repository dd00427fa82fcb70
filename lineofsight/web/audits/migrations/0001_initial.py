import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField()),
                ("why", models.TextField(blank=True, default="")),
                ("tool_code", models.TextField()),
                ("tool_version", models.IntegerField()),
                ("stages", models.JSONField(default=list)),
                ("spread_by", models.JSONField(default=list)),
                ("seed", models.TextField()),
                ("wanted", models.IntegerField()),
                ("share", models.IntegerField()),
                ("strata", models.JSONField(default=list)),
                ("frame_size", models.IntegerField()),
                ("frame_digest", models.TextField()),
                ("drawn_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("drawn_by_id", models.BigIntegerField()),
                ("drawn_by", models.TextField()),
                ("event_row", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "audit_programmes",
                "ordering": ["-drawn_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField(default=0)),
                ("stratum", models.TextField(blank=True, default="")),
                ("reference", models.TextField()),
                ("tool", models.JSONField()),
                ("row_id", models.TextField(unique=True)),
                ("row_version", models.IntegerField(default=0)),
                ("again_of", models.TextField(blank=True, default="")),
                ("begun_on", models.DateField()),
                ("auditor_id", models.BigIntegerField(blank=True, null=True)),
                ("auditor", models.TextField(blank=True, default="")),
                ("auditor_name", models.TextField(blank=True, default="")),
                ("taken_on", models.DateField(blank=True, null=True)),
                ("answers", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=list)),
                ("at_risk_on", models.DateField(blank=True, null=True)),
                ("danger", models.TextField(blank=True, default="")),
                ("head_told", models.TextField(blank=True, default="")),
                ("head_told_on", models.DateField(blank=True, null=True)),
                ("made_safe", models.TextField(blank=True, default="")),
                ("grade", models.TextField(blank=True, default="")),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("moderate_because", models.TextField(blank=True, default="")),
                ("moderator_id", models.BigIntegerField(blank=True, null=True)),
                ("moderator_name", models.TextField(blank=True, default="")),
                ("moderated_on", models.DateField(blank=True, null=True)),
                ("moderated_grade", models.TextField(blank=True, default="")),
                ("moderated_why", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="web_audits.programme",
                    ),
                ),
            ],
            options={
                "db_table": "audit_papers",
                "ordering": ["place", "pk"],
                "indexes": [
                    models.Index(fields=["reference"], name="audit_papers_child"),
                    models.Index(fields=["auditor_id", "completed_on"], name="audit_papers_auditor"),
                    models.Index(fields=["moderated_on", "completed_on"], name="audit_papers_moderated"),
                ],
            },
        ),
    ]
