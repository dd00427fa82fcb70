"""`check`: a statutory return against the rules of its year, from files or from the record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lineofsight.cli.checking import Asked
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, SnapshotOption
from lineofsight.cli.output import Format, chosen, emit, write_xlsx
from lineofsight.cli.problems import FAULT, Found, Problem, while_read

if TYPE_CHECKING:
    import polars as pl

    from lineofsight.returns.checking.files import Files

RETURNS = ("ssda903", "cin")
ROWS_AT_A_TIME = 10_000
SUFFIXES = (".html", ".xlsx", ".csv")


def check(
    collection: Annotated[str, typer.Argument(help="ssda903 or cin.", metavar="RETURN")],
    path: Annotated[Path | None, typer.Argument(help="The folder (ssda903) or file (cin) to check.")] = None,
    year: Annotated[str | None, typer.Option(help="The collection year, as 2025-26.")] = None,
    la: Annotated[str | None, typer.Option(help="The authority's three figures.", metavar="CODE")] = None,
    last_year: Annotated[Path | None, typer.Option(help="Last year's folder (ssda903).", metavar="DIR")] = None,
    earlier: Annotated[
        list[Path] | None, typer.Option(help="A folder of a year before last; once for each (ssda903).", metavar="DIR")
    ] = None,
    providers: Annotated[Path | None, typer.Option(help="Ofsted's list of providers, as CSV.", metavar="FILE")] = None,
    from_record: Annotated[bool, typer.Option("--from-record", help="Check what the record would return.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write .html, .xlsx or .csv instead.", metavar="FILE")] = None,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Check a return: ends with 1 where a rule is broken. Rules that could not be checked are listed, and why."""
    if collection not in RETURNS:
        raise Problem(collection, "is no return that has rules here", f"Name one of {', '.join(RETURNS)}")
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise Problem(str(output), "is not a kind of file this can be", f"End it in {', '.join(SUFFIXES)}")
    if (path is None) != from_record:
        what = "name files or the record, not both" if path else "names neither files nor the record"
        raise Problem("check", what, "Give a folder or file, or --from-record")
    if from_record:
        from lineofsight.cli.checking_record import written_from_record

        opened = written_from_record(home, collection, _year(year) if year else None, la, snapshot)
    else:
        opened = _given(collection, path, last_year, earlier or [], year, la)
    with opened as (files, asked):
        rows = _checked(collection, files, asked, providers)
    _write(rows, collection, asked, files, output, form)
    broken = int((rows["outcome"] == "breach").sum())
    if broken:
        raise Found(f"{broken:,} rows break {rows.filter(rows['outcome'] == 'breach')['rule'].n_unique():,} rules.")


@contextmanager
def _given(
    collection: str, path: Path | None, last_year: Path | None, earlier: list[Path], year: str | None, la: str | None
) -> Iterator[tuple[Files, Asked]]:
    from lineofsight.returns.checking.files import read_cin, read_ssda903

    if year is None:
        raise Problem("--year", "is needed", "Give the collection year, as --year 2025-26")
    if path is None or not path.exists():
        raise Problem(str(path), "is not there", "Name the return's folder or file")
    asked = Asked(_year(year), la, str(path))
    if collection == "cin":
        if last_year is not None:
            raise Problem("--last-year", "is not read for the census", "Leave it out")
        if earlier:
            raise Problem("--earlier", "is not read for the census", "Leave it out")
        yield read_cin(path), asked
        return
    if la is None:
        raise Problem("--la", "is needed", "Give the authority's three figures, as --la 330")
    yield read_ssda903(path, asked.year, last_year=last_year, earlier=earlier), asked


def _year(text: str) -> str:
    from lineofsight.core.periods import collection_year
    from lineofsight.returns.rulebooks.rule import YEARS

    try:
        year = collection_year(text)
    except ValueError as problem:
        raise Problem("--year", str(problem), "Write it as 2025-26") from None
    if year not in YEARS:
        raise Problem("--year", f"there are no rules of {year}", f"There are those of {YEARS[0]} to {YEARS[-1]}")
    return year


def _checked(collection: str, files: Files, asked: Asked, providers: Path | None) -> pl.DataFrame:
    from lineofsight.returns.checking import RuleFailed, check_tables
    from lineofsight.returns.checking.files import read_providers
    from lineofsight.returns.checking.postcodes import PostcodeDirectory
    from lineofsight.returns.checking.telling import rows_of
    from lineofsight.returns.checking.years import dates_of

    start, end = dates_of(asked.year)
    context: dict[str, Any] = {"collection_start": start, "collection_end": end, "collectionYear": asked.year[:4]}
    context |= {"localAuthority": asked.authority, "file_format": "csv", "postcodes": PostcodeDirectory.installed()}
    listed = asked.providers if providers is None else read_providers(providers)
    if listed is not None:
        context["provider_info"] = listed
    for note in files.forgiven:
        _say(f"{note.file}: {note.what}" + (f" ({note.count:,})" if note.count > 1 else ""))
    for text in (*files.doubts, *files.left_out):
        _say(text)
    try:
        checked = check_tables(collection, asked.year, files.tables, context=context)
    except RuleFailed as failed:
        _say(str(failed))
        raise typer.Exit(FAULT) from failed
    return rows_of(collection, checked, files)


def _write(
    rows: pl.DataFrame, collection: str, asked: Asked, files: Files, output: Path | None, form: Format | None
) -> None:
    from lineofsight.returns.checking.telling import as_cells

    if output is None:
        if chosen(form, sys.stdout) is Format.CSV:
            while_read(_print, [as_cells(rows).write_csv()])
        elif chosen(form, sys.stdout) is Format.JSONL:
            # Their text, all at once, would take more than the check.
            while_read(_print, (part.write_ndjson() for part in rows.iter_slices(ROWS_AT_A_TIME)))
        else:
            emit(rows, rows.columns, form)
        return
    if output.suffix.lower() == ".html":
        from lineofsight.cli.checking_page import page_of

        output.write_text(page_of(rows, collection, asked), encoding="utf-8")
    elif output.suffix.lower() == ".xlsx":
        with output.open("wb") as book:
            write_xlsx(rows.iter_rows(named=True), rows.columns, book)
    else:
        as_cells(rows).write_csv(output)
    _say(f"Written: {output}")


def _print(texts: Iterable[str]) -> None:
    sys.stdout.writelines(texts)
    sys.stdout.flush()


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - stderr is where a command speaks
