import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DatedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("snapshot", models.TextField()),
                ("known_on", models.DateField()),
                ("note", models.TextField(blank=True, default="")),
                ("lines", models.JSONField()),
                ("plan", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("shown_at", models.DateTimeField()),
                ("shown_on", models.DateField()),
                ("shown_by_id", models.BigIntegerField()),
                ("shown_by", models.TextField()),
            ],
            options={
                "db_table": "oversight_views",
                "ordering": ["-shown_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("measure", models.TextField(blank=True, default="")),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_by", models.TextField(blank=True, default="")),
                ("why_ended", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "oversight_pledges",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OversightQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience", models.TextField()),
                ("snapshot", models.TextField(blank=True, default="")),
                ("known_on", models.DateField(blank=True, null=True)),
                ("about", models.TextField(blank=True, default="")),
                ("question", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("asked_on", models.DateField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by", models.TextField()),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by_id", models.BigIntegerField(blank=True, null=True)),
                ("answered_by", models.TextField(blank=True, default="")),
                ("answer_snapshot", models.TextField(blank=True, default="")),
                ("answer_known_on", models.DateField(blank=True, null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "view",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="web_commissioner.datedview",
                    ),
                ),
            ],
            options={
                "db_table": "oversight_questions",
                "ordering": [models.OrderBy(models.F("answered_on"), nulls_first=True), "-asked_at", "-pk"],
            },
        ),
    ]
