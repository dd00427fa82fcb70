"""Looking at a child outside one's own: a typed reason, for a time, reviewed by somebody else."""
