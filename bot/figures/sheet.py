"""The figures of a topic as a sheet: CSV that spreadsheets open as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.figures import Figures
from bot.phrases import figuring
from bot.rendering.cleaning import clean
from summaries.ledger import Quantity, Voice

# Programs take a cell that begins so for a formula, also in full-width letters; a quote before it
# makes it text. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = tuple("=+-@|%＝＋－＠")
_BREAKS = ("\t", "\r", "\n")
# Without it spreadsheets take UTF-8 for the local code page.
_MARK = "\ufeff"


def sheet(found: Figures, marked: bool = False) -> str:
    """A row a voice, titles first, every cell quoted, lines ended as RFC 4180 wants.

    `marked` ones start with a byte order mark.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(figuring.SHEET)
    for quantity in found.listed:
        writer.writerows(_rows(quantity))
    return (_MARK if marked else "") + out.getvalue()


def _rows(quantity: Quantity) -> Iterator[list[str]]:
    for voice in quantity.voices:
        yield [_harmless(cell) for cell in _cells(quantity, voice)]


def _cells(quantity: Quantity, voice: Voice) -> Iterator[object]:
    figure, time = voice.figure, voice.figure.time
    yield from (figure.subject, figure.measure, figure.printed)
    yield from (figure.value, figure.low, figure.high, figure.unit)
    yield from (time.text if time else None, figuring.STATUSES.get(figure.status))
    yield from (figure.speaker, figure.source, figuring.VERDICTS_OF_FIGURES[quantity.verdict.value])
    yield from (voice.publisher, voice.published, voice.url, voice.sentence)


def _harmless(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return str(cell)
    raw = str(cell)
    text = clean(raw)
    return f"'{text}" if text.startswith(_FORMULA) or raw.startswith(_BREAKS) else text
