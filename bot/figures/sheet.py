"""The figures of a topic as a sheet: CSV that spreadsheets open as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot import phrases
from bot.figures import Figures
from summaries.ledger import Quantity, Voice

# Programs take a cell that begins so for a formula; a quote before it makes it text.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Without it spreadsheets take UTF-8 for the local code page.
_MARK = "\ufeff"


def sheet(found: Figures) -> str:
    """A row a voice, titles first, lines ended as RFC 4180 wants; starts with a byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(phrases.SHEET)
    for quantity in found.listed:
        writer.writerows(_rows(quantity))
    return _MARK + out.getvalue()


def _rows(quantity: Quantity) -> Iterator[list[str]]:
    for voice in quantity.voices:
        yield [_harmless(cell) for cell in _cells(quantity, voice)]


def _cells(quantity: Quantity, voice: Voice) -> Iterator[object]:
    figure, time = voice.figure, voice.figure.time
    yield from (figure.subject, figure.measure, figure.printed)
    yield from (figure.value, figure.low, figure.high, figure.unit)
    yield from (time.text if time else None, phrases.STATUSES.get(figure.status))
    yield from (figure.speaker, figure.source, phrases.VERDICTS_OF_FIGURES[quantity.verdict.value])
    yield from (voice.publisher, voice.published, voice.url, voice.sentence)


def _harmless(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
