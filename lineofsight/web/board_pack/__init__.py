"""The board pack: one snapshot's scorecard, spread, improvement plan and data, as a page and a tagged PDF."""
