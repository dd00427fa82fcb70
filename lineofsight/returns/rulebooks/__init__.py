"""The rules of the statutory returns, as data: what each looks at, and when it is broken."""

from lineofsight.returns.rulebooks.books import Book, book_of
from lineofsight.returns.rulebooks.rule import Rule, Test, Variant

__all__ = ["Book", "Rule", "Test", "Variant", "book_of"]
