"""How alike reports are by their words."""

from __future__ import annotations

import random
from datetime import timedelta
from math import isclose

from summaries.stories.vectors import Wording, alike, vectors
from tests.summaries.reports import CONTRACT, DAY, LAW


def test_likeness_is_the_cosine_of_the_weights_on_one_day():
    texts = [CONTRACT, f"{CONTRACT} 전망 발표", f"{LAW} 납품 물량 전망"]
    found = vectors([Wording((), text.split()) for text in texts])
    pairs = {(a, b): likeness for a, b, likeness in alike(found, [DAY] * 3)}
    cosine = sum(weight * found[1].get(term, 0.0) for term, weight in found[0].items())

    assert isclose(pairs[1, 0], cosine)
    assert pairs[1, 0] > 5 * pairs.get((2, 0), 0.0)


def test_reports_in_one_wording_are_each_compared_with_some_of_the_others_only():
    draw = random.Random(1)
    texts = [Wording((), [f"말{draw.randrange(6)}자{n}" for n in range(6)]) for _ in range(799)]
    texts.append(texts[5])
    pairs = list(alike(vectors(texts), [DAY + timedelta(minutes=n) for n in range(800)]))

    assert len(pairs) < 800 * 800 / 6
    # The one that has all its words is among them.
    assert (799, 5) in {pair[:2] for pair in pairs}
