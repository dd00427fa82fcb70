from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField()),
                ("local_id", models.TextField()),
                ("stage", models.TextField()),
                ("from_team", models.TextField(blank=True, default="")),
                ("from_team_name", models.TextField(blank=True, default="")),
                ("to_team", models.TextField()),
                ("to_team_name", models.TextField(blank=True, default="")),
                ("summary", models.TextField()),
                ("put_on", models.DateField()),
                ("put_by_id", models.BigIntegerField()),
                ("put_by", models.TextField()),
                ("outcome", models.TextField(blank=True, default="")),
                ("why", models.TextField(blank=True, default="")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by", models.TextField(blank=True, default="")),
                ("worker_id", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "handovers",
                "ordering": ["put_on", "pk"],
                "indexes": [
                    models.Index(fields=["to_team", "outcome"], name="handovers_to"),
                    models.Index(fields=["reference", "outcome"], name="handovers_child"),
                ],
            },
        ),
    ]
