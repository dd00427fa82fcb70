"""Postcodes nobody lives at: halls, museums and libraries, so that returns can be checked and no home is named.

A made-up postcode is in no directory, and every rule that looks one up would break on every row.
"""

from __future__ import annotations

# Council houses, city halls and civic centres.
HOMES = (
    "B1 1BB", "M60 2LA", "LS1 1UR", "S1 2HH", "NG2 3NG", "NE1 8QH", "LE1 1FZ", "CV1 5RR", "BS1 5TR", "BD1 1HY",
    "HU1 2AA", "WV1 1SH", "WS1 1TP", "DY1 1HF", "ST4 1HH", "PL1 3BJ",
)  # fmt: skip
# Museums, libraries, stadiums and offices of state.
PLACEMENTS = (
    "SW1A 0AA", "WC1B 3DG", "NW1 2DB", "SW7 5BD", "SW7 2RL", "SW7 2DD", "SE10 9NF", "YO26 4XJ", "BD1 1NQ", "L3 4AA",
    "B3 2HJ", "WC2N 5DN", "SW1H 9EX", "HA9 0WS", "DH1 3EH", "SW19 5AE", "B1 2ND", "PO1 3LJ", "SW1P 4RG", "M3 4FP",
)  # fmt: skip
