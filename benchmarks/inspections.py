"""How much of labelled inspection documents is read right, by field and framework, and how long a file takes.

    python benchmarks/inspections.py [FOLDER] [--held-out NAME,...] [--misses N]

FOLDER holds the documents beside their labels: `inspections.csv`, `judgements.csv` and `recommendations.jsonl` for
reports, or `labels.csv` for visit letters, with the columns their own notes give. `--held-out` names the beginnings of
file names that no rule was written against: their score stands in a table of its own. `--misses` shows that many of
what was read otherwise than labelled. Text is compared as NFC with single spaces. Nothing is asserted. No such
documents are kept here: without FOLDER it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from time import perf_counter
from typing import Any

from lineofsight.inspections import Inspection, read_many

SINGLE = ("document_type", "la_code", "inspection_start", "inspection_end", "published_printed", "lead_inspector")
LETTER = ("document_type", "inspection_start", "inspection_end", "published_printed", "lead_inspector")
LETTER_LABELS = {"inspection_start": "visit_start", "inspection_end": "visit_end", "published_printed": "letter_date"}
Compared = tuple[str, Any, Any]


def main() -> None:
    """Read the folder and print the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--held-out", default="", help="beginnings of file names, separated by commas")
    arguments.add_argument("--misses", type=int, default=0)
    asked = arguments.parse_args()
    if asked.folder is None:
        print("Not measured: name the folder of labelled documents.")
        return
    labels = _labels(asked.folder)
    began = perf_counter()
    read = dict(zip(labels, read_many([asked.folder / name for name in labels]), strict=True))
    seconds, processor = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    held_out = tuple(name for name in asked.held_out.split(",") if name)
    for title, names in (
        ("held out", [name for name in labels if held_out and name.startswith(held_out)]),
        ("developed on", [name for name in labels if not (held_out and name.startswith(held_out))]),
    ):
        _print_scores(title, names, labels, read, asked.misses)
    spent = processor.ru_utime + processor.ru_stime
    print(f"\n{len(labels)} files: {seconds:.1f} s on the clock, {spent / len(labels):.3f} s of the processor a file")


def _labels(folder: Path) -> dict[str, list[tuple[str, Any]]]:
    """Each file's expected values by field."""
    if (folder / "labels.csv").exists():
        return {row["file"]: _letter(row) for row in _rows(folder / "labels.csv")}
    expected: dict[str, list[tuple[str, Any]]] = {}
    for row in _rows(folder / "inspections.csv"):
        report = row["framework"] != "none"  # the authority of what is no report is known from elsewhere
        expected[row["file"]] = [
            (field, row[field] or None) for field in ("framework", *SINGLE) if report or field != "la_code"
        ]
    for row in _rows(folder / "judgements.csv"):
        expected[row["file"]].append((f"judgement {row['area_code']}", row["grade"]))
    for line in (folder / "recommendations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected[row["file"]].append(("recommendation", row))
    return expected


def _letter(row: dict[str, str]) -> list[tuple[str, Any]]:
    values: list[tuple[str, Any]] = [("framework", "ilacs"), ("la", row["la"])]
    values += [(field, row[LETTER_LABELS.get(field, field)] or None) for field in LETTER]
    for field in ("n_improvement_points", "n_priority_actions"):
        values += [(field, int(row[field]))] if row[field] else []
    return values


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _print_scores(
    title: str, names: list[str], labels: dict[str, list[tuple[str, Any]]], read: dict[str, Inspection], misses: int
) -> None:
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    missed = []
    for name in names:
        row = read[name].as_row()
        framework = dict(labels[name])["framework"]
        for field, got, wanted in _compared(row, labels[name]):
            every[field, framework] += 1
            right[field, framework] += got == wanted
            if got != wanted:
                missed.append((name, field, got, wanted))
    if not names:
        return
    frameworks = sorted({framework for _, framework in every})
    print(f"\n{title}: {len(names)} files")
    print(f"{'field':<28}" + "".join(f"{framework:>14}" for framework in (*frameworks, "all")))
    for field in dict.fromkeys(field for field, _ in every):
        cells = [(right[field, framework], every[field, framework]) for framework in frameworks]
        cells.append((sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)))
        print(f"{field:<28}" + "".join(f"{f'{got}/{of}' if of else '-':>14}" for got, of in cells))
    for name, field, got, wanted in missed[:misses]:
        print(f"  {name}: {field}\n    read     {got!r}\n    labelled {wanted!r}")


def _compared(row: dict[str, Any], labels: list[tuple[str, Any]]) -> Iterator[Compared]:
    wanted = dict(labels)
    for field in ("framework", "la", *SINGLE):
        if field in wanted:
            yield field, row[field], wanted[field]
    grades = {each["area_code"]: each["grade"] for each in row["judgements"]}
    areas = {field.removeprefix("judgement "): grade for field, grade in labels if field.startswith("judgement ")}
    for area in {**areas, **grades}:
        yield "judgements", (area, grades.get(area)), (area, areas.get(area))
    if "n_improvement_points" in wanted or "n_priority_actions" in wanted:
        yield from _counts(row, wanted)
        return
    expected = [each for field, each in labels if field == "recommendation"]
    yield "number of recommendations", len(row["recommendations"]), len(expected)
    for got, want in zip_longest(row["recommendations"], expected):
        if want is None:
            continue
        yield "recommendation text", got and _same(got["text"]), _same(want["text"])
        yield "recommendation section", got and (got["section"], got["body"]), (want["section"], want["body"])
        yield "recommendation theme", got and got["theme"], want["theme_as_printed"]
        yield "paragraphs cited", got and sorted(got["paragraph_refs"]), sorted(want["paragraph_refs"])
        yield "national framework cited", got and got["national_framework_refs"], want["national_framework_refs"]


def _counts(row: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Compared]:
    urgent = sum("priority" in each["section"].casefold() for each in row["recommendations"])
    if "n_improvement_points" in wanted:
        yield "points to improve", len(row["recommendations"]) - urgent, wanted["n_improvement_points"]
    if "n_priority_actions" in wanted:
        yield "priority actions", urgent, wanted["n_priority_actions"]


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


if __name__ == "__main__":
    main()
