import django.db.models.deletion
from django.db import migrations, models

from lineofsight.record.library.index_of_words import make_index


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("files", models.JSONField(default=list)),
                ("done", models.IntegerField(default=0)),
                ("unchanged", models.IntegerField(default=0)),
                ("unread", models.IntegerField(default=0)),
                ("problem", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "inspection_uploads",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("file", models.TextField()),
                ("reading", models.CharField(max_length=16)),
                ("document_type", models.TextField()),
                ("framework", models.TextField()),
                ("la_code", models.TextField(blank=True, default="")),
                ("la", models.TextField(blank=True, default="")),
                ("inspection_start", models.DateField(blank=True, null=True)),
                ("inspection_end", models.DateField(blank=True, null=True)),
                ("published_printed", models.DateField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                ("lead_inspector", models.TextField(blank=True, default="")),
                ("places", models.JSONField(default=dict)),
                ("recommendations", models.IntegerField(default=0)),
                ("findings", models.IntegerField(default=0)),
                ("claims", models.IntegerField(default=0)),
                ("problems", models.IntegerField(default=0)),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by", models.TextField()),
                ("is_copy", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "inspection_documents",
                "ordering": ["on", "pk"],
                "indexes": [models.Index(fields=["la_code", "on"], name="inspection_documents_la")],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField()),
                ("area_code", models.TextField()),
                ("area_as_printed", models.TextField()),
                ("grade", models.TextField(blank=True, default="")),
                ("grade_as_printed", models.TextField(blank=True, default="")),
                ("page", models.IntegerField(blank=True, null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="library.document"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_judgements",
                "ordering": ["document", "place"],
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.TextField()),
                ("reason", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="said_problems", to="library.document"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_problems",
                "ordering": ["document", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("recommendation", "Recommendation"), ("finding", "Finding"), ("claim", "Claim")]
                    ),
                ),
                ("place", models.IntegerField()),
                ("number", models.TextField(blank=True, default="")),
                ("area_code", models.TextField(blank=True, default="")),
                ("heading", models.TextField(blank=True, default="")),
                ("body", models.TextField(blank=True, default="")),
                ("tone", models.TextField(blank=True, default="")),
                ("claim_kind", models.TextField(blank=True, default="")),
                ("said_date", models.TextField(blank=True, default="")),
                ("text", models.TextField()),
                ("themes", models.TextField(blank=True, default="")),
                ("theme_words", models.JSONField(default=dict)),
                ("references", models.JSONField(default=list)),
                ("page", models.IntegerField(blank=True, null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="library.document"
                    ),
                ),
            ],
            options={
                "db_table": "inspection_passages",
                "ordering": ["document", "kind", "place"],
                "indexes": [models.Index(fields=["document", "kind", "place"], name="inspection_passages_doc")],
            },
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
