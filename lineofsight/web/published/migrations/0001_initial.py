from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Scorecard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField()),
                ("intro", models.TextField(blank=True, default="")),
                ("snapshot", models.TextField()),
                ("known_on", models.DateField()),
                ("lines", models.JSONField()),
                ("body", models.TextField()),
                ("csv", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_on", models.DateField()),
                ("made_by_id", models.BigIntegerField()),
                ("made_by", models.TextField()),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_by_id", models.BigIntegerField(blank=True, null=True)),
                ("published_by", models.TextField(blank=True, default="")),
                ("refused_on", models.DateField(blank=True, null=True)),
                ("refused_by", models.TextField(blank=True, default="")),
                ("why_not", models.TextField(blank=True, default="")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_by", models.TextField(blank=True, default="")),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                ("correction", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "public_scorecards",
                "ordering": ["-known_on", "-made_at", "-pk"],
            },
        ),
    ]
