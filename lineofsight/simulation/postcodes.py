"""Postcodes nobody lives at: halls, museums, courts and colleges, so that returns can be checked and no home is named.

A made-up postcode is in no directory, and every rule that looks one up would break on every row. All begin with one
letter, because the directory is a file for each.
"""

from __future__ import annotations

# Town halls and council offices.
HOMES = (
    "WV1 1SH", "WS1 1TP", "WF1 2HQ", "WF1 2EB", "WA1 1UH", "WN1 1YN", "WR1 2EY", "WD17 3EX", "W6 9JU", "W5 2HL",
    "W8 7NX", "WA8 7QF",
)  # fmt: skip
# Museums, galleries, colleges, courts and broadcasters.
PLACEMENTS = (
    "W1A 1AA", "W1J 0BD", "WC1B 3DG", "WC2N 5DN", "WC2E 7BB", "WC2R 1LA", "WC2R 0RN", "WC2H 0HE", "W8 6AG", "WC1E 7HX",
    "WC1E 6BT", "WC1H 0XG", "WC2A 2AE", "WC2A 2LL", "W1U 3BN", "WC1N 1AZ", "WC2R 2LS", "W1G 9PF",
)  # fmt: skip
