"""The children's social care data receiver of the Department for Education: what to send it, and sending it."""

from lineofsight.returns.dfe_api.payload import Payload, payload_of
from lineofsight.returns.dfe_api.writing import write

__all__ = ["Payload", "payload_of", "write"]
