"""The full-text index of passages: FTS5 beside the table on SQLite, a stored `tsvector` in it on PostgreSQL.

Both stem English words. The database keeps the index itself, so that nothing that writes can forget to.
"""

from __future__ import annotations

from typing import Any

_SQLITE = (
    """CREATE VIRTUAL TABLE inspection_passage_words USING fts5(
        text, content='inspection_passages', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER inspection_passage_words_added AFTER INSERT ON inspection_passages BEGIN
        INSERT INTO inspection_passage_words(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER inspection_passage_words_removed AFTER DELETE ON inspection_passages BEGIN
        INSERT INTO inspection_passage_words(inspection_passage_words, rowid, text)
        VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER inspection_passage_words_changed AFTER UPDATE OF text ON inspection_passages BEGIN
        INSERT INTO inspection_passage_words(inspection_passage_words, rowid, text)
        VALUES ('delete', old.id, old.text);
        INSERT INTO inspection_passage_words(rowid, text) VALUES (new.id, new.text); END""",
)
_POSTGRES = (
    """ALTER TABLE inspection_passages ADD COLUMN words tsvector
        GENERATED ALWAYS AS (to_tsvector('english', "text")) STORED""",
    "CREATE INDEX inspection_passage_words ON inspection_passages USING gin (words)",
)


def make_index(apps: Any, schema_editor: Any) -> None:
    """Make the index. A later migration that makes the table anew on SQLite has to make its triggers anew too."""
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)
