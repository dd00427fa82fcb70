import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SurveyRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField()),
                ("questionnaire", models.JSONField()),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField()),
                ("invited", models.IntegerField(blank=True, null=True)),
                ("begun_on", models.DateField()),
                ("begun_by_id", models.BigIntegerField()),
                ("begun_by", models.TextField()),
                ("counted_on", models.DateField(blank=True, null=True)),
                ("counted_by", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "survey_rounds",
                "ordering": ["-closed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SurveyAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(blank=True, default="")),
                ("said", models.TextField()),
                ("doing", models.TextField()),
                ("owner_id", models.BigIntegerField()),
                ("owner", models.TextField()),
                ("due_on", models.DateField()),
                ("agreed_on", models.DateField()),
                ("agreed_by", models.TextField()),
                ("said_done_on", models.DateField(blank=True, null=True)),
                ("evidence", models.TextField(blank=True, default="")),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_by_id", models.BigIntegerField(blank=True, null=True)),
                ("closed_by", models.TextField(blank=True, default="")),
                ("found", models.TextField(blank=True, default="")),
                ("sent_back", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="web_workforce.surveyround",
                    ),
                ),
            ],
            options={
                "db_table": "survey_actions",
                "ordering": [models.OrderBy(models.F("closed_on"), nulls_first=True), "due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SurveyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("team_id", models.TextField(blank=True, default="")),
                ("question", models.TextField()),
                ("answer", models.TextField()),
                ("number", models.IntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="web_workforce.surveyround",
                    ),
                ),
            ],
            options={
                "db_table": "survey_counts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "team_id", "question", "answer"), name="survey_counts_one_each"
                    )
                ],
            },
        ),
    ]
