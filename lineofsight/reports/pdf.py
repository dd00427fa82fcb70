"""The report as a tagged PDF (PDF/UA), without the lists."""

from __future__ import annotations

import logging
import re
from hashlib import sha256
from pathlib import Path

from lineofsight.reports.document import Report
from lineofsight.reports.html import html_of

_DRAWING = re.compile(r'<svg\b[^>]*\baria-label="([^"]*)"[^>]*>')


class PdfUnavailable(RuntimeError):
    """The PDF writer, or the system library it draws text with, is not installed."""


def write_pdf(report: Report, path: Path) -> None:
    """Write the report. Raises PdfUnavailable naming what to install."""
    path.write_bytes(pdf_of(report))


def pdf_of(report: Report) -> bytes:
    """The report as a file's bytes: the same report gives the same. Raises PdfUnavailable naming what to install."""
    try:
        from weasyprint import HTML  # an extra: it needs Pango, which `make demo` must not
    except (ImportError, OSError) as error:
        raise PdfUnavailable(
            "PDF needs the extra `pdf` (pip install 'lineofsight[pdf]') and Pango (apt install libpango-1.0-0 "
            "libpangoft2-1.0-0). An .html report needs neither."
        ) from error
    # What a screen has and paper does not (scrolling, narrow widths) it says it ignores: that is as it should be.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # A drawing's words for who cannot see it are its title here: a browser would show a title at each touch.
    page = _DRAWING.sub(r"\g<0><title>\1</title>", html_of(report, lists=False))
    made = HTML(string=page, url_fetcher=_refuse).write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=sha256(page.encode()).digest()[:16]
    )  # fmt: skip
    return bytes(made)


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"A report fetches nothing, and something asked for {url.split(':')[0]}.")
