"""Comparable figures as a picture for a chat, and the same in words for who cannot see it.

What is comparable is decided elsewhere; here nothing is summed, averaged or left out unsaid.
"""

from __future__ import annotations

from summaries.charts.alt import ALT_LIMIT, alt
from summaries.charts.picture import MOST, Mark, Picture, Words

__all__ = ["ALT_LIMIT", "MOST", "Mark", "Picture", "Words", "alt", "draw"]


def draw(picture: Picture, words: Words) -> bytes:
    """A PNG, 1,600 pixels wide for a layout of 800; the same picture gives the same bytes.

    Takes some tenths of a second of one processor, and the first call loads the library: call it
    beside an event loop, not in it. Raises ValueError where there is no mark, or a mark of a line
    has no date, and FontMissingError of `lettering` where the font is not installed.
    """
    from summaries.charts.card import compose
    from summaries.charts.paint import figure, png

    return png(figure(*compose(picture, words)))
