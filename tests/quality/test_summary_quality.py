"""Summaries against sentences that people picked: floors a little below what is reached."""

import json
from statistics import fmean

from corpus.text import squeeze
from summaries.salience import weigh
from summaries.summary import pick
from tests.shared import shared

# Reached: .666 and .707. The first three sentences alone: .39 and .43.
FLOOR_OF_THREE, FLOOR_OF_AS_MANY = 0.62, 0.66


def units_of(sentence, units):
    """The indexes of the data's sentences that one of ours covers by half or more."""
    text = squeeze(sentence.text)
    return {i for i, unit in enumerate(units) if unit in text or text.rstrip(".") in unit}


def f1(language, path, n=None):
    article = json.loads(path.read_text("utf-8"))
    body = " ".join(text if text[-1] in ".?!…" else text + "." for text in article["sentences"])
    sentences, gold = language.analyse(body), set(article["summaries"])
    units = [squeeze(text).rstrip(".") for text in article["sentences"]]
    n = n or len(gold)
    picks = pick(weigh(sentences, article["title"]), n)
    chosen = sorted(set().union(*(units_of(sentences[p.index], units) for p in picks)))[:n]
    return 2 * len(gold & set(chosen)) / (len(gold) + len(chosen))


def test_picked_sentences_are_those_that_people_pick(language):
    paths = sorted(shared("eval/summaries/articles").glob("*.json"))
    assert fmean(f1(language, path, 3) for path in paths) >= FLOOR_OF_THREE
    assert fmean(f1(language, path) for path in paths) >= FLOOR_OF_AS_MANY
