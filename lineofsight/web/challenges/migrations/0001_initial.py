from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FigureChallenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.TextField()),
                ("period", models.TextField(blank=True, default="")),
                ("team", models.TextField(blank=True, default="")),
                ("snapshot", models.TextField(blank=True, default="")),
                ("wrong", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("raised_on", models.DateField()),
                ("raised_by_id", models.BigIntegerField()),
                ("raised_by", models.TextField()),
                ("outcome", models.TextField(blank=True, default="")),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by_id", models.BigIntegerField(blank=True, null=True)),
                ("answered_by", models.TextField(blank=True, default="")),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("earlier", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "figure_challenges",
                "ordering": ["raised_at", "pk"],
                "indexes": [models.Index(fields=["indicator", "accepted_on"], name="figure_challenges_of")],
            },
        ),
    ]
