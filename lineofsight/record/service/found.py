"""What children are found by: words of names, addresses and ids, and keys by which misspelt names reach them."""

from __future__ import annotations

from django.db import models

from lineofsight.record.service.now import ChildNow


class Kind(models.TextChoices):
    """What a word is of the child."""

    FORENAME = "forename", "first name"
    SURNAME = "surname", "family name"
    IDENTIFIER = "identifier", "id"
    ADDRESS = "address", "address"
    FAMILY = "family", "family member"


class SearchWord(models.Model):
    """A word by which somebody is found, and how often; `is_name` where it may be misspelt."""

    key = models.BigAutoField(primary_key=True)
    # Indexed by Django itself, so that PostgreSQL finds words by how they begin whatever its collation.
    word = models.TextField(db_index=True)
    is_name = models.BooleanField(default=False)
    used = models.IntegerField(default=0)

    class Meta:
        """Its table."""

        db_table = "search_words"


class SearchKey(models.Model):
    """One of the keys a name shares with names nearly like it."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField()
    word = models.ForeignKey(SearchWord, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="keys")

    class Meta:
        """Found by the key."""

        db_table = "search_keys"
        indexes = [models.Index(fields=["key", "word"], name="search_keys_key")]


class FoundBy(models.Model):
    """A child is found by a word; `said` tells a family member apart, as in `mother: Sarah Jones`."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(
        ChildNow, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="found_by"
    )  # fmt: skip
    word = models.ForeignKey(SearchWord, models.DO_NOTHING, db_constraint=False, db_index=False)
    kind = models.TextField(choices=Kind.choices)
    said = models.TextField(null=True, blank=True)

    class Meta:
        """Found by the word, and by the child."""

        db_table = "found_by"
        indexes = [
            models.Index(fields=["word", "kind", "child"], name="found_by_word"),
            models.Index(fields=["child", "word", "kind"], name="found_by_child"),
        ]
