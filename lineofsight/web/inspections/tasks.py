"""The background queue's task: read the documents somebody sent."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task


@task()
def read_upload(key: str) -> None:
    """Read an upload into the library, then remove its files."""
    from lineofsight.record.library.uploads import read_into_library  # the reader is wanted here alone
    from lineofsight.web.data import folders
    from lineofsight.web.served import served_home

    home, upload = served_home(), UUID(key)
    if read_into_library(home, upload, folders.folder_of(home, upload)):
        folders.forget(home, upload)
