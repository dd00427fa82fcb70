import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("sort", models.TextField(blank=True, default="")),
                ("row_id", models.TextField(unique=True)),
                ("title", models.TextField()),
                ("happened", models.TextField(blank=True, default="")),
                ("learnt", models.TextField(blank=True, default="")),
                ("reference", models.TextField(blank=True, default="")),
                ("team_id", models.TextField(blank=True, default="")),
                ("team_name", models.TextField(blank=True, default="")),
                ("opened_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("carried_by_id", models.BigIntegerField(blank=True, null=True)),
                ("carried_by", models.TextField(blank=True, default="")),
                ("agencies", models.JSONField(default=list)),
                ("concerns", models.JSONField(default=list)),
                ("kept_from", models.JSONField(default=list)),
                ("work", models.TextField(blank=True, default="")),
                ("written_by_id", models.BigIntegerField()),
                ("written_by", models.TextField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_by_id", models.BigIntegerField(blank=True, null=True)),
                ("closed_by", models.TextField(blank=True, default="")),
                ("reopened", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "learning_entries",
                "ordering": ["-opened_on", "-pk"],
                "indexes": [models.Index(fields=["kind", "-opened_on"], name="learning_entries_kind")],
            },
        ),
        migrations.CreateModel(
            name="LaterCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.IntegerField()),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("held", models.BooleanField(blank=True, null=True)),
                ("words", models.JSONField(default=list)),
                ("by", models.TextField(blank=True, default="")),
                ("dropped_on", models.DateField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="web_learning.entry"
                    ),
                ),
            ],
            options={
                "db_table": "learning_checks",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LearningAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("owner_id", models.BigIntegerField()),
                ("owner", models.TextField()),
                ("set_on", models.DateField()),
                ("set_by_id", models.BigIntegerField()),
                ("set_by", models.TextField()),
                ("due_on", models.DateField()),
                ("proof", models.JSONField()),
                ("said_done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True, default="")),
                ("done_on", models.DateField(blank=True, null=True)),
                ("checked_by_id", models.BigIntegerField(blank=True, null=True)),
                ("checked_by", models.TextField(blank=True, default="")),
                ("checked", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="web_learning.entry"
                    ),
                ),
            ],
            options={
                "db_table": "learning_actions",
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(fields=["owner_id", "done_on"], name="learning_actions_owner")],
            },
        ),
    ]
