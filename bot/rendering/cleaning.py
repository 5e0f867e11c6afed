"""Text of others, made harmless to show: whatever it holds, it is words on a line."""

from __future__ import annotations

import re
import unicodedata

from corpus.text import tidy

# What Korean articles are made of: nothing in it has to be looked at more closely.
_ORDINARY = re.compile(
    "[\t\n -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027\u2190-\u21ff\u25a0-\u25ff\u3001-\u303d"
    "\u3131-\u3163\u3200-\u33ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
# Beyond what `tidy` drops: blank letters (Hangul fillers, the empty Braille cell), what steers
# layout or marks languages, and code points that are no characters.
# https://www.unicode.org/reports/tr36/#Deletion_of_Noncharacters
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\uffa0\ufff0-\ufffb"
    "\ufdd0-\ufdef\U000e0000-\U000e0fff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Selectors of a letter's form; after an emoji or a sign the sixteenth asks for its picture.
_SELECTORS = re.compile(
    "(?<=[\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\uac00-\ud7a3])[\ufe00-\ufe0f]+|[\ufe00-\ufe0e]"
)
MOST_MARKS = 4  # accents on one letter; Vietnamese and Thai need two, towers of them cover lines


def clean(text: str) -> str:
    """The text in NFC with nothing in it that is not seen, steers a terminal or turns text round.

    Of the controls only the line feed is left; a letter carries at most MOST_MARKS marks.
    """
    if _ORDINARY.fullmatch(text):
        return tidy(text)
    return _humble(tidy(_SELECTORS.sub("", tidy(_UNSEEN.sub("", _whole(text))))))


def line(text: str) -> str:
    """The cleaned text on one line."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Whether a cleaned text shows nothing: no letter, figure, sign or punctuation."""
    return not any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def _whole(text: str) -> str:
    """Halves of letters that met are letters; those alone are replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _humble(text: str) -> str:
    """The text with no more marks on a letter than one can read."""
    import regex  # loaded by the first text that is not ordinary

    humble: str = regex.sub(rf"(\p{{M}}{{{MOST_MARKS}}})\p{{M}}+", r"\1", text)
    return humble
