"""Pages write through actions alone: no view, presenter or task of the service writes to a database itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.repository import tracked_texts

# What starts a home, loads files into it, or keeps the logs themselves: none of it is a page's.
APART = (
    "lineofsight/web/access/", "lineofsight/web/accounts/", "lineofsight/web/data/", "lineofsight/web/serving.py",
    "lineofsight/web/demonstration/",
)  # fmt: skip
ON_ROWS = frozenset({
    "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete",
})  # fmt: skip
ON_ONE = frozenset({"save"})
OF_THE_RECORD = frozenset({
    "write_row", "write_rows", "withdraw_row", "write_record", "write_records", "withdraw_record", "touched",
    "kept_paper",
})  # fmt: skip


def writes(tree: ast.AST) -> Iterator[str]:
    """Every call that writes: through a model's manager, of a model's row, or to the record."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in OF_THE_RECORD:
            yield f"{node.lineno}: {called.id}"
        if isinstance(called, ast.Attribute):
            through = {each.attr for each in ast.walk(called.value) if isinstance(each, ast.Attribute)}
            managed = bool(through & {"objects", "every_source", "_base_manager", "_default_manager"})
            if (called.attr in ON_ROWS and managed) or called.attr in ON_ONE:
                yield f"{node.lineno}: {called.attr}"


def pages() -> dict[str, str]:
    return {
        path: text for path, text in tracked_texts().items()
        if path.startswith("lineofsight/web/") and path.endswith(".py") and "/migrations/" not in path
    }  # fmt: skip


def test_nothing_but_actions_writes() -> None:
    found = [
        f"{path}:{where}"
        for path, text in pages().items()
        if not path.endswith("/actions.py") and not path.startswith(APART)
        for where in writes(ast.parse(text))
    ]
    assert found == []


def test_everything_that_can_be_called_in_an_actions_module_says_which_action_it_is() -> None:
    bare = []
    for path, text in pages().items():
        if not path.endswith("/actions.py") or path == "lineofsight/web/access/actions.py":
            continue
        for each in ast.parse(text).body:
            if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
                stated = [
                    d.func.id for d in each.decorator_list if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
                ]
                if "action" not in stated:
                    bare.append(f"{path}: {each.name}")
    assert bare == []


def test_a_way_of_writing_is_found() -> None:
    tree = ast.parse("Draft.objects.filter(pk=1).delete()\nrow.save()\nwrite_row(home)\n")
    assert [found.split(": ")[1] for found in writes(tree)] == ["delete", "save", "write_row"]
    assert list(writes(ast.parse("found.update(more)\nform.is_valid()\nnames.delete(1)"))) == []
