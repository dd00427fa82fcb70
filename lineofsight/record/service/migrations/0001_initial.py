import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DataCheck",
            fields=[
                ("collection", models.TextField(primary_key=True, serialize=False)),
                ("year", models.TextField()),
                ("as_at", models.DateField()),
                ("rules", models.IntegerField()),
                ("children", models.IntegerField()),
                ("seconds", models.FloatField()),
            ],
            options={
                "db_table": "data_checks",
            },
        ),
        migrations.CreateModel(
            name="DataErrorSeen",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("first_seen_on", models.DateField()),
            ],
            options={
                "db_table": "data_errors_seen",
            },
        ),
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
            name="PreparedAgain",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("holder_kind", models.TextField()),
                ("holder", models.TextField()),
            ],
            options={
                "db_table": "prepared_again",
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
            name="UncheckedRule",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("collection", models.TextField()),
                ("rule", models.TextField()),
                ("partly", models.BooleanField(default=False)),
                ("reason", models.TextField()),
            ],
            options={
                "db_table": "unchecked_rules",
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("collection", models.TextField()),
                ("year", models.TextField()),
                ("rule", models.TextField()),
                ("reference", models.TextField(blank=True, null=True)),
                ("digest", models.TextField()),
                ("reason", models.TextField()),
                ("by_id", models.BigIntegerField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("lapsed_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.TextField(blank=True, default="")),
                ("withdrawn_why", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "data_error_acceptances",
                "indexes": [
                    models.Index(fields=["key", "-at"], name="data_acceptances_key"),
                    models.Index(fields=["collection", "year", "-at"], name="data_acceptances_return"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lapsed_on", None), ("withdrawn_at", None)),
                        fields=("key",),
                        name="data_acceptance_in_force",
                    )
                ],
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
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=[
                            "reasons",
                            "team_id",
                            "team_name",
                            "stage",
                            "worker_id",
                            "worker_name",
                            "overdue",
                            "longest_overdue",
                            "reference",
                        ],
                        name="children_now_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataError",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("collection", models.TextField()),
                ("rule", models.TextField()),
                (
                    "severity",
                    models.TextField(
                        choices=[
                            ("error", "Error: stops the return"),
                            ("not_graded", "Error or query: the list of rules does not say"),
                            ("query", "Query: to be explained"),
                        ]
                    ),
                ),
                ("reference", models.TextField(blank=True, null=True)),
                ("team_id", models.TextField(blank=True, null=True)),
                ("worker_id", models.TextField(blank=True, null=True)),
                ("first_seen_on", models.DateField()),
                ("table", models.TextField(blank=True, null=True)),
                ("fields", models.JSONField(default=list)),
                ("values", models.JSONField(default=list)),
                ("record_table", models.TextField(blank=True, null=True)),
                ("row_id", models.TextField(blank=True, null=True)),
                ("row_on", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True, null=True)),
                ("file", models.TextField(blank=True, null=True)),
                ("line", models.IntegerField(blank=True, null=True)),
                ("items", models.JSONField(default=list)),
                ("digest", models.TextField()),
                ("accepted", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "data_errors",
                "indexes": [
                    models.Index(fields=["accepted", "severity", "first_seen_on", "key"], name="data_errors_listed"),
                    models.Index(
                        fields=["collection", "accepted", "severity", "first_seen_on", "key"], name="data_errors_return"
                    ),
                    models.Index(
                        fields=["collection", "rule", "accepted", "first_seen_on", "key"], name="data_errors_rule"
                    ),
                    models.Index(
                        fields=["team_id", "accepted", "severity", "first_seen_on", "key"], name="data_errors_team"
                    ),
                    models.Index(fields=["worker_id", "accepted"], name="data_errors_worker"),
                    models.Index(
                        fields=["reference", "collection", "rule", "severity", "team_id", "first_seen_on", "accepted"],
                        name="data_errors_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataErrorCount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("counted_on", models.DateField()),
                ("collection", models.TextField()),
                ("rule", models.TextField()),
                (
                    "severity",
                    models.TextField(
                        choices=[
                            ("error", "Error: stops the return"),
                            ("not_graded", "Error or query: the list of rules does not say"),
                            ("query", "Query: to be explained"),
                        ]
                    ),
                ),
                ("team_id", models.TextField(blank=True, default="")),
                ("team_name", models.TextField(blank=True, default="")),
                ("age", models.TextField(blank=True, default="")),
                ("errors", models.IntegerField()),
                ("accepted", models.IntegerField(default=0)),
                ("worked_out", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "data_error_counts",
                "indexes": [
                    models.Index(fields=["counted_on", "team_id"], name="data_error_counts_day"),
                    models.Index(fields=["collection", "rule", "counted_on"], name="data_error_counts_rule"),
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
                    models.Index(
                        fields=[
                            "reference",
                            "ended_on",
                            "due_on",
                            "opened_on",
                            "due_at",
                            "known",
                            "holder_kind",
                            "team",
                            "worker",
                            "standard",
                            "area",
                            "force",
                        ],
                        name="open_duties_reference",
                    ),
                    models.Index(fields=["worker", "ended_on", "due_on"], name="open_duties_worker"),
                    models.Index(fields=["team", "ended_on", "due_on"], name="open_duties_team"),
                    models.Index(fields=["standard", "ended_on", "due_on"], name="open_duties_standard"),
                    models.Index(
                        fields=[
                            "ended_on",
                            "due_on",
                            "opened_on",
                            "due_at",
                            "known",
                            "holder_kind",
                            "team",
                            "worker",
                            "standard",
                            "area",
                            "force",
                            "reference",
                        ],
                        name="open_duties_counted",
                    ),
                    models.Index(fields=["due_on", "reference", "key"], name="open_duties_listed"),
                    models.Index(
                        condition=models.Q(
                            ("known", True),
                            ("met_on__lte", models.F("due_on")),
                            ("recorded_on__gt", models.F("due_on")),
                        ),
                        fields=["due_on", "reference", "key", "holder_kind", "team"],
                        name="open_duties_recorded_late",
                    ),
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
