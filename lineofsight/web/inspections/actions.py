"""What is done with documents: sent to be read. They are kept by the background process, in the library."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from lineofsight.record.library.models import Upload
from lineofsight.web.access.actions import Actor, action, touched
from lineofsight.web.accounts.roles import Action
from lineofsight.web.data import folders
from lineofsight.web.inspections.tasks import read_upload
from lineofsight.web.served import served_home


@action(Action.LOAD_DATA)
def send_documents(*, by: Actor, folder: Path, files: list[tuple[str, int]]) -> Upload:
    """Have uploaded files read into the library; the folder becomes the upload's."""
    upload = Upload.objects.create(
        key=uuid4(), asked_at=datetime.now(UTC), asked_by=by.user.username, files=[list(each) for each in files]
    )
    folders.received(served_home(), folder, upload.key)
    read_upload.enqueue(str(upload.key))
    touched(upload)
    return upload


@action(Action.LOAD_DATA)
def read_again(*, by: Actor, key: UUID) -> bool:
    """Have an upload that stopped taken up where it was. Whether its files are still there."""
    waiting = Upload.objects.filter(pk=key, ended_at=None)
    if not waiting.exists() or not folders.folder_of(served_home(), key).is_dir():
        return False
    read_upload.enqueue(str(key))
    touched(waiting.get())
    return True
