"""The children in need census, written."""

from lineofsight.returns.cin.writing import not_asked, within, write

__all__ = ["not_asked", "within", "write"]
