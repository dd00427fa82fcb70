from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("user_id", models.BigIntegerField()),
                ("by", models.TextField()),
                ("role_code", models.TextField()),
                ("reference", models.TextField()),
                ("page", models.TextField()),
            ],
            options={
                "db_table": "looks",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["reference", "-at"], name="looks_child"),
                    models.Index(fields=["user_id", "-at"], name="looks_user"),
                ],
            },
        ),
    ]
