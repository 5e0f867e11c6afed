"""What a headline says: the words in it, and whether its report tells one event at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from importlib.resources import files

from corpus.text import plain, squeeze

_WORDS = tomllib.loads(files("summaries.stories").joinpath("stories.toml").read_text("utf-8"))
_LABELS = tuple(map(squeeze, _WORDS["labels"]))
_PHRASES = tuple(_WORDS["phrases"])
_KINDS: dict[str, tuple[str, ...]] = {
    kind: tuple(map(squeeze, labels)) for kind, labels in _WORDS["kinds"].items()
}

_BRACKETS = re.compile(
    r"\[([^\[\]]{1,40})\]|【([^【】]{1,40})】|〔([^〔〕]{1,40})〕|<([^<>]{1,40})>"
)
# A label in square brackets names the series or how the report came, hardly ever the event.
_SERIES = re.compile(r"\[[^\[\]]{1,40}\]|【[^【】]{1,40}】|〔[^〔〕]{1,40}〕")
# [홍길동의 반도체 이야기], [김 박사의 ...]: a column in its author's name.
_COLUMN = re.compile(
    r"^[가-힣]{2,4}(?: [가-힣]{2,6})?의 \S|[/|] ?(?!연합|뉴시스|뉴스|로이터|신화|교도)[가-힣]{2,4}$"
)
_WORD_ENDS = re.compile(r"[ ·:,/|-]")
# A numbered part of a series: ①, <3>, (上), (12·끝), 3회.
_PART = re.compile(
    r"[①-⑳]|[<(【]\d{1,3}(?:·끝)?[>)】]|[<(][上中下상중하][>)]|\(끝\)|^\d{1,3}회[ .]"
)
# "A사, 신제품 출시 外": the first of several items.
_AND_OTHERS = re.compile(r"外(?:\s?\d+건)?\s*$|\s외\s?\d*건?\s*$")

_RUNS = re.compile(r"[a-z][a-z0-9]*(?:[-.+&][a-z0-9]+)*|[가-힣]+|[㐀-鿿]")
_LONGEST = 10


def stands_alone(headline: str | None) -> bool:
    """Whether the report is a bulletin, a round-up, a column, one of a series: no event's."""
    if not headline:
        return False
    text = plain(headline)
    return (
        any(_COLUMN.search(label) or _has(label, _LABELS) for label in _labels(text))
        or any(phrase in text for phrase in _PHRASES)
        or bool(_PART.search(text) or _AND_OTHERS.search(text))
    )


def words(headline: str | None, vocabulary: Collection[str]) -> list[str]:
    """The headline's words in order: Latin ones as they stand, Korean ones the vocabulary knows.

    Headlines drop particles and glue nouns together, so each run of Korean is cut greedily into
    the longest known words; what no report's body knows cannot tie two reports together. Labels
    in square brackets are left out: the parts of a series would resemble each other by them.
    """
    found: list[str] = []
    for run in _RUNS.findall(_SERIES.sub(" ", plain(headline or "")).lower()):
        found.extend(_cut(run, vocabulary) if "가" <= run[0] <= "힣" else [run])
    return found


def kind(headline: str | None) -> str | None:
    """What a headline's label says of the text: editorial, column, interview, photo, notice."""
    labels = _labels(plain(headline or ""))
    for name, marked in _KINDS.items():
        if any(_has(label, marked) for label in labels):
            return name
    return "column" if any(_COLUMN.search(label) for label in labels) else None


def _labels(text: str) -> list[str]:
    found = (next(filter(None, label.groups())) for label in _BRACKETS.finditer(text))
    return [label.strip() for label in found]


def _has(label: str, listed: Collection[str]) -> bool:
    """Whether one of the words is a label, or begins or ends one."""
    first, squeezed = _WORD_ENDS.split(label)[0], squeeze(label)
    return any(
        word in (first, squeezed)
        # A short word also begins and ends other words: 인사이드, 발표.
        or (len(word) > 2 and squeezed.startswith(word))
        or (len(word) > 1 and squeezed.endswith(word))
        for word in listed
    )


def _cut(run: str, vocabulary: Collection[str]) -> list[str]:
    found, at = [], 0
    while at < len(run) - 1:
        ends = range(min(len(run), at + _LONGEST), at + 1, -1)
        end = next((e for e in ends if run[at:e] in vocabulary), at + 1)
        if end > at + 1:
            found.append(run[at:end])
        at = end
    return found
