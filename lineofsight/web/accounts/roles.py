"""Roles, as code: how far each reaches, and what each may do. Nothing else in the program asks for a role by name.

What people need is from the work itself: see `docs/how-to`. Relation to a child widens what a role may see, restriction
narrows it; both are decided in `access.policy` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Which children a role may see at all."""

    NONE = "none"
    OWN = "own children"
    TEAM = "the children of own teams, and own children"
    REVIEWED = "children reviewed independently"
    CARE = "children in care and care leavers"
    SERVICE = "the service's children"


class Action(StrEnum):
    """What a page or a command does. Every route states one."""

    SEE_HOME = "see home"
    SEE_CHILDREN = "see children"
    SEE_CHILD = "see a child"
    SEE_PROTECTED_ADDRESS = "see where a child lives whose address must not be told"
    SEE_WORKLIST = "see a worklist"
    SEE_TEAM_WORKLIST = "see a team's worklist"
    SEE_SERVICE_WORKLIST = "see the service's worklist"
    SEE_TEAMS = "see teams"
    SEE_WORKERS = "see lists by worker"
    SEE_FIGURES = "see figures"
    SEE_COHORT = "see the children behind a figure"
    SEE_DATA_ERRORS = "see errors in children's data"
    EXPLAIN_DATA_ERRORS = "say that an error in a child's data is right"
    SEE_DATA = "see sources and loads"
    LOAD_DATA = "load data"
    SEE_HANDBOOK = "see the handbook"
    SEE_INSPECTIONS = "see what inspectors said of any authority"
    SEE_OWN_ACCOUNT = "see and mend how one signs in"
    MAKE_TOKENS = "have programs read what one may read"
    LOOK_WITH_REASON = "look at a child outside one's own, with a reason"
    LOOK_COVERTLY = "look at a child with a reason that is kept from the child's page"
    REVIEW_LOOKS = "review reasons to look"
    REVIEW_COVERT_LOOKS = "review reasons to look that are kept from the child's page"
    RESTRICT = "restrict a child's record to named people"
    MANAGE_ACCOUNTS = "manage accounts and teams"
    SEE_DECISIONS = "see decisions to make"
    PUT_DECISION = "put a decision to whoever may make it"
    DECIDE_AS_TEAM_MANAGER = "decide what is a team manager's to decide"
    DECIDE_AS_SERVICE_HEAD = "decide what is a head of service's to decide"
    DECIDE_AS_DIRECTOR = "decide what is the director's to decide"
    SEE_CHALLENGES = "see challenges to practice"
    RAISE_CHALLENGE = "challenge practice"
    ANSWER_CHALLENGE = "answer a challenge to practice"
    CHALLENGE_FIGURE = "say that a figure is wrong"
    ANSWER_FIGURE = "answer whoever says that a figure is wrong"
    SEE_AUDITS = "see audits of practice"
    AUDIT = "audit practice with a child"
    RUN_AUDITS = "draw children to audit"
    MODERATE_AUDIT = "grade an audit again"
    DO_AUDIT_ACTION = "say that an audit's action is done"
    CHECK_AUDIT_ACTION = "check that an audit's action is done, and close it"
    SEE_LEARNING = "see the learning register"
    WRITE_LEARNING = "write in the learning register"
    DO_LEARNING = "say that one's own action of the learning register is done"
    CHECK_LEARNING = "check that an action of the learning register is done, and close it"
    SEE_REVIEW_LOAD = "see the load of reviews and inspections on leaders"
    SEE_ALLEGATIONS = "see allegations against people who work with children"
    WRITE_ALLEGATIONS = "write down allegations against people who work with children"
    SEE_ALLOCATION = "see who waits for a worker and who holds what"
    ALLOCATE = "give a child to a worker"
    SEE_SUPERVISION = "see one's own supervision"
    SUPERVISE = "supervise workers"
    SEE_IMPROVEMENT = "see the improvement plan"
    PLAN_IMPROVEMENT = "write the improvement plan"
    DO_IMPROVEMENT = "say that one's own action of the improvement plan is done"
    HOLD_IMPROVEMENT_BOARD = "keep what the improvement board was told and decided"
    SIGN_OFF_IMPROVEMENT = "sign off a line of the improvement plan"
    ASK_OF_IMPROVEMENT = "ask about the improvement plan"
    SEE_WORKFORCE = "see figures about the workforce"
    SEE_STAFF = "see the people of the workforce"
    KEEP_SURVEYS = "keep what a survey of staff counted"
    ACT_ON_SURVEYS = "say what is done about a survey of staff"
    MAKE_PUBLIC_SCORECARD = "make a public scorecard"
    APPROVE_PUBLIC_SCORECARD = "publish or withdraw a public scorecard"
    SEE_OVERSIGHT = "see the view for a commissioner and the department"
    SEE_AS_MEMBER = "see the view for elected members"
    ASK_SERVICE = "put a question to the service as a commissioner or councillor"
    ANSWER_OVERSIGHT = "answer a question of a commissioner or councillor"
    SHOW_OVERSIGHT = "set a dated view before a commissioner"
    SEE_READINESS = "see how ready the service is for an inspection"
    SEE_ASKED_LISTS = "see the lists of children inspectors ask for"
    PREPARE_INSPECTION = "prepare for an inspection, and answer inspectors"
    SIGN_SELF_EVALUATION = "sign what the self-evaluation says"
    MAKE_ANNEX_A = "make and download the lists of Annex A"
    SEE_BOARD_PACK = "see board packs"
    MAKE_BOARD_PACK = "make a board pack"
    SEE_PARTNERS = "see what partners were asked for and gave"
    WRITE_PARTNERS = "write down what partners are asked for and give"
    ESCALATE_PARTNER = "escalate what a partner owes"
    CLOSE_ESCALATION = "close an escalation to a partner"
    SEE_CONTRACT = "see the contract between council and trust"
    AGREE_CONTRACT = "agree, for the council, what the contract measures"
    WRITE_REMEDY = "plan, for the trust, how a measure of the contract is put right"
    CLOSE_REMEDY = "close, for the council, a plan that put a measure right"
    ISSUE_CONTRACT_REPORT = "issue the quarterly report on the contract"


_SIGNED_IN = frozenset({Action.SEE_HOME, Action.SEE_HANDBOOK, Action.SEE_INSPECTIONS, Action.SEE_OWN_ACCOUNT})
_EVERYONE = _SIGNED_IN | {Action.SEE_FIGURES, Action.CHALLENGE_FIGURE}
_CHILDREN = _EVERYONE | {Action.SEE_CHILDREN, Action.SEE_CHILD, Action.SEE_WORKLIST}
_PRACTITIONER = _CHILDREN | {
    Action.SEE_TEAM_WORKLIST, Action.SEE_COHORT, Action.SEE_TEAMS, Action.LOOK_WITH_REASON, Action.SEE_DATA_ERRORS,
    Action.EXPLAIN_DATA_ERRORS, Action.SEE_DECISIONS, Action.PUT_DECISION, Action.SEE_CHALLENGES, Action.SEE_AUDITS,
    Action.SEE_LEARNING, Action.DO_LEARNING,
    Action.DO_AUDIT_ACTION, Action.SEE_SUPERVISION, Action.SEE_PARTNERS, Action.WRITE_PARTNERS, Action.ESCALATE_PARTNER,
}  # fmt: skip
# Of other professions, whose part is some children's: no lists by team.
_SPECIALIST = _CHILDREN | {Action.SEE_COHORT, Action.LOOK_WITH_REASON}
# Those who visit a child, or stand in for whoever does, have to know where; nobody else needs to.
_VISITING = frozenset({Action.SEE_PROTECTED_ADDRESS})
_MANAGER = _PRACTITIONER | {
    Action.CHECK_LEARNING,
    Action.SEE_WORKERS, Action.LOOK_COVERTLY, Action.REVIEW_LOOKS, Action.AUDIT, Action.CHECK_AUDIT_ACTION,
    Action.SEE_ALLOCATION, Action.SEE_WORKFORCE, Action.SEE_STAFF, Action.ACT_ON_SURVEYS, Action.CLOSE_ESCALATION,
}  # fmt: skip
# The improvement plan: read and asked about, written, and signed off by those who answer for the whole.
_READING_PLAN = frozenset({Action.SEE_IMPROVEMENT, Action.ASK_OF_IMPROVEMENT})
_PLANNING = _READING_PLAN | {Action.PLAN_IMPROVEMENT, Action.DO_IMPROVEMENT}
_SIGNING_OFF = frozenset({Action.SIGN_OFF_IMPROVEMENT, Action.HOLD_IMPROVEMENT_BOARD})
_LEADER = _MANAGER | _PLANNING | {Action.SEE_SERVICE_WORKLIST, Action.SEE_DATA, Action.RESTRICT}
_ANALYST = (
    _PRACTITIONER | _READING_PLAN
    | {Action.SEE_WORKERS, Action.SEE_SERVICE_WORKLIST, Action.SEE_DATA, Action.SEE_ALLOCATION, Action.SEE_WORKFORCE}
) - {
    Action.LOOK_WITH_REASON, Action.PUT_DECISION, Action.DO_AUDIT_ACTION, Action.SEE_SUPERVISION,
    Action.WRITE_PARTNERS, Action.ESCALATE_PARTNER, Action.DO_LEARNING,
}  # fmt: skip
# The contract between council and trust: the trust's side answers for its measures, the council's agrees and closes.
_OF_CONTRACT = frozenset({Action.SEE_CONTRACT})
_FOR_THE_TRUST = _OF_CONTRACT | {Action.WRITE_REMEDY, Action.ISSUE_CONTRACT_REPORT}
_FOR_THE_COUNCIL = _OF_CONTRACT | {Action.AGREE_CONTRACT, Action.CLOSE_REMEDY}
# Each level of authority may decide what those below it may.
_AS_TEAM_MANAGER = frozenset({
    Action.DECIDE_AS_TEAM_MANAGER, Action.ANSWER_CHALLENGE, Action.ALLOCATE, Action.SUPERVISE,
})  # fmt: skip
_AS_SERVICE_HEAD = _AS_TEAM_MANAGER | {Action.DECIDE_AS_SERVICE_HEAD, Action.ANSWER_FIGURE}
_AS_DIRECTOR = _AS_SERVICE_HEAD | {Action.DECIDE_AS_DIRECTOR}
# Those who answer for the service to people outside it; what is published takes two of them.
_ANSWERING = frozenset({Action.SEE_OVERSIGHT, Action.SEE_AS_MEMBER, Action.ANSWER_OVERSIGHT})
_PUBLISHING = frozenset({Action.MAKE_PUBLIC_SCORECARD, Action.APPROVE_PUBLIC_SCORECARD})
# Who keeps the numbers of staff and of what staff say; an auditor and those outside see the figures without the names.
_OF_STAFF = frozenset({Action.SEE_STAFF, Action.KEEP_SURVEYS})
# Those who prepare for inspectors and answer them; whoever sees no child reads the summary alone.
_READING_READINESS = frozenset({Action.SEE_READINESS, Action.SEE_BOARD_PACK})
_PREPARING = _READING_READINESS | {
    Action.SEE_ASKED_LISTS, Action.PREPARE_INSPECTION, Action.MAKE_BOARD_PACK,
}  # fmt: skip
# Every child of the service is on them, with what is known of each.
_MAKING_ANNEX_A = frozenset({Action.MAKE_ANNEX_A})
# What was learnt is written by leaders and auditors; what it asks for is checked by somebody other than its owner.
_LEARNING = frozenset({
    Action.WRITE_LEARNING, Action.DO_LEARNING, Action.CHECK_LEARNING, Action.SEE_REVIEW_LOAD,
})  # fmt: skip
# Whoever reviews independently challenges, and decides nothing for the line they challenge.
_CHALLENGING = (_PRACTITIONER | {Action.RAISE_CHALLENGE, Action.AUDIT, Action.CLOSE_ESCALATION}) - {Action.PUT_DECISION}
_AUDITING = frozenset({
    Action.AUDIT, Action.RUN_AUDITS, Action.MODERATE_AUDIT, Action.CHECK_AUDIT_ACTION,
})  # fmt: skip
# Whoever makes figures and lists for others, and whoever answers for the whole: programs may read for them.
_WITH_PROGRAMS = frozenset({Action.MAKE_TOKENS})
# Who is independent of the line that holds the child.
_INDEPENDENT = frozenset({Action.REVIEW_LOOKS, Action.REVIEW_COVERT_LOOKS})


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its code and title, which home page it has, how far it reaches, and what it may do."""

    code: str
    title: str
    home: str
    reach: Reach
    actions: frozenset[Action]

    @property
    def sees_children(self) -> bool:
        """Whether the role sees any child; to others figures are suppressed."""
        return self.reach is not Reach.NONE


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("social_worker", "Social worker", "social_worker", Reach.TEAM, _PRACTITIONER | _VISITING),
        Role("newly_qualified", "Newly qualified social worker", "social_worker", Reach.TEAM,
             _PRACTITIONER | _VISITING),
        Role("team_manager", "Team manager", "team_manager", Reach.TEAM,
             _MANAGER | _VISITING | _AS_TEAM_MANAGER | _READING_PLAN | {Action.DO_IMPROVEMENT}),
        Role("service_head", "Head of service", "service_head", Reach.TEAM,
             _LEADER | _AS_SERVICE_HEAD | _LEARNING | _ANSWERING | _PREPARING | _OF_CONTRACT
             | {Action.SIGN_SELF_EVALUATION, Action.WRITE_REMEDY}),
        Role("director", "Director of children's services", "director", Reach.SERVICE,
             _LEADER | _AS_DIRECTOR | _LEARNING | {Action.SEE_ALLEGATIONS} | _AUDITING | _WITH_PROGRAMS | _ANSWERING
             | _PUBLISHING | _SIGNING_OFF
             | _PREPARING | _MAKING_ANNEX_A | _FOR_THE_TRUST | {Action.SIGN_SELF_EVALUATION}
             | {Action.REVIEW_COVERT_LOOKS, Action.SEE_ALLEGATIONS, Action.SHOW_OVERSIGHT, Action.KEEP_SURVEYS}),
        Role("principal_social_worker", "Principal social worker", "director", Reach.SERVICE,
             (_LEADER | _INDEPENDENT | {Action.SUPERVISE, Action.SIGN_SELF_EVALUATION} | _PREPARING
              | _AUDITING | _LEARNING | _ANSWERING | _PUBLISHING | _OF_STAFF | _SIGNING_OFF | _OF_CONTRACT)
             - {Action.RESTRICT}),
        Role("reviewing_officer", "Independent reviewing officer", "reviewing_officer", Reach.REVIEWED,
             _CHALLENGING),
        Role("conference_chair", "Child protection conference chair", "reviewing_officer", Reach.REVIEWED,
             _CHALLENGING),
        # Allegations against people who work with children: apart from the line that manages them, and from children.
        Role("designated_officer", "Designated officer for allegations", "elected_member", Reach.NONE,
             _EVERYONE | {Action.SEE_LEARNING, Action.SEE_ALLEGATIONS, Action.WRITE_ALLEGATIONS, Action.DO_LEARNING,
                          Action.CHECK_LEARNING}),
        # At night every child may be theirs before morning; each look is written down like any other.
        Role("out_of_hours", "Out-of-hours social worker", "director", Reach.SERVICE,
             (_PRACTITIONER | _VISITING | {Action.SEE_SERVICE_WORKLIST}) - {Action.LOOK_WITH_REASON}),
        Role("personal_adviser", "Personal adviser", "social_worker", Reach.OWN, _PRACTITIONER | _VISITING),
        Role("early_help", "Early help lead practitioner", "social_worker", Reach.TEAM, _PRACTITIONER | _VISITING),
        Role("legal", "Children's solicitor", "specialist", Reach.CARE, _SPECIALIST),
        Role("placements", "Placements officer", "specialist", Reach.CARE, _SPECIALIST | _VISITING),
        Role("virtual_school", "Virtual school head", "specialist", Reach.CARE, _SPECIALIST),
        Role("health", "Health professional for children in care", "specialist", Reach.CARE, _SPECIALIST),
        Role("business_support", "Business support", "specialist", Reach.TEAM,
             _PRACTITIONER
             - {Action.LOOK_WITH_REASON, Action.PUT_DECISION, Action.DO_AUDIT_ACTION, Action.ESCALATE_PARTNER}),
        Role("analyst", "Performance analyst", "analyst", Reach.SERVICE,
             _ANALYST | _WITH_PROGRAMS | _PREPARING | _MAKING_ANNEX_A | _ANSWERING | _OF_STAFF | _OF_CONTRACT
             | {Action.ISSUE_CONTRACT_REPORT}
             | {Action.LOAD_DATA, Action.ANSWER_FIGURE, Action.MAKE_PUBLIC_SCORECARD, Action.SHOW_OVERSIGHT}),
        Role("auditor", "Practice auditor", "director", Reach.SERVICE,
             _ANALYST | _LEARNING | _PREPARING | _INDEPENDENT | _AUDITING | _WITH_PROGRAMS),
        Role("commissioner", "Improvement commissioner", "elected_member", Reach.NONE,
             _EVERYONE | _WITH_PROGRAMS | _READING_PLAN | _FOR_THE_COUNCIL
             | {Action.SIGN_OFF_IMPROVEMENT, Action.SEE_BOARD_PACK, Action.SEE_OVERSIGHT, Action.ASK_SERVICE}
             | {Action.SEE_WORKFORCE}),
        Role("elected_member", "Elected member", "elected_member", Reach.NONE,
             _EVERYONE | _READING_READINESS | _READING_PLAN | _OF_CONTRACT
             | {Action.SEE_AS_MEMBER, Action.ASK_SERVICE, Action.SEE_WORKFORCE}),
        Role("system_administrator", "System administrator", "administrator", Reach.NONE,
             _SIGNED_IN | {Action.MANAGE_ACCOUNTS}),
        Role("operator", "Operator", "analyst", Reach.SERVICE,
             _ANALYST | _WITH_PROGRAMS | _PREPARING | _MAKING_ANNEX_A | _OF_STAFF | _PLANNING
             | {Action.LOAD_DATA, Action.ANSWER_FIGURE}),
    )
}  # fmt: skip
