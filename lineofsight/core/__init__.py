"""What can be said: shapes, clocks, selections, derived tables, the record's tables, code sets and periods. Pure."""
