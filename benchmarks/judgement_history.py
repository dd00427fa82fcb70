"""How long loading reports takes, and the pages that read them with 435 reports and 4,000 recommendations loaded.

    python benchmarks/judgement_history.py [REPORTS] [LETTERS...] [--reports 435] [--times 40]

REPORTS and LETTERS are folders of real documents, which are not kept here: without them nothing is measured. Loading:
the files of REPORTS, copied until there are so many (each copy with other bytes at its end), into an empty home. Pages:
what was read of all the folders, multiplied over authorities until there are so many reports, asked through Django's
test client.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urljoin

PAGES = (
    "", "authority/{la}/", "authority/{la}/moved/", "find/?q=return+interviews", "find/?q=return+interviews&then=gone",
    "find/?q=children&kind=all", "find/?theme=missing&kind=finding", "beside/?la={la}", "beside/?la={la}&with=region",
    "country/", "document/{pk}/", "not-read/",
    "/handbook/reading/help_and_protection/", "/commissioner/intervention/?la={la}", "/api/v1/judgements/",
    "/api/v1/passages/?theme=missing",
)  # fmt: skip


def main() -> None:
    """Load, multiply, ask."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="*", type=Path)
    asked.add_argument("--reports", type=int, default=435)
    asked.add_argument("--times", type=int, default=40)
    given = asked.parse_args()
    if not given.folders:
        print("Not measured: name the folders of documents.")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LINEOFSIGHT_HOME"] = str(Path(folder) / "home")
        os.environ["DJANGO_SETTINGS_MODULE"] = "lineofsight.web.settings"
        from lineofsight.record.home import Home

        home = Home(Path(folder) / "home").make()
        load(home, copies(given.folders[0], Path(folder) / "copies", given.reports))
        multiply(home, given.folders, given.reports)
        ask(given.times)


def copies(reports: Path, into: Path, number: int) -> list[Path]:
    """So many files, each with bytes of its own."""
    from lineofsight.record.library.loading import documents_in

    into.mkdir()
    made = []
    for n, file in enumerate(islice(cycle(documents_in([reports])), number)):
        made.append(into / f"{n}-{file.name}")
        made[-1].write_bytes(file.read_bytes() + f"\n% {n}\n".encode())
    return made


def load(home: Any, files: list[Path]) -> None:
    """The seconds of loading files."""
    from lineofsight.record.library.loading import bring_in

    started, used = perf_counter(), os.times()
    bring_in(home, files, by="benchmark")
    ended = os.times()
    spent = sum(ended[:4]) - sum(used[:4])
    print(f"{len(files)} reports loaded: {perf_counter() - started:.1f} s, {spent:.1f} processor s")


def multiply(home: Any, folders: list[Path], number: int) -> None:
    """What was read of the folders, given to one authority after another until there are so many reports."""
    from lineofsight.core.local_authorities import all_local_authorities
    from lineofsight.inspections import read_many
    from lineofsight.record.library.loading import documents_in, keep
    from lineofsight.record.library.models import Document, Judgement, Passage, PassageKind, Problem

    for model in (Judgement, Passage, Problem, Document):
        model.objects.all().delete()
    read = [each for each in read_many(documents_in(folders)) if each.la_code]
    codes = [each.la_code for each in all_local_authorities().values() if each.is_current]
    made = reports = 0
    while reports < number:
        few = []
        for each in read:
            made += 1
            if made > len(read) and not each.judgements:
                continue  # letters once: it is reports there are to be so many of
            digest = sha256(f"{each.sha256}{made}".encode()).hexdigest()
            few.append(replace(each, sha256=digest, la_code=codes[(codes.index(each.la_code) + made) % len(codes)]
                               if each.la_code in codes and made > len(read) else each.la_code))  # fmt: skip
            reports += bool(each.judgements)
            if reports >= number:
                break
        keep(home, few, by="benchmark")
    counted = Passage.objects.filter(kind=PassageKind.RECOMMENDATION).count()
    print(f"{Document.objects.count():,} documents, {reports} reports, {counted:,} recommendations, "
          f"{Passage.objects.count():,} passages")  # fmt: skip


def ask(times: int) -> None:
    """Each page's milliseconds."""
    from django.test import Client

    from lineofsight.record.library.models import Document
    from lineofsight.web.accounts.models import User

    user = User.objects.create(username="benchmark", role_code="commissioner", is_demonstration=True)
    client = Client(headers={"host": "127.0.0.1"})
    client.handler.load_middleware()
    client.force_login(user)
    largest = Document.objects.order_by("-findings").first()
    assert largest is not None
    print(f"{'page':48}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}")
    for name in PAGES:
        address = urljoin("/inspections/", name.format(la="330", pk=largest.pk))
        wall: list[float] = []
        used = process_time()
        for _ in range(times + 1):
            started = perf_counter()
            answer = client.get(address)
            wall.append(1000 * (perf_counter() - started))
            if answer.status_code != 200:
                sys.exit(f"{address}: {answer.status_code}")
        spent = 1000 * (process_time() - used) / (times + 1)
        parts = quantiles(wall[1:], n=20)
        print(f"{name:48}{parts[9]:9.0f}{parts[18]:9.0f}{spent:9.0f}")


if __name__ == "__main__":
    main()
