"""The handbook: pages in Markdown made from the definitions themselves, and from nothing else.

`pages.pages()` gives every page as text; `python -m lineofsight.reports.handbook` writes them. `make handbook` runs it.
"""
