"""What checking a return asks of a home beside its record: whose it is, Ofsted's list of providers, postcodes.

The authority's code is local policy's. The list of providers is the file `providers.csv` in the home, as `check` reads
it. Postcodes are those of the extra `postcodes`, where it is installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import polars as pl

from lineofsight.record.definitions import policy_of
from lineofsight.record.home import Home
from lineofsight.returns.checking.files import read_providers
from lineofsight.returns.checking.postcodes import PostcodeDirectory
from lineofsight.returns.checking.years import dates_of
from lineofsight.sources.simulated import NO_AUTHORITY

PROVIDERS_FILE: Final = "providers.csv"


def authority_of(home: Home) -> str | None:
    """Whose returns they are: local policy's code; of made-up children, the authority there is none of. Else None.

    Raises PolicyProblem.
    """
    return policy_of(home).la_code or (NO_AUTHORITY if home.only_simulated() else None)


def providers_file(home: Home) -> Path:
    """Where a home's list of providers stands; it need not be there."""
    return home.path / PROVIDERS_FILE


def providers_of(home: Home) -> pl.DataFrame | None:
    """The home's list of providers; None where it has none. Raises UnusableInput."""
    path = providers_file(home)
    return read_providers(path) if path.exists() else None


def context_of(
    year: str, authority: str | None, providers: pl.DataFrame | None, postcodes: PostcodeDirectory | None
) -> dict[str, Any]:
    """The context in which the return of a collection year is checked, as it would be written."""
    start, end = dates_of(year)
    told: dict[str, Any] = {
        "collection_start": start, "collection_end": end, "collectionYear": year[:4], "localAuthority": authority,
        "file_format": "csv", "postcodes": postcodes,
    }  # fmt: skip
    return told if providers is None else {**told, "provider_info": providers}
