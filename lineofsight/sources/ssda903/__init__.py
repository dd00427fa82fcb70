"""The looked-after return (SSDA903): a folder of CSV files, or one XML file, a year."""

from lineofsight.sources.ssda903.reading import READER, read_return, read_years, reading_of

__all__ = ["READER", "read_return", "read_years", "reading_of"]
