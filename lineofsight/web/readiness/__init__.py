"""If they rang today: visits and what is asked at them, queries, the self-evaluation, evidence by area."""
