from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ReflectiveNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("worker_id", models.TextField()),
                ("supervisor_id", models.TextField()),
                ("by", models.TextField()),
                ("written_on", models.DateField()),
                ("words", models.TextField()),
            ],
            options={
                "db_table": "reflective_notes",
                "ordering": ["-written_on", "-pk"],
                "indexes": [models.Index(fields=["worker_id", "supervisor_id"], name="reflective_notes_two")],
            },
        ),
    ]
