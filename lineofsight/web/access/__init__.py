"""Who may see what: one policy function, the caseload that is the only way to rows about children, and every look."""
