"""Where the dataset's shape is not the record's: three tables of visits, JSON in a field, a code in two fields."""

from __future__ import annotations

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import ColumnType
from lineofsight.core.table import Table
from lineofsight.sources.frames import LINE, Parsed, parse_series
from lineofsight.sources.parsing import quoted
from lineofsight.sources.reading import Forgiveness, Reject, join_rejects, rejects_frame
from lineofsight.sources.ssd.layout import VISIT_KINDS, SsdTable
from lineofsight.sources.ssd.outcomes import FLAGS, factors_of
from lineofsight.sources.ssd.words import CATCH_ALL, NOTHING, READ


def before_parsing(raw: pl.DataFrame, ssd: SsdTable, file: str) -> tuple[pl.DataFrame, list[Forgiveness]]:
    """The file's text with placeholders blank, each factor a row, and a care leaver's home as one code."""
    text = [name for name, dtype in raw.schema.items() if dtype == pl.String]
    is_nothing = pl.col(text).is_in(list(NOTHING))
    count = sum(raw.select(is_nothing.sum()).row(0)) if text else 0
    forgiven = []
    if count:
        forgiven.append(Forgiveness(file, "placeholders (PLACEHOLDER_DATA, 1900-01-01) read as blank", count))
        raw = raw.with_columns(pl.when(is_nothing).then(None).otherwise(pl.col(text)).name.keep())
    for field, other in CATCH_ALL.items():
        if field in raw.columns:
            raw, unforeseen = _catch_all(raw, field, ssd.columns[field].code_set, other, file)
            forgiven += unforeseen
    if ssd.name == "ssd_assessment_factors":
        raw = _a_row_a_factor(raw)
    if ssd.name == "ssd_care_leavers":
        raw = _whole_accommodation(raw)
    return raw, forgiven


def _catch_all(
    raw: pl.DataFrame, field: str, set_name: str | None, other: str, file: str
) -> tuple[pl.DataFrame, list[Forgiveness]]:
    _, bad = parse_series(raw[field], ColumnType.CODE, set_name, READ[field])
    if not bad:
        return raw, []
    forgiven = [
        Forgiveness(file, f"{field}: {quoted(value)} read as {other!r}", int((raw[field] == value).sum()))
        for value in bad
    ]
    return raw.with_columns(pl.col(field).replace(list(bad), other)), forgiven


def _a_row_a_factor(raw: pl.DataFrame) -> pl.DataFrame:
    """One row for each factor. A row with several gives ids `<id>:<factor>`; a row with one keeps its id."""
    field = "cinf_assessment_factors_json"
    if field not in raw.columns or "cinf_table_id" not in raw.columns:
        return raw
    different = raw[field].drop_nulls().unique()
    read = pl.DataFrame(
        {field: different, "factors": [list(factors_of(text)) for text in different]},
        schema={field: pl.String(), "factors": pl.List(pl.String)},
    )
    listed = raw.join(read, on=field, how="left", maintain_order="left").with_columns(
        count=pl.col("factors").list.len().fill_null(0)
    )
    # A field without any factor is dropped by the explode only if it held a list; one left blank stays to be told.
    kept = listed.filter((pl.col("count") > 0) | pl.col(field).is_null())
    single = kept.explode("factors", empty_as_null=True)
    identity = pl.when(pl.col("count") > 1).then(pl.format("{}:{}", "cinf_table_id", "factors"))
    return single.with_columns(
        cinf_table_id=identity.otherwise(pl.col("cinf_table_id")), cinf_assessment_factors_json=pl.col("factors")
    ).drop("factors", "count")


def _whole_accommodation(raw: pl.DataFrame) -> pl.DataFrame:
    """The dataset holds the letter of the return's code and, beside it, the digit that says whether it is suitable."""
    letter, digit = "clea_care_leaver_accommodation", "clea_care_leaver_accom_suitable"
    if letter not in raw.columns or digit not in raw.columns:
        return raw
    suitable = pl.col(digit).str.strip_chars().str.to_lowercase().replace({"suitable": "1", "unsuitable": "2"})
    home = pl.col(letter).str.strip_chars().str.extract(r"^([A-Za-z])(?:\b|$)")
    code = pl.when(home.is_not_null() & (pl.col(letter).str.strip_chars().str.len_chars() != 2)).then(home + suitable)
    return raw.with_columns(code.otherwise(pl.col(letter)).alias(letter))


def after_parsing(parsed: Parsed, ssd: SsdTable, file: str) -> Parsed:
    """Rows with what the shape implies: the kind of visit, the id of an immunisation, coded outcomes."""
    frame = parsed.frame
    rejects = [parsed.rejects]
    if ssd.name in VISIT_KINDS:
        frame = frame.with_columns(kind=pl.lit(VISIT_KINDS[ssd.name]))
    if ssd.id_field is None:
        frame = frame.with_columns(id=pl.col(ssd.table.holder_column))
    for flags in FLAGS:
        if flags.table == ssd.table.name and flags.text_column in frame.columns:
            different = frame[flags.text_column].drop_nulls().unique()
            codes = [_known(flags.code_of(text), ssd.table, flags.code_column) for text in different]
            # What was only ever a code, written as flags by us, has no text of its own.
            own = [text for text, code in zip(different, codes, strict=True) if code and text == flags.text_of(code)]
            text = pl.col(flags.text_column)
            frame = frame.with_columns(
                text.replace_strict(
                    different, pl.Series(codes, dtype=pl.String), default=None, return_dtype=pl.String
                ).alias(flags.code_column),
                pl.when(~text.is_in(own)).then(text).alias(flags.text_column),
            )
    if ssd.name == "ssd_assessment_factors" and "factor" in frame.columns:
        blank = frame.filter(pl.col("factor").is_null())[LINE]
        told = set(parsed.rejects[LINE].to_list())
        reason, remedy = "The row holds no factor.", "Leave the row out, or give its factors as a JSON list."
        rejects.append(
            rejects_frame(
                Reject(ssd.table.name, file, n, "cinf_assessment_factors_json", "", reason, remedy)
                for n in blank if n not in told
            )
        )  # fmt: skip
        frame = frame.filter(pl.col("factor").is_not_null())
    return Parsed(frame, join_rejects(rejects), parsed.forgiven)


def _known(code: str | None, table: Table, column: str) -> str | None:
    name = table.column(column).code_set
    return code if code is not None and (name is None or code_set(name).contains(code)) else None
