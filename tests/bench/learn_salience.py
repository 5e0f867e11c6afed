"""Learn the weights of summaries/salience.py and say how well they do on articles unseen.

    python -m tests.bench.learn_salience

Data: the first 20 articles of sci-news-sum-kr-50 (MIT), beside the project, with the sentences
that annotators picked. Model: each pick is a choice among the sentences of its article, a softmax
over their scores (conditional logit, McFadden 1973), every article counting the same, with a ridge
towards zero. Procedure of the cross-validation: the articles are shuffled with a fixed seed and
cut into folds; the weights are learned on all folds but one and score the one left out. It is run
leaving out one article at a time, and ten times leaving out four.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from corpus.korean import Korean
from corpus.sentence import CONTENT_TAGS, Sentence
from corpus.text import squeeze
from summaries.salience import features, is_dated
from tests.shared import ROOT

NAMES = ("mass", "near, dated", "near, undated", "quote", "leaning", "broken")
RIDGE, STEPS, PACE = 0.1, 400, 0.5
ROUNDS, FOLDS, DEALS = 10, 5, 10


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its picks: rows of features, and for each sentence the units it holds."""

    rows: list[tuple[float, ...]]
    units: list[frozenset[int]]
    gold: frozenset[int]
    terms: list[Counter[tuple[str, str]]]

    def chosen(self) -> list[float]:
        """The share of the picks that falls on each sentence."""
        held = [float(bool(units & self.gold)) for units in self.units]
        total = sum(held)
        return [value / total for value in held]


def main() -> None:
    """Print the weights learned from all articles, and the scores of the cross-validation."""
    articles = list(_articles())
    for name, weight in zip(NAMES, learn(articles), strict=True):
        print(f"{name:14s} {weight:+.2f}")
    everything = range(len(articles))
    _report("learned and scored on all", _scores(articles, [(everything, everything)]))
    _report("leaving out one", _scores(articles, list(_splits(len(articles), len(articles), 0))))
    rounds = [
        _scores(articles, list(_splits(len(articles), FOLDS, seed))) for seed in range(ROUNDS)
    ]
    _report("leaving out four, mean of 10", [fmean(column) for column in zip(*rounds, strict=True)])
    _report("leaving out four, worst of 10", [min(column) for column in zip(*rounds, strict=True)])
    _doubted(articles)


def _doubted(articles: Sequence[Marked]) -> None:
    """Whether the date of the lead tells anything: beside no such rule, and dates dealt at random.

    The rule was found on the articles that it is scored on, so leaving out one is no proof of it.
    """
    splits = list(_splits(len(articles), len(articles), 0))
    _report("the date not looked at", _scores([_near(a, True) for a in articles], splits))
    dated, dealt = [any(row[1] for row in article.rows) for article in articles], []
    for seed in range(DEALS):
        flags = random.Random(seed).sample(dated, len(dated))
        mixed = [_near(article, flag) for article, flag in zip(articles, flags, strict=True)]
        dealt.append(_scores(mixed, splits))
    _report(
        f"dates at random, best of {DEALS}", [max(column) for column in zip(*dealt, strict=True)]
    )


def _near(article: Marked, dated: bool) -> Marked:
    """The article as one whose lead names a day, or does not."""
    rows = [
        (r[0], (r[1] + r[2]) * dated, (r[1] + r[2]) * (not dated), *r[3:]) for r in article.rows
    ]
    return replace(article, rows=rows)


def learn(articles: Sequence[Marked]) -> list[float]:
    """The weights under which the picks are likeliest: steepest ascent, convex, so one answer."""
    weights = [0.0] * len(NAMES)
    picks = [article.chosen() for article in articles]
    for _ in range(STEPS):
        slope = [-RIDGE * weight for weight in weights]
        for article, chosen in zip(articles, picks, strict=True):
            expected = _softmax([_dot(row, weights) for row in article.rows])
            for row, share, chance in zip(article.rows, chosen, expected, strict=True):
                for k, value in enumerate(row):
                    slope[k] += (share - chance) * value
        weights = [w + PACE * s / len(articles) for w, s in zip(weights, slope, strict=True)]
    return weights


def _articles() -> Iterator[Marked]:
    language = Korean()
    for path in sorted((ROOT / "eval/summaries/articles").glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        body = " ".join(t if t[-1] in ".?!…" else t + "." for t in article["sentences"])
        sentences = language.analyse(body)
        units = [squeeze(text).rstrip(".") for text in article["sentences"]]
        yield Marked(
            rows=_rows(sentences, article["title"]),
            units=[_held(sentence, units) for sentence in sentences],
            gold=frozenset(article["summaries"]),
            terms=[_terms(language.tokens(text)) for text in article["sentences"]],
        )


def _rows(sentences: Sequence[Sentence], headline: str) -> list[tuple[float, ...]]:
    dated = is_dated(sentences)
    return [
        (f.mass, f.near * dated, f.near * (not dated), f.quote, f.leaning, f.broken)
        for f in features(sentences, headline)
    ]


def _held(sentence: Sentence, units: Sequence[str]) -> frozenset[int]:
    text = squeeze(sentence.text)
    return frozenset(i for i, u in enumerate(units) if u in text or text.rstrip(".") in u)


def _terms(morphemes: Sequence) -> Counter:  # type: ignore[type-arg]
    return Counter((m.form, m.tag) for m in morphemes if m.tag in CONTENT_TAGS)


def _splits(count: int, folds: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    order = random.Random(seed).sample(range(count), count)
    for fold in range(folds):
        left_out = order[fold::folds]
        yield [i for i in range(count) if i not in left_out], left_out


def _scores(articles: Sequence[Marked], splits: Sequence) -> list[float]:  # type: ignore[type-arg]
    """F at three sentences, ROUGE-1 there, F at as many as were picked: means over articles."""
    found = []
    for kept, left_out in splits:
        weights = learn([articles[i] for i in kept])
        found += [_score(articles[i], weights) for i in left_out]
    return [fmean(column) for column in zip(*found, strict=True)]


def _score(article: Marked, weights: Sequence[float]) -> tuple[float, float, float]:
    three, as_many = (_units(article, weights, n) for n in (3, len(article.gold)))
    return (
        _f1(Counter(three), Counter(article.gold)),
        _f1(_total(article, three), _total(article, article.gold)),
        _f1(Counter(as_many), Counter(article.gold)),
    )


def _units(article: Marked, weights: Sequence[float], n: int) -> list[int]:
    scores = [_dot(row, weights) for row in article.rows]
    best = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:n]
    return sorted(frozenset[int]().union(*(article.units[i] for i in best)))[:n]


def _total(article: Marked, units: Sequence[int] | frozenset[int]) -> Counter[tuple[str, str]]:
    return sum((article.terms[i] for i in units), Counter[tuple[str, str]]())


def _f1(found: Counter, wanted: Counter) -> float:  # type: ignore[type-arg]
    return 2 * (found & wanted).total() / max(1, found.total() + wanted.total())


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _dot(row: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def _report(what: str, scores: Sequence[float]) -> None:
    print(f"{what:30s} F@3 {scores[0]:.3f}   ROUGE-1@3 {scores[1]:.3f}   F@|gold| {scores[2]:.3f}")


if __name__ == "__main__":
    main()
