"""Every way Korean prints a number, and nothing that is none."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import plain
from summaries.figures.numerals import find, read

PRINTED = {
    "3만5000": 35_000, "47만8000": 478_000, "1조2천억": 1_200_000_000_000, "3.5만": 35_000,
    "2억 4천 4백만": 244_000_000, "5000억": 500_000_000_000, "천": 1000, "일천": 1000, "백": 100,
    "십": 10, "천만": 10_000_000, "삼십삼": 33, "일만 이천삼백": 12_300, "5천600만": 56_000_000,
    "두": 2, "열두": 12, "스무": 20, "스물다섯": 25, "아흔아홉": 99, "백열두": 112, "1,234,567": 1_234_567,
    "1,234.5": Decimal("1234.5"), "3兆2000億": 3_200_000_000_000, "５０만": 500_000,
    "300여만": 3_000_000, "12 만": 120_000, "17조5731억": 17_573_100_000_000, "10분의 1": Decimal("0.1"),
    "4분의 3": Decimal("0.75"), "절반": Decimal("0.5"), "반": Decimal("0.5"), "-0.36": Decimal("-0.36"),
    "마이너스 3": -3, "3/4": Decimal("0.75"), "1억2345만6789": 123_456_789, "영": 0,
}  # fmt: skip
VAGUE = {
    "수십": (20, 99), "수백": (200, 990), "수십억": (2_000_000_000, 9_900_000_000), "수": (2, 9),
    "몇": (2, 9), "몇백": (200, 990), "수 십억": (2_000_000_000, 9_900_000_000), "두세": (2, 3),
    "서너": (3, 4), "대여섯": (5, 6), "십수": (13, 19),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), PRINTED.items())
def test_a_printed_number_is_read_to_its_value(printed: str, value: int | Decimal) -> None:
    numeral = read(plain(printed))

    assert numeral and numeral.value == value


@pytest.mark.parametrize(("printed", "bounds"), VAGUE.items())
def test_a_vague_number_is_read_to_its_bounds(printed: str, bounds: tuple[int, int]) -> None:
    numeral = read(printed)

    assert numeral and numeral.value is None
    assert (numeral.low, numeral.high) == bounds


@pytest.mark.parametrize("text", ["", " ", "사과", "만약", "3만 2", "이오", "1" * 40, "3분의", "-"])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert read(text) is None


def as_printed(number: int, spaced: bool, commas: bool) -> str:
    """A number the way papers print it, in groups of ten thousand: 3만5000."""
    groups = []
    for scale in ("", "만", "억", "조", "경"):
        number, group = divmod(number, 10_000)
        if group:
            groups.append((f"{group:,}" if commas else str(group)) + scale)
    return (" " if spaced else "").join(reversed(groups)) or "0"


def as_said(number: int) -> str:
    """A number below 10**8 in words, as one writes it on a cheque: 일만이천삼백."""
    words = ""
    for scale, big in ((10_000, "만"), (1, "")):
        group = number // scale % 10_000
        said = ""
        for place, small in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
            if digit := group // place % 10:
                said += "일이삼사오육칠팔구"[digit - 1] + small
        words += said + big if said else ""
    return words


@given(st.integers(0, 10**17 - 1), st.booleans())
def test_what_papers_print_is_read_back(number: int, commas: bool) -> None:
    numeral = read(as_printed(number, False, commas))

    assert numeral and numeral.value == number


@given(st.integers(1, 10**8 - 1))
def test_what_is_said_in_words_is_read_back(number: int) -> None:
    numeral = read(as_said(number))

    assert numeral and numeral.value == number


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_a_larger_number_is_read_as_larger(number: int, more: int) -> None:
    smaller, larger = (
        read(as_printed(number, False, False)),
        read(as_printed(number + more, False, False)),
    )

    assert smaller and larger
    assert smaller.value is not None and larger.value is not None
    assert smaller.value < larger.value


@given(
    st.text(
        st.sampled_from("0123456789.,/ 십백천만억조경수몇반여일이삼두세열스분의兆億三-~%가a"),
        max_size=40,
    )
)
def test_any_text_gives_numerals_inside_it_and_no_error(text: str) -> None:
    end = 0
    for numeral in find(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end
    read(text)


@pytest.mark.parametrize(
    "unit", ["1", "1만 ", "3분의", "1,111", "수", "십", "3만", "한두", "1/", "0.", "- ", "가 "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.process_time()
        for _ in find(text):
            pass
        return time.process_time() - begun

    seconds(1000)
    assert seconds(160_000) < 40 * max(seconds(20_000), 0.002)


def test_a_million_random_strings_raise_nothing_and_keep_what_is_no_number() -> None:
    letters = "0123456789,. 십백천만억조수두세열스물여분의약가나다A%$-~/兆三몇반점쩜０％\n\x00"
    chance = random.Random(1)
    found = 0
    for size in chance.choices(range(1, 13), k=1_000_000):
        piece = "".join(chance.choices(letters, k=size))
        found += read(piece) is not None
        for numeral in find(piece):
            assert piece[numeral.start : numeral.end].strip()
    assert 10_000 < found < 200_000
