"""Which sentences carry an article.

A sentence is worth the weight of what it says plus what its place says, and less when it cannot
stand alone. Readers mark two kinds of news differently. In a newspaper report, written as an
inverted pyramid, they mark the first sentences. In science and IT news they mark the sentences
that hold most of the article's words, wherever these stand; and where such a piece reports an
event of a day, its first sentences too. So place counts as much as the article's desk, told from
its words, and the date in its lead say that it should.
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
from summaries import quotations

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
_SHORT = 12  # letters; 반도체 덕분이다. says nothing without its neighbour
_TITLE = 300  # characters of a headline that count; what is longer is no headline

_LEANING = re.compile(
    r"(?:이는|이에|이를|이로|이와|이같은?|이런|이러한|이처럼|이들|이것[은이]?|이때|이어|이후|이날"
    r"|이 때문에|그는|그의|그가|그도|그것[은이]?|그들은|여기에?|해당|그러나|그런데|그래서|그럼에도"
    r"|그리고|그만큼|하지만|또|또한|다만|한편|반면|아울러|특히|즉|예컨대|예를 들어|이를테면"
    r"|따라서|결국|물론|그렇다면|앞서|때문에|그 결과|그 대신|더구나|게다가)(?=[\s,，])"
)


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about one sentence, each between 0 and about 1 (mass: 1 is the average)."""

    mass: float  # log(1 + count) summed over its distinct content morphemes, headline included
    near: float  # 1/1, 1/2, 1/3 ... for the first, second, third whole statement
    quote: float  # 1 where it quotes somebody and says whom
    leaning: float  # 1 where it opens with a word that points back: 이는, 그는, 하지만, 한편
    broken: float  # 1 where it says nothing alone: sub-title, caption, question, bare or cut quote


# Learned by tests/bench/learn_salience.py from the sentence picks of sci-news-sum-kr-50 (MIT),
# its first 20 articles, and rounded; `broken` is set higher, because readers never want one.
WEIGHTS = Features(mass=1.6, near=1.0, quote=0.3, leaning=-0.4, broken=-1.5)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the place of a sentence is trusted: the weight of `near`, by desk and by lead."""

    dated: float
    undated: float


# Science and IT: learned as above. Other news: set so that of two sentences the earlier one wins
# unless the later one holds far more; readers of newspapers mark the first three sentences with
# probabilities of about .75, .55 and .40, later ones with .30 and falling.
SCIENCE, OTHER = Trust(dated=2.4, undated=0.5), Trust(dated=12.0, undated=9.0)


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
    for sentence, mass, whole in zip(sentences, masses, _whole(sentences), strict=True):
        place += whole
        leaning = _LEANING.match(sentence.text) is not None
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
    lead = [s for s, whole in zip(first, _whole(first), strict=True) if whole][:_LEAD]
    return any(_DAY.search(sentence.text) for sentence in lead)


def _score(one: Features, near: float) -> float:
    return (
        one.mass * WEIGHTS.mass
        + one.near * near
        + one.quote * WEIGHTS.quote
        + one.leaning * WEIGHTS.leaning
        + one.broken * WEIGHTS.broken
    )


def _masses(sentences: Sequence[Sentence], headline: str | None) -> list[float]:
    """The mass of each sentence as a multiple of the article's average."""
    contents = [_content(sentence.morphemes) for sentence in sentences]
    counts = Counter(term for content in contents for term in content)
    title = plain(headline or "")[:_TITLE].lower()
    weights = {
        term: math.log1p(count + _named(term, title)) if title else math.log1p(count)
        for term, count in counts.items()
    }
    masses = [sum(map(weights.__getitem__, set(content))) for content in contents]
    average = sum(masses) / max(1, len(masses)) or 1.0
    return [mass / average for mass in masses]


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


def _whole(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence whether it is a statement of its own: it has a closing verb, asks
    nothing, is longer than a sub-title, and is no piece of a quotation nor one without speaker."""
    pieces = quotations.pieces([sentence.text for sentence in sentences])
    return [
        index not in pieces
        and _closed(sentence.morphemes)
        and len(sentence.text) - sentence.text.count(" ") >= _SHORT
        and not sentence.text.rstrip("\"'”’) ").endswith("?")
        and not quotations.is_bare(sentence.text)
        for index, sentence in enumerate(sentences)
    ]


def _closed(morphemes: Sequence[Morpheme]) -> bool:
    """Whether a verb closes the sentence; a few words in brackets may follow it."""
    words = [m.tag for m in morphemes[-8:] if m.tag[0] != "S" or m.tag in NOUN_TAGS]
    return (words[-1:] != [] and words[-1][0] == "E") or "EF" in words[-4:]
