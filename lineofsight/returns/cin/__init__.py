"""The children in need census, written."""

from lineofsight.returns.cin.writing import within, write

__all__ = ["within", "write"]
