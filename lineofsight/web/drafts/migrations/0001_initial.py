from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Done",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField()),
                ("by", models.TextField()),
                ("role_code", models.TextField()),
                ("action", models.TextField()),
                ("name", models.TextField()),
                ("reference", models.TextField(blank=True, default="")),
                ("touched", models.JSONField(default=list)),
            ],
            options={
                "db_table": "done",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["reference", "-at"], name="done_child"),
                    models.Index(fields=["user_id", "-at"], name="done_user"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.BigIntegerField()),
                ("form", models.TextField()),
                ("subject", models.TextField(blank=True, default="")),
                ("fields", models.JSONField(default=dict)),
                ("row_id", models.TextField()),
                ("version", models.IntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "db_table": "drafts",
                "constraints": [models.UniqueConstraint(fields=("user_id", "form", "subject"), name="drafts_one_each")],
            },
        ),
    ]
