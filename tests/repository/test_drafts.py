"""What is typed is kept while one types, wherever more than a line is asked for: no form goes without its draft."""

from __future__ import annotations

import re

from tests.support.repository import tracked_texts

_FORM = re.compile(r"<form\b(?:[^>{]|{[^}]*}+)*>(.*?)</form>", re.S)
_ASKS = re.compile(r"{% (?:form_fields?|text_field) |<textarea\b")
AUTOSAVE = "drafts/autosave.html"
# Forms without a draft: how many a template has, and why. All others keep what is typed while it is typed.
LINES = "Names, choices and days: nothing longer than a line."
SECRETS = "Names, passwords and codes: never to be kept."
APART = {
    "access/give_reason": (1, "Which child is typed here in words: a draft would say so where nobody finds it again "
                              "when the child's identity goes."),
    "workforce/counts": (1, "Lines made elsewhere, pasted; of groups too small to show none is kept, nor in a draft."),
    "accounts/again": (1, SECRETS), "accounts/join": (1, LINES), "accounts/add_passkey": (1, LINES),
    "accounts/person": (3, LINES),
    "accounts/sign_in": (1, SECRETS), "accounts/second_step": (1, SECRETS), "accounts/change_password": (1, SECRETS),
    "accounts/activate_totp": (1, SECRETS), "tokens/tokens": (1, LINES), "decisions/protect": (1, LINES),
    "readiness/visit": (2, LINES), "workforce/new_survey": (1, LINES), "audits/action": (1, LINES),
    "learning/action": (1, LINES), "supervision/action": (1, LINES),
}  # fmt: skip


def templates() -> dict[str, str]:
    found = {path: text for path, text in tracked_texts().items()
             if path.startswith("lineofsight/web/") and path.endswith(".html")}  # fmt: skip
    return {path.partition("/templates/")[2].removesuffix(".html"): text for path, text in found.items()}


def without_draft(text: str, fields: frozenset[str] = frozenset()) -> int:
    """How many of a template's forms ask for something and keep nothing of it while it is typed.

    `fields`: templates of a field of many lines, which others include.
    """
    asks = re.compile("|".join([_ASKS.pattern, *(re.escape(f'"{name}.html"') for name in sorted(fields))]))
    return sum(bool(asks.search(form)) and AUTOSAVE not in form for form in _FORM.findall(text))


def fields_of_words() -> frozenset[str]:
    """The templates that are a field of many lines, in no form of their own."""
    return frozenset(name for name, text in templates().items() if "<textarea" in _FORM.sub("", text))


def test_every_form_keeps_what_is_typed_or_says_why_not() -> None:
    fields = fields_of_words()
    bare = {name: number for name, text in templates().items() if (number := without_draft(text, fields))}
    assert bare == {name: number for name, (number, _) in APART.items()}


def test_a_form_that_keeps_nothing_is_found() -> None:
    asks = '<form method="post" class="{% if a > b %}x{% endif %}">{% csrf_token %}{% form_fields form %}%s</form>'
    assert without_draft(asks.replace("%s", "")) == 1
    assert without_draft(asks.replace("%s", f'{{% include "{AUTOSAVE}" %}}') + asks.replace("%s", "")) == 1
    assert without_draft(asks.replace("%s", f'{{% include "{AUTOSAVE}" with writing=done %}}')) == 0
    assert without_draft('<form method="post">{% csrf_token %}<textarea name="a"></textarea></form>') == 1
    assert without_draft('<form method="post">{% csrf_token %}<button>Sign</button></form>') == 0


def test_a_field_of_many_lines_is_found_where_it_is_included() -> None:
    assert {"layout/components/text_area", "quality_of_data/words_field"} == fields_of_words()
    form = '<form method="post">{% csrf_token %}{% include "a/words.html" %}</form>'
    assert without_draft(form, frozenset({"a/words"})) == 1
    assert without_draft(form) == 0
