"""What the service holds about children beside the record, and what becomes of it when an identity goes: as data.

The record's own tables have their place in `retention`. Papers (audits under way, handovers, reasons to look, drafts)
lie in tables of the service's database, which say of which child they are by the reference, never by a name. They are
kept as long as the child's record: what is disposed of, erased or sealed there goes here too. A table that this module
does not name fails the build (`tests/repository/test_papers.py`), whichever application it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_TEXT, NO_MAPPING, NO_LIST = "", "{}", "[]"
"""What is left of words, by what their column holds."""


class Fate(StrEnum):
    """What becomes of a row about a child whose identity goes."""

    KEPT = "kept as it is"
    WORDS_GO = "kept for good, without words"
    GOES = "gone with a record disposed of; kept without words where an identity is erased or sealed"
    REMOVED = "gone however the identity goes"


@dataclass(frozen=True, slots=True)
class Words:
    """The columns of a table that somebody typed, or that quote the record: text, mappings and lists.

    `facts`: its other columns of text, which say who worked on it, when and how it stands, and never who the child is.
    """

    text: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def blank(self) -> dict[str, str]:
        """Each column, and what is left in it."""
        kinds = ((self.text, NO_TEXT), (self.mappings, NO_MAPPING), (self.lists, NO_LIST))
        return {name: left for names, left in kinds for name in names}


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong to a paper: `of` names the paper by its key."""

    table: str
    of: str
    words: Words = Words()


@dataclass(frozen=True, slots=True)
class Papers:
    """One table of papers about children. `column` holds the reference; `ids`: columns that hold the local id.

    `key` is what tells its rows apart. `drafts`: how forms begin whose subject is a row's key; `named`: the column by
    which other forms name the row.
    """

    table: str
    fate: Fate
    why: str
    column: str = "reference"
    ids: tuple[str, ...] = ()
    words: Words = Words()
    parts: tuple[Part, ...] = ()
    drafts: tuple[str, ...] = ()
    named: str = ""
    key: str = "id"

    def __post_init__(self) -> None:
        if not self.why:
            raise ValueError(f"{self.table}: say why its rows are kept, or why they go.")
        if self.fate is Fate.KEPT and (self.words.blank or self.ids or any(part.words.blank for part in self.parts)):
            raise ValueError(f"{self.table}: what is kept as it is has no words and no local id. Choose another fate.")


_LIKE_RECORD = "It belongs to the child's record, and goes as the record's own rows do."

PAPERS: tuple[Papers, ...] = (
    Papers(
        "audit_papers", Fate.GOES, _LIKE_RECORD, named="row_id",
        words=Words(("danger", "head_told", "made_safe", "moderated_why"), ("answers",), ("evidence",), (
            "stratum", "tool", "row_id", "again_of", "auditor", "auditor_name", "grade", "moderate_because",
            "moderator_name", "moderated_grade",
        )),
    ),
    Papers(
        "dip_records", Fate.GOES, _LIKE_RECORD, drafts=("dip record", "dip action"),
        words=Words(mappings=("quotes",), facts=("team_id", "team_name", "answers", "answered_by")),
    ),
    Papers(
        "joint_audits", Fate.GOES, _LIKE_RECORD, named="row_id", drafts=(
            "joint part", "joint missing", "joint owe", "joint grade", "joint done", "joint close",
        ), words=Words(("title", "why", "agreed"), facts=("tool", "row_id", "led_by", "grade", "theme")), parts=(
            Part("joint_audit_parts", "joint_id", Words(
                ("summary", "missing_why"), ("answers",), facts=("agency", "auditor", "grade", "typed_by"),
            )),
            Part("joint_audit_actions", "joint_id", Words(
                ("what", "evidence", "checked"), facts=("agency", "owner", "checked_by"),
            )),
        ),
    ),
    Papers(
        "handovers", Fate.GOES, _LIKE_RECORD, ids=("local_id",), drafts=("handover: ",),
        words=Words(("summary", "why"), facts=(
            "stage", "from_team", "from_team_name", "to_team", "to_team_name", "put_by", "outcome", "answered_by",
            "worker_id",
        )),
    ),
    Papers(
        "learning_entries", Fate.WORDS_GO, "What the service learnt stays, without what happened to the child or "
        "was found of them since: the title, what was learnt and what is to change name nobody.", named="row_id",
        words=Words(("happened",), facts=(
            "kind", "sort", "row_id", "title", "learnt", "team_id", "team_name", "carried_by", "agencies", "concerns",
            "kept_from", "work", "written_by", "closed_by", "reopened",
        )),
        parts=(
            Part("learning_actions", "entry_id", Words(
                ("evidence", "checked"), facts=("what", "owner", "set_by", "proof", "checked_by"),
            )),
            Part("learning_checks", "entry_id", Words(lists=("words",), facts=("by",))),
        ),
    ),
    Papers(
        "data_error_acceptances", Fate.GOES, _LIKE_RECORD, named="key", words=Words(
            ("reason", "withdrawn_why"), facts=("key", "collection", "year", "rule", "digest", "by", "withdrawn_by"),
        ),
    ),
    Papers(
        "reasons_to_look", Fate.WORDS_GO, "Who looked at a record, and that it was reviewed, is owed to the child "
        "longer than the record: the looks themselves name it.", drafts=("review of a reason",), words=Words(
            ("words", "review_words"), facts=("by", "role_code", "why", "reviewed_by", "outcome"),
        ),
    ),
    Papers(
        "restrictions", Fate.WORDS_GO, "From whom a record was kept, and when, is never removed.",
        words=Words(("why", "lifted_why"), facts=("kind",)),
        parts=(Part("restriction_named_people", "restriction_id"),),
    ),
    Papers(
        "looks", Fate.KEPT, "The log of looks is a chain: it holds a reference and a page, and nothing typed.",
        words=Words(facts=("by", "role_code", "page")),
    ),
    Papers(
        "done", Fate.KEPT, "The log of what was done holds a reference and the ids of rows, and nothing typed.",
        words=Words(facts=("by", "role_code", "action", "name", "touched")),
    ),
    Papers(
        "drafts", Fate.REMOVED, "A draft is nothing but words, and its writer's alone.", column="subject",
    ),
    Papers(
        "data_errors", Fate.REMOVED, "Found again by the next check of the record as it then is.", key="key",
        named="key",
    ),
)  # fmt: skip

DRAFTS_BY_NUMBER = (
    "answer to an inspector", "query of an inspector", "request of a visit", "self-evaluation", "oversight_question",
    "oversight_answer", "contract:", "improvement:", "learning:", "survey", "figure: ", "pledge ends",
    "public_scorecard: ",
)  # fmt: skip
"""How forms begin whose subject is the number of something that is about no child."""

PREPARED: dict[str, str] = {
    "children_now": "A child in one row, made from the record; taken away with the identity.",
    "open_duties": "What is owed, worked out from the record; taken away with the identity.",
    "found_by": "By which words a child is found; taken away with the identity.",
    "search_words": "Words of names and addresses; those by which nobody is found any more are taken away.",
    "search_keys": "Keys of those words; taken away with them.",
    "prepared_again": "Whose rows were made again, by local id; taken away with the identity.",
}
"""Tables made again from the record, and emptied of a child by `record.retention.tombstones`."""

OF_NO_CHILD: dict[str, str] = {
    "annex_a_makings": "Who had the lists made and when; the files name every child, and go: `FOLDERS`.",
    "audit_programmes": "A sample by its seed and digest; its children are on their audits.",
    "board_packs": "Figures of a snapshot, suppressed.",
    "chained_looks": "Places on a chain, by the numbers of looks.",
    "contract_measures": "Measures of the service.", "contract_remedies": "Plans about measures.",
    "contract_remedy_actions": "Actions of those plans.", "contract_reports": "Figures of the service, suppressed.",
    "contract_responsibilities": "Which body is controller.",
    "data_checks": "That a return was checked, in numbers.",
    "data_error_counts": "Errors by rule and team, in numbers.",
    "data_errors_seen": "When an error was first found, by a digest.",
    "dip_samples": "A sample by its seed and digest; its children are on their own rows.",
    "figure_challenges": "A figure that somebody says is wrong.",
    "improvement_plans": "A plan of the service.", "improvement_lines": "Lines of it.",
    "improvement_line_actions": "Actions of lines.", "improvement_line_measures": "Measures of lines.",
    "improvement_said": "What was written on a line.", "improvement_sign_offs": "That evidence was found whole.",
    "improvement_meetings": "Meetings of a board.", "improvement_statements": "What a board was told of a theme.",
    "improvement_questions": "Questions about the plan.", "improvement_leaders": "Who led the service.",
    "inspection_documents": "Published documents.", "inspection_judgements": "Grades in them.",
    "inspection_passages": "Their text.", "inspection_problems": "What could not be read of them.",
    "inspection_uploads": "That they were sent.",
    "inspection_visits": "A visit of inspectors; its lists are worked out when they are opened.",
    "inspection_requests": "What they ask for.", "inspection_queries": "Their questions and the answers.",
    "memberships": "Who works in which team.",
    "oversight_views": "Figures, suppressed.", "oversight_questions": "Questions about them.",
    "oversight_pledges": "What was promised to all children in care.",
    "prepared": "From which snapshot tables were made.", "public_scorecards": "Figures, suppressed and published.",
    "reflective_notes": "What a worker and a supervisor thought, in no child's record; of a child only in words.",
    "runs": "That files were loaded: their names, never what is in them.", "seals": "That the log of looks is whole.",
    "self_evaluation_claims": "What the service says of itself.", "self_evaluation_evidence": "How it knows.",
    "self_evaluation_versions": "What it said before.",
    "survey_rounds": "A questionnaire to staff.", "survey_counts": "Its answers, in numbers.",
    "survey_actions": "What is done about them.", "tokens": "A program's key.",
    "unchecked_rules": "Rules that could not be checked.", "accounts_user": "Somebody who signs in.",
}  # fmt: skip
"""Every other table of the service, and what it holds instead of a child."""

BOOKS: dict[str, str] = {
    "changes": "Versions before of the child's rows are deleted; in rows about others the id is replaced.",
    "differences": "Those of the child are deleted.", "rejects": "A value that is the child's id is blanked.",
    "legal_holds": "They go on under the reference.", "disposal_proposals": "They go on under the reference.",
    "tombstones": "What is left: the reference.", "sealed_identities": "Opened by one role, each time with a reason.",
    "sealed_looks": "Who opened one.", "loads": "Numbers of a load.", "load_parts": "Numbers of a file.",
    "written_tables": "Which tables are written here.",
}  # fmt: skip
"""The record's own books, which `record.retention` keeps itself."""

FOLDERS: dict[str, str] = {
    "annex-a": "Lists of every child, made again from what is known then.",
}
"""Folders of a home whose files name children: emptied when an identity goes."""


def papers_of(table: str) -> Papers | None:
    """What is said of a table of papers; None for one that is about no child."""
    return next((each for each in PAPERS if each.table == table), None)


def _check() -> None:
    parts = [part.table for each in PAPERS for part in each.parts]
    named = [*(each.table for each in PAPERS), *parts, *PREPARED, *OF_NO_CHILD, *BOOKS]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise ValueError(f"{', '.join(twice)}: named twice among papers. Leave one.")


_check()
