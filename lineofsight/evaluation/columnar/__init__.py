"""The columnar reading of definitions: a whole service at once, equal to the plain reading row for row."""
