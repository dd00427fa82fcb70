import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Leader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("role", models.TextField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True, default="")),
                ("passage", models.BigIntegerField(blank=True, null=True)),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "improvement_leaders",
                "ordering": ["from_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("source_kind", models.TextField()),
                ("source", models.TextField()),
                ("document", models.BigIntegerField(blank=True, null=True)),
                ("passage", models.BigIntegerField(blank=True, null=True)),
                ("place", models.TextField(blank=True, default="")),
                ("term", models.TextField()),
                ("finding", models.TextField(blank=True, default="")),
                ("finding_place", models.TextField(blank=True, default="")),
                ("themes", models.JSONField(default=list)),
                ("theme_words", models.JSONField(default=dict)),
                ("owner_id", models.BigIntegerField()),
                ("owner", models.TextField()),
                ("begins_on", models.DateField()),
                ("due_on", models.DateField()),
                ("audit_theme", models.TextField(blank=True, default="")),
                ("audits_least", models.IntegerField(default=5)),
                ("audits_share", models.IntegerField(default=75)),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("earlier", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "improvement_lines",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField()),
                ("aim", models.TextField(blank=True, default="")),
                ("began_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, default="")),
                ("why_ended", models.TextField(blank=True, default="")),
                ("source", models.TextField(blank=True, default="")),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "improvement_plans",
                "ordering": ["-began_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LineAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("owner_id", models.BigIntegerField()),
                ("owner", models.TextField()),
                ("begins_on", models.DateField()),
                ("due_on", models.DateField()),
                ("said_done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True, default="")),
                ("row_id", models.TextField(unique=True)),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("version", models.IntegerField(default=1)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="web_improvement.line"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_line_actions",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LineMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("direction", models.TextField()),
                ("target", models.FloatField()),
                ("baseline_period", models.TextField()),
                ("baseline_value", models.FloatField(blank=True, null=True)),
                ("baseline_above", models.FloatField(blank=True, null=True)),
                ("baseline_below", models.FloatField(blank=True, null=True)),
                ("baseline_snapshot", models.TextField(blank=True, default="")),
                ("definition", models.TextField()),
                ("made_on", models.DateField()),
                ("made_by", models.TextField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("why_ended", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="web_improvement.line"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_line_measures",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("minutes", models.TextField(blank=True, default="")),
                ("snapshot", models.TextField()),
                ("made_by", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="web_improvement.plan"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_meetings",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="line",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="web_improvement.plan"
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by", models.TextField()),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="web_improvement.line",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="web_improvement.plan"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_questions",
                "ordering": [models.OrderBy(models.F("answered_on"), nulls_first=True), "-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Said",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("on", models.DateField()),
                ("by", models.TextField()),
                ("words", models.TextField()),
                ("place", models.TextField(blank=True, default="")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="said", to="web_improvement.line"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_said",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("by_id", models.BigIntegerField()),
                ("by", models.TextField()),
                ("words", models.TextField()),
                ("snapshot", models.TextField(blank=True, default="")),
                ("evidence", models.JSONField(default=list)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_offs", to="web_improvement.line"
                    ),
                ),
            ],
            options={
                "db_table": "improvement_sign_offs",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("theme", models.TextField()),
                ("said", models.TextField()),
                ("by", models.TextField()),
                ("stood", models.JSONField(default=list)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="web_improvement.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "improvement_statements",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="improvement_lines_number"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("meeting", "theme"), name="improvement_statements_theme"),
        ),
    ]
