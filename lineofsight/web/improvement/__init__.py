"""The improvement plan: each finding held until evidence shows that it is put right, and still is."""
