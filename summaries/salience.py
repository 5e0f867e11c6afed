"""Which sentences carry an article.

A sentence is worth the weight of what it says plus what its place says, and less when it cannot
stand alone. Readers mark two kinds of news differently. In a newspaper report, written as an
inverted pyramid, they mark the first sentences. In science and IT news they mark the sentences
that hold most of the article's words, wherever these stand; and where such a piece reports an
event of a day, its first sentences too. So place counts as much as the article itself says that
it should: by its words, which name its desk, and by a date in its lead.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from corpus.sentence import CONTENT_TAGS, NOUN_TAGS, Morpheme, Sentence
from corpus.text import plain
from summaries import quotations, standing

_SCIENCE: frozenset[str] = frozenset(
    tomllib.loads(files("summaries").joinpath("genres.toml").read_text("utf-8"))["science"]
)
# Of 100 nouns in science and IT news 4 to 25 are words of that desk, in other news 0 to 2.
_OTHER_DESKS, _SCIENCE_DESK = 0.015, 0.035
_SEVERAL = 3  # different ones that it takes

# 3일, 24일, ２４일; not 2박 3일, 30일간, 4일째.
_DAY = re.compile(r"(?<![\d박])(?<!박 )\d{1,2}일(?!\s?(?:간|째|만|동안|치))")
# Whole statements in which a report names its day, and how far to look for them.
_LEAD, _LOOK = 3, 12
_TITLE = 300  # characters of a headline that count; what is longer is no headline


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about one sentence, each between 0 and about 1."""

    mass: float  # log(1 + count) summed over its distinct content morphemes, against the average
    near: float  # 1/1, 1/2, 1/3 ... for the first, second, third whole statement
    quote: float  # 1 where it quotes somebody and says whom
    leaning: float  # 1 where it opens with a word that points back: 이는, 그는, 하지만, 한편
    broken: float  # 1 where it says nothing alone: sub-title, caption, question, bare or cut quote


@dataclass(frozen=True, slots=True)
class Weights:
    """What the features count for; that of `near` depends on the article, see Trust."""

    mass: float
    quote: float
    leaning: float
    broken: float


@dataclass(frozen=True, slots=True)
class Trust:
    """How far place is trusted: the weight of `near` where the lead names a day, and where not."""

    dated: float
    undated: float


# Learned by tests/bench/learn_salience.py from the sentence picks of sci-news-sum-kr-50 (MIT),
# its first 20 articles, and rounded; `broken` is set higher, because readers never want one.
WEIGHTS = Weights(mass=3.5, quote=0.3, leaning=-0.4, broken=-1.5)
SCIENCE = Trust(dated=2.5, undated=0.4)
# Set by hand, for want of data: of two sentences the earlier one wins unless the later one holds
# far more. Of the sentences that readers of newspapers mark, 57 of 100 are the first three.
OTHER = Trust(dated=12.0, undated=9.0)


def weigh(sentences: Sequence[Sentence], headline: str | None = None) -> list[float]:
    """How much each sentence carries of the article: higher is better, ranks are what counts.

    Of sentences that say the same, all but the first come last.
    """
    near = trust(sentences)
    scores = [_score(one, near) for one in features(sentences, headline)]
    floor = min(scores, default=0.0)
    seen: set[str] = set()
    for index, sentence in enumerate(sentences):
        text = "".join(sentence.text.split())
        if text in seen:
            scores[index] = floor - 1.0
        seen.add(text)
    return scores


def features(sentences: Sequence[Sentence], headline: str | None = None) -> list[Features]:
    """The features of each sentence of one article, in order."""
    masses = _masses(sentences, headline)
    place = 0
    found = []
    for sentence, mass, whole in zip(sentences, masses, standing.whole(sentences), strict=True):
        place += whole
        leaning = standing.leans(sentence)
        near = 1 / place if whole else 0.0
        quote = quotations.is_spoken(sentence.text)
        found.append(Features(mass, near, float(quote), float(leaning), float(not whole)))
    return found


def trust(sentences: Sequence[Sentence]) -> float:
    """How far to trust the place of a sentence in this article."""
    share = (_share(sentences) - _OTHER_DESKS) / (_SCIENCE_DESK - _OTHER_DESKS)
    science = min(1.0, max(0.0, share))
    if is_dated(sentences):
        return science * SCIENCE.dated + (1 - science) * OTHER.dated
    return science * SCIENCE.undated + (1 - science) * OTHER.undated


def is_dated(sentences: Sequence[Sentence]) -> bool:
    """Whether the lead names a day of the month, as a report of an event does."""
    first = sentences[:_LOOK]
    lead = [s for s, whole in zip(first, standing.whole(first), strict=True) if whole][:_LEAD]
    return any(_DAY.search(sentence.text) for sentence in lead)


def _score(one: Features, near: float) -> float:
    return (
        WEIGHTS.mass * one.mass
        + near * one.near
        + WEIGHTS.quote * one.quote
        + WEIGHTS.leaning * one.leaning
        + WEIGHTS.broken * one.broken
    )


def _masses(sentences: Sequence[Sentence], headline: str | None) -> list[float]:
    """The root of each sentence's mass, that of the article's average being 1.

    The root, because a sentence five times as long does not say five times as much.
    """
    contents = [_content(sentence.morphemes) for sentence in sentences]
    counts = Counter(term for content in contents for term in content)
    title = plain(headline or "")[:_TITLE].lower()
    weights = {
        term: math.log1p(count + _named(term, title)) if title else math.log1p(count)
        for term, count in counts.items()
    }
    masses = [sum(map(weights.__getitem__, set(content))) for content in contents]
    average = sum(masses) / max(1, len(masses)) or 1.0
    return [math.sqrt(mass / average) for mass in masses]


def _named(term: tuple[str, str], title: str) -> bool:
    """Whether a headline names a noun; a single syllable stands in too many other words."""
    form, tag = term
    return tag in NOUN_TAGS and len(form) > 1 and form.lower() in title


def _content(morphemes: Iterable[Morpheme]) -> list[tuple[str, str]]:
    return [(m.form, m.tag) for m in morphemes if m.tag in CONTENT_TAGS]


def _share(sentences: Sequence[Sentence]) -> float:
    """The share of an article's nouns that are words of the science and IT desk.

    One word alone, however often, says little: a town may have built a 위성 도시.
    """
    nouns = [m.form for s in sentences for m in s.morphemes if m.tag in NOUN_TAGS]
    found = [noun for noun in nouns if noun in _SCIENCE]
    variety = min(1.0, len(set(found)) / _SEVERAL)
    return variety * len(found) / max(1, len(nouns))
