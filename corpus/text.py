"""Bytes to text, and text to the plain form that the rest of the program may rely on."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the shorter one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows-949 holds all of EUC-KR, and pages that declare the smaller set use the larger one.
# https://encoding.spec.whatwg.org/#names-and-labels
_CP949 = {"euckr", "ksc56011987", "ksc5601", "windows949", "ms949", "uhc", "cp949", "korean"}

# Codecs of Python that are no encodings of text; some raise on any input, some run for ever.
_NO_ENCODING = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# Emoji are joined by U+200D into one picture: between two of them it is no stray letter.
# https://www.unicode.org/reports/tr51/#Emoji_ZWJ_Sequences
_JOINER = "\u200d"
_PICTURE = re.compile(
    "[\u00a9\u00ae\u203c-\u2049\u2122\u2139\u2194-\u21aa\u2300-\u23ff\u24c2\u25aa-\u27bf"
    "\u2934-\u2b55\U0001f000-\U0001faff]\ufe0f?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

# Full-width ASCII and the spaces that are no U+0020, one character for one, so offsets hold.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], 0x20
)
_PLAIN |= {ord("￦"): ord("₩"), ord("﹪"): ord("%"), ord("〜"): ord("~"), ord("∼"): ord("~")}
# Every letter of that table; mapping costs ten times as much as looking for them.
_MAPPED = re.compile(
    r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e\uffe6\ufe6a\u301c\u223c]"
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes: byte order mark, strict UTF-8, declared label, CP949, best guess."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    candidates = [*_utf16(data), "utf-8", *_labelled(declared), "cp949"]
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):  # also of a label that no codec can be named
            continue
    return min((data.decode(e, "replace") for e in ("utf-8", "cp949")), key=_replacements)


def tidy(text: str) -> str:
    """The text in NFC with plain line ends and spaces, and nothing invisible in it."""
    text = _SURROGATES.sub("\ufffd", text)
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub(_joining, _CONTROLS.sub("", text))
    text = unicodedata.normalize("NFC", text)  # last: what stood between two letters is gone
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def plain(text: str) -> str:
    """The same text for machines: full-width letters and odd spaces as ASCII, offsets kept."""
    return text.translate(_PLAIN) if _MAPPED.search(text) else text


def squeeze(text: str) -> str:
    """The text without any white space, visible or not: what must stand in the source."""
    return "".join(_INVISIBLE.sub("", text).split())


def _joining(found: re.Match[str]) -> str:
    """What is left of something invisible: nothing, or a joiner between two pictures."""
    text, start, end = found.string, found.start(), found.end()
    if found[0] != _JOINER or not _PICTURE.match(text, end):
        return ""
    joins = _PICTURE.fullmatch(text, start - 1, start) or _PICTURE.fullmatch(text, start - 2, start)
    return _JOINER if joins else ""


def _labelled(declared: str | None) -> list[str]:
    """The Python codec a declaration stands for, if any."""
    if not declared:
        return []
    label = re.sub(r"[^a-z0-9]", "", declared.lower())
    if label in _CP949:
        return ["cp949"]
    name = re.sub(r"[^a-z0-9]+", "_", declared.lower()).strip("_")
    return [] if name in _NO_ENCODING else [declared.strip()]


def _utf16(data: bytes) -> list[str]:
    """UTF-16 without a mark shows as zero bytes that stand on one side of most pairs."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return []
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if max(odd, even) < len(sample) / 20 or min(odd, even) * 4 > max(odd, even):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _replacements(text: str) -> int:
    return text.count("\ufffd")
