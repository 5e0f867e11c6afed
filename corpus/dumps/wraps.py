"""Lines that a fixed width broke in mid-sentence, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.lazy import pattern

# Beyond this many columns nobody wraps: such lines are paragraphs.
_WIDEST = 200
_NARROWEST = 24
_NEAR = 0.9  # how close to the usual width of a text its shorter blocks come
_FULL = 0.75  # of the widest line: what a last word of common length leaves
_ENDED = pattern(r"[.?!…:;][”\"’')\]》」]{0,3}$")
_MARKED = pattern(r"[*+•·▶▲△■◆●○※#>|-]\s?\S|\d{1,2}[.)]\s|[①-⑳]")
# Endings after which a Korean sentence goes on, and never a title.
_OPEN = pattern(
    r"[가-힣](?:고|며|면서|지만|는데|아서|어서|해서|으로|에서|에게|부터|까지|[을를의와과])$|[,，]$"
)

_POLITE = pattern(r"(?:니다|[어아해네군죠지데든에예]요|[가-힣]죠)[\s.?!~^ㅎㅋㅠㅜ;:)♡♥]*$")
_YEAR = pattern(r"(?:19|20)\d\d")  # a date: the header of a post, not its talk
# What no line of Korean starts with: a stop, or a particle or ending that stands by itself.
_BOUND = pattern(
    r"[,.)」』”’](?!\.)|(?:[을를의는에와과]|에서|에게|으로|까지|부터|보다|이며|이고|하며|하고|해야|[입합됩]니다)(?=[\s.,]|$)"
)
_TORN = 3
_LONG_BLOCK = 6
_LONGEST_TALK = 12


def unwrap(lines: list[str]) -> list[str]:
    """The lines with those joined, by a space, that a fixed width had broken apart."""
    lines = _mended(lines)
    blocks = [(block, list(map(_width, block))) for block in _blocks(lines)]
    blocks = [piece for block, widths in blocks for piece in _pieces(block, widths)]
    found = [max(widths) for block, widths in blocks if _is_wrapped(block, widths)]
    widest = sorted(found)[len(found) // 2] if found else 0
    joined: list[str] = []
    for block, widths in blocks:
        joined += _joined(block, widths, widest) if len(block) > 1 else block
    return joined


def _mended(lines: list[str]) -> list[str]:
    """The lines of a page that was torn at every link and bold word, put together again."""
    bound = [bool(_BOUND.match(line)) for line in lines]
    if sum(bound) < _TORN:
        return lines
    parts: list[list[str]] = []
    for line, is_bound in zip(lines, bound, strict=True):
        before = parts[-1][-1] if parts else ""
        whole = not before or not line or bool(_ENDED.search(before))
        if is_bound and not whole:
            parts[-1].append(line)  # a particle or a stop belongs to the very word before it
        elif not whole and _OPEN.search(before[-12:]) and not _MARKED.match(line):
            parts[-1] += [" ", line]
        else:
            parts.append([line])
    return ["".join(part) for part in parts]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines without a blank one between them; each blank line alone."""
    run: list[str] = []
    for line in lines:
        if line:
            run.append(line)
            continue
        if run:
            yield run
        yield [line]
        run = []
    if run:
        yield run


def _pieces(block: list[str], widths: list[int]) -> Iterator[tuple[list[str], list[int]]]:
    """A long block parted below each line that is not full: there a paragraph ends."""
    widest = max(widths)
    if len(block) < _LONG_BLOCK or widest > _WIDEST or _is_chatty(block):
        yield block, widths
        return
    low = 0
    for index, width in enumerate(widths, 1):
        if width < _FULL * widest or index == len(block):
            yield block[low:index], widths[low:index]
            low = index


def _joined(block: list[str], widths: list[int], usual: int) -> list[str]:
    """A block's lines, joined where its own width, or the usual one of the text, broke them."""
    widest = max(widths) if _is_wrapped(block, widths) else 0
    if not widest and _NEAR * usual <= max(widths) <= usual / _NEAR:
        widest = usual
    chatty = not widest and _is_chatty(block)
    parts = [[block[0]]]
    for index in range(1, len(block)):
        line, before = block[index], block[index - 1]
        full = widths[index - 1] >= _FULL * widest
        if not _MARKED.match(line) and (full if widest else _goes_on(before, chatty)):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [" ".join(part) for part in parts]


def _is_wrapped(block: list[str], widths: list[int]) -> bool:
    """Whether most lines are full and break in mid-sentence, where the next word found no room."""
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST or len(block) < 3 or len(set(block)) < len(block):
        return False
    full = [i for i in range(len(block) - 1) if widths[i] >= _FULL * widest]
    if len(full) < 2 or len(full) < 0.6 * (len(block) - 1):
        return False
    broken = sum(not _ENDED.search(block[i]) for i in full)
    tight = sum(widths[i] + 1 + _width(block[i + 1].split(" ", 1)[0]) >= widest - 1 for i in full)
    return broken >= 0.5 * len(full) and tight >= 0.8 * len(full) and _has_sentences(block)


def _has_sentences(block: list[str]) -> bool:
    return sum(bool(re.search(r"[다요까]\.", line)) for line in block) * 6 >= len(block)


def _goes_on(before: str, chatty: bool) -> bool:
    """Whether a line stops where no sentence and no title can."""
    if chatty:
        return " " in before and not (_ENDED.search(before) or _POLITE.search(before[-12:]))
    return len(before) >= 40 and bool(_OPEN.search(before[-12:]))


def _is_chatty(block: list[str]) -> bool:
    """Whether a block is a blog's talk, in short lines broken where the writer took a breath."""
    if len(block) > _LONGEST_TALK or any(len(line) > 45 or _YEAR.search(line) for line in block):
        return False
    if any(" " not in line for line in block[:-1]):
        return False
    return bool(_POLITE.search(block[-1][-12:])) and not any(map(_MARKED.match, block))


def _width(line: str) -> int:
    """Columns on a screen, where a Korean letter takes two; counted only as far as it matters."""
    # CP949 spends two bytes on what takes two columns, and encoding is faster than a table look-up.
    return len(line) if len(line) > _WIDEST else len(line.encode("cp949", "replace"))
