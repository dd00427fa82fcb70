"""Home: each role its own first page."""
