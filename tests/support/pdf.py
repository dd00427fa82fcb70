"""Small PDFs written by hand: lines of text on pages, in the order given, as Word would leave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

TOP, LEADING, SIZE = 800, 14, 10


def write_pdf(path: Path, pages: Sequence[Sequence[str]], late: Sequence[tuple[int, str, float]] = ()) -> Path:
    """Write one page for each list of lines. Letters are those of Windows' western code page.

    `late` are lines written after all others of a page and shown to the left of one of them, or between two: the page,
    the text, and which line from 0 (1.5 is between the second and the third).
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for at, lines in enumerate(pages):
        content = b"BT /F1 %d Tf %d TL 50 %d Td " % (SIZE, LEADING, TOP)
        content += b"".join(b"(" + _escaped(line) + b") Tj T* " for line in lines) + b"ET"
        for of, words, line in late:
            if of == at:
                height = TOP - LEADING * line
                content += b" BT /F1 %d Tf 40 %.1f Td (" % (SIZE, height) + _escaped(words) + b") Tj ET"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R "
        objects.append((page + "/Resources << /Font << /F1 3 0 R >> >> >>").encode())
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
    path.write_bytes(_file(objects))
    return path


def _escaped(line: str) -> bytes:
    text = line.encode("cp1252")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
