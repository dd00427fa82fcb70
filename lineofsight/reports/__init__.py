"""The report: one self-contained page a performance officer can send to the director this afternoon, safely.

`contents` says what each page shows, as data; `facts` works the pages out; `html`, `pdf` and `workbook` write them.
"""
