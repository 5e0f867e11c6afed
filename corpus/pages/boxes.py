"""The elements of a page, as they open and close, to passages; boxes beside the text fall out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.pages import passages
from corpus.pages.passages import LINK_END, LINK_START, PICTURE, Passage

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form "  # noqa: SIM905
    "frameset h1 h2 h3 h4 h5 h6 header hr html li main noframes ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
# A box around a picture holds its caption: this much text and no more.
_CAPTION_LENGTH, _CAPTION_SENTENCES = 250, 2
# Boxes with more passages than this are looked at no more: they are the text.
_BOX_LENGTH = 40
# A part with this share of the prose is no furniture, whatever its name is.
MAIN_SHARE = 0.4


@dataclass(slots=True)
class _Box:
    """An element that is being read."""

    tag: str
    start: int  # how many passages stood before it
    pictures: int = 0


class Boxes:
    """Takes what an element holds, from first to last, and cuts it into passages."""

    def __init__(self, total: int) -> None:
        """`total` is how many sentences the whole element holds."""
        self._total = total
        self._pieces: list[str] = []
        self._open = [_Box("div", 0)]
        self.found: list[Passage] = []

    def text(self, text: str) -> None:
        """A text node, white space collapsed."""
        if self._pieces or text != " ":
            self._pieces.append(text)

    def line_break(self) -> None:
        """A <br>."""
        self._pieces.append("\n")

    def picture(self) -> None:
        """An image."""
        self._pieces.append(PICTURE)
        self._open[-1].pictures += 1

    def link(self, text: str, *, pictured: bool) -> None:
        """A link with the words in it."""
        self._pieces.append(f"{LINK_START}{text}{LINK_END}")
        self._open[-1].pictures += pictured

    def enter(self, tag: str) -> None:
        """An element opens."""
        if tag in _BLOCKS:
            self._flush(None)
        self._open.append(_Box(tag, len(self.found)))

    def leave(self) -> None:
        """The element that opened last closes; the last one of all ends the reading."""
        box = self._open.pop()
        if box.tag in _BLOCKS:
            self._flush(box.tag)
        if not self._open:
            return
        self._open[-1].pictures += box.pictures
        if box.start + 1 < len(self.found) and self._is_comments(box.start):
            del self.found[box.start :]
        elif box.start + 1 == len(self.found) and not box.pictures and box.tag not in _CELLS:
            return  # one paragraph, as most are: there is nothing to judge it by
        elif 0 < len(self.found) - box.start < _BOX_LENGTH:
            self.found[box.start :] = self._judged(box, self.found[box.start :])

    def _is_comments(self, start: int) -> bool:
        """Whether a box below the first prose opens with the word for comments."""
        return passages.is_comments(self.found[start]) and any(p.weight for p in self.found[:start])

    def _judged(self, box: _Box, inside: list[Passage]) -> list[Passage]:
        """The passages of a box that closes: none of an advertising box, captions marked."""
        weight = sum(p.weight for p in inside)
        if weight > self._total * MAIN_SHARE:
            return inside
        if box.tag in _CELLS and not any(passages.is_prose(p.text) for p in inside):
            if passages.is_comments(inside[0]):
                return inside  # the box around it ends the article
            return []  # a table of figures, or of links
        if len(inside) > 1 and passages.is_box(inside[0], inside[1:]):
            return []
        most = 1 if box.tag == "p" else _CAPTION_SENTENCES
        length = sum(len(p.text) for p in inside)
        if box.pictures and length <= _CAPTION_LENGTH and weight <= most:
            return [replace(p, pictured=True) for p in inside]
        return inside

    def _flush(self, tag: str | None) -> None:
        if not self._pieces:
            return
        raw = "".join(self._pieces)
        self._pieces.clear()
        if raw and not raw.isspace() and raw != PICTURE:
            self.found += passages.cut(raw, tag or self._open[-1].tag)
