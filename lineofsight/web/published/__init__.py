"""The public scorecard: made from a snapshot by one person, published by another, kept as it was, withdrawn."""
