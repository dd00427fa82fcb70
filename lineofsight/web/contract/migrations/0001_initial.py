import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.TextField()),
                ("target", models.FloatField()),
                ("tolerance", models.FloatField()),
                ("direction", models.TextField()),
                ("why", models.TextField(blank=True, default="")),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("catalogue", models.TextField()),
                ("definition", models.TextField()),
                ("agreed_by", models.TextField()),
                ("agreed_on", models.DateField()),
                ("ended_why", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "contract_measures",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.TextField()),
                ("snapshot", models.TextField()),
                ("known_on", models.DateField()),
                ("content", models.JSONField()),
                ("digest", models.TextField()),
                ("issued_on", models.DateField()),
                ("issued_by", models.TextField()),
            ],
            options={
                "db_table": "contract_reports",
                "ordering": ["-known_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.TextField()),
                ("council", models.TextField()),
                ("trust", models.TextField()),
                ("under", models.TextField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("agreed_by", models.TextField()),
                ("agreed_on", models.DateField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "contract_responsibilities",
                "ordering": ["purpose", "from_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Remedy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.JSONField(default=list)),
                ("snapshot", models.TextField()),
                ("known_on", models.DateField()),
                ("cause", models.TextField()),
                ("owner", models.TextField()),
                ("due_on", models.DateField()),
                ("opened_on", models.DateField()),
                ("opened_by_id", models.BigIntegerField()),
                ("opened_by", models.TextField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_by", models.TextField(blank=True, default="")),
                ("closed_snapshot", models.TextField(blank=True, default="")),
                ("closed_quarter", models.TextField(blank=True, default="")),
                ("closed_why", models.TextField(blank=True, default="")),
                ("earlier", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remedies", to="web_contract.measure"
                    ),
                ),
            ],
            options={
                "db_table": "contract_remedies",
                "ordering": ["-opened_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RemedyAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("owner", models.TextField()),
                ("due_on", models.DateField()),
                ("added_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True, default="")),
                ("done_by", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "remedy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="web_contract.remedy"
                    ),
                ),
            ],
            options={
                "db_table": "contract_remedy_actions",
                "ordering": ["due_on", "pk"],
            },
        ),
    ]
