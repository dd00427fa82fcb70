from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BoardPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("snapshot", models.TextField(unique=True)),
                ("known_on", models.DateField()),
                ("basis", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by", models.TextField()),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting for its turn"),
                            ("making", "Being made"),
                            ("done", "Made"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                    ),
                ),
                ("problem", models.TextField(blank=True, default="")),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("html_sha256", models.TextField(blank=True, default="")),
                ("pdf_sha256", models.TextField(blank=True, default="")),
                ("html_bytes", models.IntegerField(default=0)),
                ("pdf_bytes", models.IntegerField(default=0)),
                ("hidden", models.JSONField(default=dict)),
                ("is_same", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "db_table": "board_packs",
                "ordering": ["-known_on", "-asked_at"],
            },
        ),
    ]
