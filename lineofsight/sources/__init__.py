"""Files to record rows. Dates, codes and blanks are parsed here and nowhere else.

`read(paths)` and what goes with it are in `folders`; they are imported when first asked for, so that who needs a small
part (a date as printed) does not pay for readers of workbooks and Parquet.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lineofsight.sources.errors import UnusableInput
    from lineofsight.sources.folders import SOURCES, read, readers
    from lineofsight.sources.reader import Options, Reader
    from lineofsight.sources.reading import Forgiveness, Reading

_HOMES = {
    "SOURCES": "folders", "read": "folders", "readers": "folders", "UnusableInput": "errors", "Options": "reader",
    "Reader": "reader", "Forgiveness": "reading", "Reading": "reading",
}  # fmt: skip

__all__ = ["SOURCES", "Forgiveness", "Options", "Reader", "Reading", "UnusableInput", "read", "readers"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
