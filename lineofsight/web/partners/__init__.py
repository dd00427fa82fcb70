"""Partners' part: what agencies were asked about children, whether they came, answered and did it; escalation."""
