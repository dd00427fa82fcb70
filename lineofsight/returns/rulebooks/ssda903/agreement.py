"""Whether the return's own files agree. These checks are of those who prepare returns, not the Department's."""

from __future__ import annotations

from lineofsight.returns.rulebooks.expressions import col, count, exists, known
from lineofsight.returns.rulebooks.ssda903.words import on, rule903

_WITHOUT_HEADER = {
    "INT01": "AD1", "INT02": "PlacedAdoption", "INT03": "Episodes", "INT04": "Missing", "INT05": "OC2",
    "INT06": "OC3", "INT07": "PrevPerm", "INT08": "Reviews", "INT09": "UASC",
}  # fmt: skip
_OTHER_BIRTH = {
    "INT11": "AD1", "INT12": "PlacedAdoption", "INT13": "Missing", "INT14": "OC2", "INT15": "OC3",
    "INT16": "PrevPerm", "INT17": "Reviews", "INT18": "UASC",
}  # fmt: skip
_TWICE = {
    "INT31": "AD1", "INT32": "Header", "INT33": "OC2", "INT34": "OC3", "INT35": "PrevPerm", "INT36": "UASC",
}  # fmt: skip

RULES = (
    *(rule903(code, on(table, known("CHILD") & ~exists("Header"))) for code, table in _WITHOUT_HEADER.items()),
    *(rule903(code, on(table, col("DOB") != col("Header.DOB"))) for code, table in _OTHER_BIRTH.items()),
    rule903("INT21", on("UASC", col("SEX") != col("Header.SEX"))),
    *(rule903(code, on(table, count(table) > 1)) for code, table in _TWICE.items()),
)
