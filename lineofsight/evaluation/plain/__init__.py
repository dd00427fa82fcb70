"""The plain-Python reading of definitions: the reference meaning, and what runs for one child after a write."""
