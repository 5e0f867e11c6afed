"""The bytes of a feed to characters, whatever it says that they are."""

from __future__ import annotations

import re

from corpus.text import decode

_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_LABEL = re.compile(r"[\w.:-]{1,40}", re.ASCII)
# Labels that any bytes can be read under, so that they say nothing; servers send them by default.
_LATIN = re.compile(r"(?:iso|latin|windows-125|cp125|us-ascii|ascii|l1$)", re.IGNORECASE)


def characters(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes of markup or JSON: by their header, else their own declaration.

    Byte order mark, strict UTF-8, the label (EUC-KR being CP949), strict CP949, and where nothing
    holds what leaves the fewest characters out.
    """
    # Markup begins with ASCII, so that UTF-16 would show at once; zeros further on are rubbish.
    if 0 not in data[:2] and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.replace(b"\x00", b"")
    inside = _DECLARED.search(data[:1024])
    label = declared if declared and _LABEL.fullmatch(declared) else None
    label = label or (inside[1].decode("ascii") if inside else None)
    if not (label and _LATIN.match(label)):
        return decode(data, label)
    text = decode(data)
    return decode(data, label) if "\ufffd" in text else text
