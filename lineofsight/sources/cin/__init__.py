"""The children in need census: one XML file a year."""

from lineofsight.sources.cin.census import Census, read_census
from lineofsight.sources.cin.reading import READER, reading_of

__all__ = ["READER", "Census", "read_census", "reading_of"]
