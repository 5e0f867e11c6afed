"""The other keyboard layout, and one slip of a finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spelling import hangul, keys, nearest, other_layout

NAMES = ["엔비디아", "데이터센터", "gpu", "npu", "hbm", "전력", "소버린", "딥시크", "deepseek"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("헤ㅕ", "gpu"),
        ("ㅗㅠㅡ", "hbm"),
        ("ㅜ퍄야ㅁ", "nvidia"),
        ("dpsqleldk", "엔비디아"),
        ("tkatjdwjswk", "삼성전자"),
        ("ehrwkahepf", "독자모델"),
        ("rkqtdl", "값이"),
    ],
)
def test_the_other_layout_is_what_would_stand_there(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1))
def test_every_hangul_text_comes_back_from_its_keys(text: str) -> None:
    assert hangul(keys(text)) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dpsqlelk", "엔비디아"),  # the other layout, and a key too few
        ("엔비디어", "엔비디아"),
        ("엔디아", "엔비디아"),
        ("엔비비디아", "엔비디아"),
        ("데이타센터", "데이터센터"),
        ("gou", "gpu"),
        ("hbn", "hbm"),
        ("소버런", "소버린"),
        ("deepsek", "deepseek"),
        ("dsepseek", "deepseek"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES) == meant


@pytest.mark.parametrize("typed", ["블록체인", "apu", "반도체", "", "엔", "ab"])
def test_what_is_near_nothing_is_left_alone(typed: str) -> None:
    assert nearest(typed, NAMES) is None
