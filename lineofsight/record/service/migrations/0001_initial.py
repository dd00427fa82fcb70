from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OpenDuty",
            fields=[
                ("key", models.BigAutoField(primary_key=True, serialize=False)),
                ("standard", models.TextField()),
                ("holder_kind", models.TextField()),
                ("holder", models.TextField()),
                ("subject", models.TextField()),
                ("variant", models.TextField(blank=True, null=True)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("met_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("national_due_on", models.DateField(blank=True, null=True)),
                ("known", models.BooleanField(default=True)),
                ("basis", models.TextField(blank=True, null=True)),
                ("opened_by_table", models.TextField(blank=True, null=True)),
                ("opened_by_id", models.TextField(blank=True, null=True)),
                ("met_by_table", models.TextField(blank=True, null=True)),
                ("met_by_id", models.TextField(blank=True, null=True)),
                ("closed_by_table", models.TextField(blank=True, null=True)),
                ("closed_by_id", models.TextField(blank=True, null=True)),
                ("worker", models.TextField(blank=True, null=True)),
                ("team", models.TextField(blank=True, null=True)),
            ],
            options={
                "db_table": "open_duties",
                "indexes": [
                    models.Index(fields=["holder_kind", "holder"], name="open_duties_holder"),
                    models.Index(fields=["worker", "due_on"], name="open_duties_worker"),
                    models.Index(fields=["team", "due_on"], name="open_duties_team"),
                    models.Index(fields=["standard", "due_on"], name="open_duties_standard"),
                ],
            },
        ),
    ]
