"""What a sketch of a text tells about its copies."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from corpus.sketch import COPIED, SIZE, contained, resemblance, sketch
from summaries.stories.reprints import REWRITTEN, originals, reprints


def prose(seed: int, sentences: int) -> list[str]:
    """Invented sentences that share nothing but their ends."""
    draw = random.Random(seed)
    syllables = (
        "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
    )
    return [
        " ".join("".join(draw.choices(syllables, k=3)) for _ in range(9)) + "고 밝혔다."
        for _ in range(sentences)
    ]


def test_a_text_resembles_itself_wholly():
    text = " ".join(prose(1, 30))

    assert resemblance(sketch(text), sketch(text)) == 1.0


def test_spacing_and_punctuation_do_not_tell_two_prints_apart():
    text = " ".join(prose(2, 30))

    assert sketch(text) == sketch(text.replace(" ", "\n").replace(".", "!"))


def test_a_text_with_a_paragraph_added_is_a_copy():
    text = prose(3, 20)

    assert resemblance(sketch(" ".join(text)), sketch(" ".join(text + prose(4, 6)))) > COPIED


def test_a_part_stands_wholly_in_its_text_and_the_text_only_in_part_in_it():
    whole, part = (sketch(" ".join(prose(3, 40)[:n])) for n in (40, 20))

    assert contained(part, whole) > 0.9
    assert abs(contained(whole, part) - 0.5) < 0.12
    assert contained(sketch(""), whole) == 0.0


def test_two_texts_on_one_matter_are_no_copies():
    assert resemblance(sketch(" ".join(prose(5, 20))), sketch(" ".join(prose(6, 20)))) < 0.1


def test_the_sketch_tells_the_true_resemblance_within_a_tenth():
    old, new = prose(7, 40), prose(8, 40)
    for kept in (10, 20, 30):
        mixed = old[:kept] + new[kept:]
        true = kept / (80 - kept)

        assert abs(resemblance(sketch(" ".join(old)), sketch(" ".join(mixed))) - true) < 0.1


def test_one_wire_text_in_a_hundred_papers_is_found_without_comparing_all():
    wire = prose(9, 20)
    texts = [" ".join(wire + prose(100 + n, 2)) for n in range(100)]
    found = list(reprints([sketch(text) for text in texts]))

    assert {place for pair in found for place in pair[:2]} == set(range(100))
    assert len(found) < 100 * 99 / 2


def test_texts_are_parted_by_what_they_are_printed_from():
    one, other = prose(9, 20), prose(13, 20)
    texts = [" ".join([*wire, *prose(100 + n, 2)]) for n in range(30) for wire in (one, other)]
    texts.append(" ".join(prose(14, 20)))

    assert originals([*map(sketch, texts)]) == [[*range(0, 60, 2)], [*range(1, 60, 2)], [60]]


def test_a_thousand_texts_of_one_template_are_compared_in_seconds():
    wire = prose(15, 12)
    found = [sketch(" ".join([*wire, *prose(200 + n, 1)])) for n in range(1000)]
    start = time.process_time()

    assert len(list(reprints(found))) < 40_000
    assert time.process_time() - start < 3


def test_pairs_below_the_floor_are_not_named():
    old = prose(10, 40)
    texts = [" ".join(old), " ".join(old[:4] + prose(11, 36)), " ".join(prose(12, 40))]

    assert all(likeness >= REWRITTEN for _, _, likeness in reprints([*map(sketch, texts)]))
    assert not list(reprints([*map(sketch, texts)]))


def test_captions_that_share_a_formula_are_no_copies():
    captions = [
        f"{name} 관계자가 행사에서 인사말을 하고 있다. 사진 제공" for name in ("가온", "나래")
    ]

    assert not list(reprints([*map(sketch, captions)]))


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_that_json_can_hold(text: str):
    found = sketch(text)

    assert len(found) <= SIZE
    assert list(found) == sorted(set(found))
    assert all(0 <= h < 2**32 for h in found)
