import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Prepared",
            fields=[
                ("snapshot", models.TextField(primary_key=True, serialize=False)),
                ("as_at", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("catalogue", models.TextField()),
                ("children", models.IntegerField()),
                ("duties", models.IntegerField()),
                ("keys", models.IntegerField()),
                ("seconds", models.FloatField()),
            ],
            options={
                "db_table": "prepared",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("key", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.TextField(db_index=True)),
                ("is_name", models.BooleanField(default=False)),
                ("used", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "search_words",
            },
        ),
        migrations.CreateModel(
            name="ChildNow",
            fields=[
                ("reference", models.TextField(primary_key=True, serialize=False)),
                ("child_id", models.TextField(unique=True)),
                ("forename", models.TextField(blank=True, null=True)),
                ("surname", models.TextField(blank=True, null=True)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("died_on", models.DateField(blank=True, null=True)),
                ("sex", models.TextField(blank=True, null=True)),
                ("ethnicity", models.TextField(blank=True, null=True)),
                ("locality", models.TextField(blank=True, null=True)),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("closed", "Closed"),
                            ("contact", "Contact"),
                            ("referral", "Referral"),
                            ("early_help", "Early help"),
                            ("assessment", "Assessment"),
                            ("section_47", "Section 47 enquiry"),
                            ("child_in_need", "Child in need"),
                            ("care_leaver", "Care leaver"),
                            ("child_protection", "Child protection plan"),
                            ("in_care", "In care"),
                        ],
                        default="closed",
                    ),
                ),
                ("stage_since", models.DateField(blank=True, null=True)),
                ("is_open", models.BooleanField(default=False)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("worker_id", models.TextField(blank=True, null=True)),
                ("worker_name", models.TextField(blank=True, null=True)),
                ("team_id", models.TextField(blank=True, null=True)),
                ("team_name", models.TextField(blank=True, null=True)),
                ("allocated_since", models.DateField(blank=True, null=True)),
                ("changes_of_worker", models.IntegerField(default=0)),
                ("reviewing_officer_id", models.TextField(blank=True, null=True)),
                ("personal_adviser_id", models.TextField(blank=True, null=True)),
                ("family_id", models.TextField(blank=True, null=True)),
                ("last_seen_on", models.DateField(blank=True, null=True)),
                ("next_due_on", models.DateField(blank=True, null=True)),
                ("overdue", models.IntegerField(default=0)),
                ("due_soon", models.IntegerField(default=0)),
                ("owed", models.IntegerField(default=0)),
                ("not_known", models.IntegerField(default=0)),
                ("longest_overdue", models.IntegerField(blank=True, null=True)),
                ("address_protected", models.BooleanField(default=False)),
                ("has_dangers", models.BooleanField(default=False)),
                ("legal_status", models.TextField(blank=True, null=True)),
                ("missing_since", models.DateField(blank=True, null=True)),
                ("reasons", models.JSONField(default=list)),
            ],
            options={
                "db_table": "children_now",
                "indexes": [
                    models.Index(fields=["worker_id"], name="children_now_worker"),
                    models.Index(fields=["team_id", "stage"], name="children_now_team"),
                    models.Index(fields=["is_open", "stage"], name="children_now_stage"),
                    models.Index(fields=["family_id"], name="children_now_family"),
                    models.Index(fields=["reviewing_officer_id"], name="children_now_officer"),
                    models.Index(fields=["personal_adviser_id"], name="children_now_adviser"),
                    models.Index(fields=["born_on"], name="children_now_born"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenDuty",
            fields=[
                ("key", models.BigAutoField(primary_key=True, serialize=False)),
                ("standard", models.TextField()),
                ("holder_kind", models.TextField()),
                ("holder", models.TextField()),
                ("subject", models.TextField()),
                ("variant", models.TextField(blank=True, null=True)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("met_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("national_due_on", models.DateField(blank=True, null=True)),
                ("known", models.BooleanField(default=True)),
                ("basis", models.TextField(blank=True, null=True)),
                ("opened_by_table", models.TextField(blank=True, null=True)),
                ("opened_by_id", models.TextField(blank=True, null=True)),
                ("met_by_table", models.TextField(blank=True, null=True)),
                ("met_by_id", models.TextField(blank=True, null=True)),
                ("closed_by_table", models.TextField(blank=True, null=True)),
                ("closed_by_id", models.TextField(blank=True, null=True)),
                ("worker", models.TextField(blank=True, null=True)),
                ("worker_name", models.TextField(blank=True, null=True)),
                ("team", models.TextField(blank=True, null=True)),
                ("team_name", models.TextField(blank=True, null=True)),
                ("reference", models.TextField(blank=True, null=True)),
                ("name", models.TextField(blank=True, null=True)),
                ("area", models.TextField(blank=True, null=True)),
                ("stage", models.TextField(blank=True, null=True)),
                ("force", models.TextField(blank=True, null=True)),
            ],
            options={
                "db_table": "open_duties",
                "indexes": [
                    models.Index(fields=["holder_kind", "holder"], name="open_duties_holder"),
                    models.Index(fields=["reference"], name="open_duties_reference"),
                    models.Index(fields=["worker", "ended_on", "due_on"], name="open_duties_worker"),
                    models.Index(fields=["team", "ended_on", "due_on"], name="open_duties_team"),
                    models.Index(fields=["standard", "ended_on", "due_on"], name="open_duties_standard"),
                    models.Index(fields=["ended_on", "due_on"], name="open_duties_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                (
                    "word",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="keys",
                        to="service.searchword",
                    ),
                ),
            ],
            options={
                "db_table": "search_keys",
                "indexes": [models.Index(fields=["key", "word"], name="search_keys_key")],
            },
        ),
        migrations.CreateModel(
            name="FoundBy",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("forename", "first name"),
                            ("surname", "family name"),
                            ("identifier", "id"),
                            ("address", "address"),
                            ("family", "family member"),
                        ]
                    ),
                ),
                ("said", models.TextField(blank=True, null=True)),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="found_by",
                        to="service.childnow",
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="service.searchword",
                    ),
                ),
            ],
            options={
                "db_table": "found_by",
                "indexes": [
                    models.Index(fields=["word", "kind", "child"], name="found_by_word"),
                    models.Index(fields=["child", "word", "kind"], name="found_by_child"),
                ],
            },
        ),
    ]
