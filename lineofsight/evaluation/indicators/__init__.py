"""Indicators read over columns: rows, questions, amounts and who held the child, in Polars and NumPy."""
