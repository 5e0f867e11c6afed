"""Bytes and characters as they really arrive."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import decode, plain, squeeze, tidy

KOREAN = "반도체 수출이 3만5000대로 늘었다.\n둘째 줄도 있다."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_encoding_of_a_korean_page_is_read(encoding):
    assert decode(KOREAN.encode(encoding)) == KOREAN


def test_a_page_that_declares_euc_kr_but_holds_utf_8_is_read_as_utf_8():
    assert decode(KOREAN.encode(), declared="euc-kr") == KOREAN


def test_a_page_that_declares_euc_kr_may_use_the_whole_of_cp949():
    assert decode("똠방각하 펲시".encode("cp949"), declared="EUC-KR") == "똠방각하 펲시"


def test_an_unknown_label_is_passed_over():
    assert decode(KOREAN.encode("cp949"), declared="x-no-such-charset") == KOREAN


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "undefined", "unicode_escape", "base64", "a\x00b"]
)
def test_a_codec_that_is_no_encoding_is_passed_over(label):
    assert decode(KOREAN.encode("cp949"), declared=label) == KOREAN


def test_a_few_broken_bytes_do_not_lose_the_rest():
    assert "수출이" in decode(KOREAN.encode() + b"\xff\xfe\xb0")


def test_decomposed_hangul_becomes_composed():
    assert tidy(unicodedata.normalize("NFD", KOREAN)) == KOREAN


def test_what_cannot_be_seen_is_gone_and_odd_spaces_are_spaces():
    assert tidy("\ufeffAI\u200b\u00a0산업\x00\r\n다음\u3000줄\ud800") == "AI 산업\n다음 줄\ufffd"


def test_a_joiner_stays_between_pictures_alone():
    assert (
        tidy("👩🏽\u200d🔬 ❤️\u200d🔥 a\u200db 👩\u200d가 \u200d👩\u200d")
        == "👩🏽\u200d🔬 ❤️\u200d🔥 ab 👩가 👩"
    )


def test_letters_that_meet_are_composed():
    assert tidy("e\u200b\u0301") == "é"


@given(st.text())
def test_the_plain_form_keeps_every_offset(text):
    assert len(plain(text)) == len(text)


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf"])))
def test_tidying_touches_nothing_but_white_space_and_the_normal_form(text):
    assert squeeze(tidy(text)) == squeeze(unicodedata.normalize("NFC", text))


def test_full_width_figures_read_as_plain_ones():
    assert plain("３．５％　증가") == "3.5% 증가"


def test_a_letter_alone_is_mapped_as_it_is_in_a_long_text():
    letters = "".join(map(chr, range(0x10000)))
    assert [plain(letter) for letter in letters] == list(plain(letters))
    assert plain("Ａ１　￦") == "A1 ₩"
