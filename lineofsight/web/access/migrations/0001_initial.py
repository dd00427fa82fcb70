import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainedLook",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("look_id", models.BigIntegerField(unique=True)),
                ("chained", models.TextField()),
            ],
            options={
                "db_table": "chained_looks",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("last_place", models.BigIntegerField()),
                ("chained", models.TextField()),
            ],
            options={
                "db_table": "seals",
            },
        ),
        migrations.CreateModel(
            name="ReasonToLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.TextField()),
                ("role_code", models.TextField()),
                ("reference", models.TextField()),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("cover", "I am covering for a colleague"),
                            ("came_in", "Something came in about this child"),
                            ("family", "I work with the child's family"),
                            ("transfer", "The child is coming to me or my team"),
                            ("meeting", "A meeting or hearing that I take part in"),
                            ("quality", "A complaint, an audit or learning"),
                            ("allegation", "An allegation against somebody who works with children"),
                            ("conduct", "An inquiry into a worker's conduct"),
                            ("police", "A police matter"),
                        ]
                    ),
                ),
                ("words", models.TextField()),
                ("covert", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_by", models.TextField(blank=True, default="")),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[("proper", "There was good reason"), ("not_proper", "There was not good reason")],
                        default="",
                    ),
                ),
                ("review_words", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_of_looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons_to_look",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "reasons_to_look",
                "ordering": ["given_at", "pk"],
            },
        ),
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
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="access.reasontolook",
                    ),
                ),
            ],
            options={
                "db_table": "looks",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("kin", "The child is related or known to somebody who works here"),
                            ("staff", "An allegation against somebody who works here"),
                            ("public", "The child, or the case, is known to the public"),
                            ("court", "A court's order"),
                            ("police", "A police matter"),
                            ("adopted", "The child is placed for adoption, or adopted"),
                            ("safety", "Somebody looks for the child, and may know people who work here"),
                        ]
                    ),
                ),
                ("why", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_why", models.TextField(blank=True, default="")),
                ("version", models.IntegerField(default=1)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions_lifted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "restrictions",
                "ordering": ["-set_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NamedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_in",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="named", to="access.restriction"
                    ),
                ),
            ],
            options={
                "db_table": "restriction_named_people",
                "ordering": ["from_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="reasontolook",
            index=models.Index(fields=["user", "until"], name="reasons_user"),
        ),
        migrations.AddIndex(
            model_name="reasontolook",
            index=models.Index(fields=["reference", "-given_at"], name="reasons_child"),
        ),
        migrations.AddIndex(
            model_name="reasontolook",
            index=models.Index(condition=models.Q(("reviewed_at", None)), fields=["given_at"], name="reasons_waiting"),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["reference", "-at"], name="looks_child"),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["user_id", "-at"], name="looks_user"),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("reference",), name="one_restriction_a_child"
            ),
        ),
    ]
