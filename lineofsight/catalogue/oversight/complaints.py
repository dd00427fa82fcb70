"""Standards about complaints and people's information."""

from __future__ import annotations

from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, Confidence, statute
from lineofsight.core.clocks import Hours, Months, WorkingDays, steps, variant, variants
from lineofsight.core.selections import each, is_false, is_true, one_of
from lineofsight.core.standards import Repeat, standard
from lineofsight.core.tables.oversight import complaints, information_requests

REPRESENTATIONS = "Children Act 1989 Representations Procedure (England) Regulations 2006"
DATA_PROTECTION = "UK GDPR and Data Protection Act 2018"
IS_COMPLAINT = one_of("kind", "complaint")

complaint_stage1 = standard(
    code="complaint_stage1",
    title="A complaint is answered within {due}",
    area=Area.LEADERSHIP,
    stage="complaints",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(REPRESENTATIONS, "regulation 14"),
    why="A child or parent who complains is telling us something we did not know.",
    opens=each(complaints, at="received_on", where=IS_COMPLAINT),
    closes="closed_on",
    due=variants(
        variant("complex, agreed", WorkingDays(20), where=is_true("is_complex")),
        otherwise=WorkingDays(10),
        otherwise_name="simple",
    ),
    met_by="answered_on",
)

complaint_stage2 = standard(
    code="complaint_stage2",
    title="A complaint at stage two is investigated and answered within {due}",
    area=Area.LEADERSHIP,
    stage="complaints",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(REPRESENTATIONS, "regulation 17"),
    why="Somebody independent looks, in time to put it right.",
    opens=each(complaints, at="stage_two_agreed_on", where=IS_COMPLAINT),
    closes="closed_on",
    due=variants(
        variant("extended", WorkingDays(65), where=is_true("stage_two_extended")),
        otherwise=WorkingDays(25),
        otherwise_name="normal",
    ),
    met_by="stage_two_answered_on",
)

complaint_stage3 = standard(
    code="complaint_stage3",
    title="A stage three panel is held, reports and is answered: {due}",
    area=Area.LEADERSHIP,
    stage="complaints",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(REPRESENTATIONS, "regulations 18 to 20"),
    why="The last step inside the authority has three clocks, one after another.",
    opens=each(complaints, at="stage_three_requested_on", where=IS_COMPLAINT),
    closes=("authority_replied_on", "closed_on"),
    due=steps(WorkingDays(30), WorkingDays(5), WorkingDays(15)),
    repeats=Repeat.FROM_LAST_MET,
    met_by=(
        each(complaints, at="panel_held_on"),
        each(complaints, at="panel_reported_on"),
        each(complaints, at="authority_replied_on"),
    ),
    match=("id", "id"),
    not_modelled=("a panel that reports on the day it sits, which is read as one step",),
)

sar_1m = standard(
    code="sar_1m",
    title="A person who asks for their file has it within {due}",
    area=Area.LEADERSHIP,
    stage="information",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(DATA_PROTECTION, "articles 12(3) and 15"),
    why="For many who grew up in care the file is the only album they have.",
    opens=each(information_requests, at="received_on", where=one_of("kind", "subject_access")),
    due=variants(
        variant("complex or many", Months(3), where=is_true("is_complex")),
        otherwise=Months(1),
        otherwise_name="normal",
    ),
    met_by="answered_on",
)

data_breach_72h = standard(
    code="data_breach_72h",
    title="A breach of personal data that is a risk to people is reported within {due}",
    area=Area.LEADERSHIP,
    stage="information",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    authority=statute(DATA_PROTECTION, "article 33"),
    why="A wrong address on a letter can tell a violent man where a child lives.",
    opens=each(information_requests, at="received_on", where=one_of("kind", "data_breach")),
    exempt=(is_false("risk_to_rights"),),
    due=Hours(72),
    met_by="answered_on",
)

foi_20wd = standard(
    code="foi_20wd",
    title="A freedom of information request is answered within {due}",
    area=Area.LEADERSHIP,
    stage="information",
    duty_basis=Basis.STATUTE,
    number_basis=Basis.STATUTE,
    confidence=Confidence.VERIFIED,
    authority=statute("Freedom of Information Act 2000", "section 10(1)"),
    why="The public has a right to know how its children's services do.",
    opens=each(information_requests, at="received_on", where=one_of("kind", "freedom_of_information")),
    due=WorkingDays(20),
    met_by="answered_on",
    not_modelled=("bank holidays of Scotland and Northern Ireland alone", "the time a fee notice waits"),
)

STANDARDS = (complaint_stage1, complaint_stage2, complaint_stage3, sar_1m, data_breach_72h, foi_20wd)
