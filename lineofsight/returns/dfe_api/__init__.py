"""The children's social care data receiver of the Department for Education: what to send it, and sending it."""

from lineofsight.returns.dfe_api.payload import Payload, payload_of
from lineofsight.returns.dfe_api.plan import Kind, Plan, plan_of
from lineofsight.returns.dfe_api.receiver import Receiver
from lineofsight.returns.dfe_api.sending import Outcome, send
from lineofsight.returns.dfe_api.sent import Books
from lineofsight.returns.dfe_api.writing import write, write_plan

__all__ = [
    "Books", "Kind", "Outcome", "Payload", "Plan", "Receiver", "payload_of", "plan_of", "send", "write", "write_plan",
]  # fmt: skip
