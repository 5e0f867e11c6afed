"""Words of others on their way to people: cleaned, cut between letters, led where they say."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import page, streams
from bot.console import Console
from bot.figures.sheet import sheet
from bot.rendering.cleaning import MOST_MARKS, clean, is_blank, line
from bot.rendering.cutting import MORE, fit, units
from bot.rendering.digests import digest as outlined
from bot.rendering.links import host, link, misleads
from bot.rendering.outline import Item, Section, shortened
from bot.rendering.packing import Prices, pack
from bot.rendering.titles import headline
from corpus.text import squeeze
from tests.bot import markup
from tests.bot.messages import LINK, NOW, digest, everything, figures, number, told
from tests.shared import shared

HOSTILE = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from(
        "가나 \n\t<>&@*_`|[]()\\:#-=+\u200b\u200d\u202e\u0301\ufe0f\x1b\x85\ud800👨👩🏽🇰⁠ㅤ1."
    )
)


def cases() -> list[dict[str, Any]]:
    file = shared("eval/security/markup_cases.json")
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["cases"]
    return found


def placed(case: dict[str, Any]) -> tuple[str, str]:
    """The words and the address of a case."""
    text = "제목" if case["field"] == "link" else case["text"]
    return text, case["link"]


# Cleaning ----------------------------------------------------------------------------------------


@given(HOSTILE)
def test_a_cleaned_text_holds_nothing_that_is_never_shown(text):
    markup.clean(clean(text))
    assert clean(clean(text)) == clean(text)
    assert "\n" not in line(text)


@given(st.text(st.sampled_from("가힣한AI 3,.%“”‘’·…()\n漢△→é👍")))
def test_cleaning_leaves_ordinary_words_as_they_are(text):
    assert squeeze(clean(text)) == squeeze(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["👨‍👩‍👧", "👍🏽", "🇰🇷", "❤️", "👩🏽‍🔬", "🏳️‍🌈", "#️⃣ 1️⃣"])
def test_emoji_of_several_parts_stay_whole(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "ab"), ("AI\u2060반도체", "AI반도체"), ("ㅤ", ""), ("\u202e파일", "파일"), ("a\r\nb", "a\nb"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"), ("\ud83d\ude00", "😀"), ("\ud800", "\ufffd"), ("\x1b[31m빨강", "[31m빨강"),
        ("가\U000e0041", "가"), ("\ufffe\uffff", ""), ("e\u200b\u0301", "é"), ("가\ufe0f", "가"),
    ],
)  # fmt: skip
def test_what_is_not_seen_goes_and_what_breaks_a_line_is_one(text, shown):
    assert clean(text) == shown


def test_a_tower_of_accents_is_taken_down():
    assert clean("가" + "\u0301" * 200) == "가" + "\u0301" * MOST_MARKS


@pytest.mark.parametrize("text", [None, "", " \n", "\u200f\u200e\u061c", "ㅤ", "\x7f", "\ufffe"])
def test_a_headline_that_shows_nothing_is_the_host_it_comes_from(text):
    assert headline(text, "https://www.가온.example/1") == "xn--o39a190c.example"
    assert headline(text, "javascript:alert(1)") == "(제목 없음)"


# Cutting -----------------------------------------------------------------------------------------


@given(HOSTILE, st.integers(1, 60))
def test_a_cut_text_is_within_its_limit_and_begins_as_the_whole_does(text, limit):
    text = line(text)
    cut = fit(text, limit, lambda words: units(words.replace("<", "&lt;")))
    assert units(cut.replace("<", "&lt;")) <= limit
    assert cut == text or text.startswith(cut.removesuffix(MORE))


@pytest.mark.parametrize("letter", ["👨‍👩‍👧", "🇰🇷", "가\u0301\u0302", "👍🏽"])
def test_a_cut_falls_between_the_letters_that_people_see(letter):
    for limit in range(20, 60):
        cut = fit(letter * 100, limit).removesuffix(MORE)
        assert cut == letter * (len(cut) // len(letter))
        assert units(cut) > limit - units(letter) - 1, "there was room for one more"


# Links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("HTTPS://NEWS.EXAMPLE/A", "https://news.example/A"),
        ("https://한국.kr/가?x=나", "https://xn--3e0b707e.kr/%EA%B0%80?x=%EB%82%98"),
        (
            "https://a.example/)[x](http://b.example",
            "https://a.example/%29%5Bx%5D%28http://b.example",
        ),
        ("https://a.example/`x`*y*|<>\"'", "https://a.example/%60x%60%2Ay%2A%7C%3C%3E%22%27"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%EA%B0%80", "https://a.example/%EA%B0%80"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_an_address_is_escaped_so_that_it_cannot_end_early(url, safe):
    assert link(url) == safe


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "http://[", "ftp://a.example",
            "https://user:pw@a.example/", "https://a.example\\@b.example/", "https://a b/", "https://a.example/\u202e",
            "https://a.example:99999/", "https://a.example/\nb", "https://" + "a" * 2_000 + ".example"],
)  # fmt: skip
def test_other_addresses_are_no_links(url):
    assert link(url) is None


@pytest.mark.parametrize(
    ("label", "is_false"),
    [
        ("naver.com", True), ("https://naver.com/x", True), ("ｎａｖｅｒ．ｃｏｍ", True), ("네이버(naver.com)에서", True),
        ("steam://run/1", True), ("news.example", False), ("www.news.example/a", False), ("엔비디아, 3.5% 상승", False),
        ("No.1 반도체", False), ("GPT-4o·클로드 3.5 비교", False), ("A.I. 시대", False),
    ],
)  # fmt: skip
def test_a_label_that_names_another_host_is_known(label, is_false):
    assert misleads(label, "https://news.example/a") is is_false


# Packing -----------------------------------------------------------------------------------------

ITEMS = st.builds(
    Item,
    title=st.text(st.sampled_from("가나다"), min_size=1, max_size=30),
    quotes=st.lists(st.text(st.sampled_from("라마바"), min_size=1, max_size=80), max_size=4).map(
        tuple
    ),
)


@given(st.lists(st.lists(ITEMS, max_size=12), max_size=4), st.integers(60, 300))
def test_items_stay_whole_in_order_and_within_the_room(lists, room):
    sections = [Section(tuple(items), str(n)) for n, items in enumerate(lists)]
    prices = Prices(lambda _: (5, 1), lambda _, item: (size(item), 1), (room, 9))
    parts = pack(sections, prices)

    for part in parts:
        items = [item for section in part for item in section.items]
        assert sum(map(size, items)) + 5 * len(part) <= room
        assert len(items) + len(part) <= 9
    shown = [item for part in parts for section in part for item in section.items]
    given_ = [item for items in lists for item in items]
    assert [item.title for item in shown] == [item.title for item in given_]
    for item, whole in zip(shown, given_, strict=True):
        assert item.quotes == whole.quotes[: len(item.quotes)]
        assert item == whole or size(whole) + 5 > room, "shortened without need"


def size(item: Item) -> int:
    return len(item.title) + sum(map(len, item.quotes))


def test_an_item_loses_its_last_sentences_first_and_its_headline_never():
    whole = Item("제목", quotes=("하나.", "둘."), lines=((),), figures=((), ()))
    versions = list(shortened(whole))
    assert [len(item.quotes) for item in versions[:3]] == [2, 1, 0]
    assert versions[2].figures == whole.figures
    assert versions[-1] == Item("제목")


# A fault in one item -----------------------------------------------------------------------------


def test_a_fault_in_one_story_leaves_its_headline_and_the_others():
    broken = replace(told("깨진 소식"), summary=None)
    found = outlined(digest(told("첫 소식"), broken, told("끝 소식"), numbers=(number(),)))
    items = found.sections[0].items
    assert [item.title for item in items] == ["첫 소식", "깨진 소식", "끝 소식"]
    assert items[1].url == LINK and not items[1].quotes
    assert items[2].quotes


# All cases in the sinks that are no chat ---------------------------------------------------------


def test_every_case_is_text_on_a_page():
    seen = 0
    for case in cases():
        text, url = placed(case)
        made = digest(told(text, url, publisher=text), numbers=(number(text, url),), rising=(text,))
        shown = page.render(made)
        markup.html(shown, {allowed for allowed in (link(url), link(LINK)) if allowed})
        seen += 1
    assert seen == len(cases())


def test_every_case_is_a_cell_of_a_sheet():
    for case in cases():
        text, url = placed(case)
        rows = markup.sheet(sheet(figures(text, url)))
        cell = rows[1][0]
        assert cell.removeprefix("'") == clean(text)
        assert len({len(row) for row in rows}) == 1


def test_every_case_is_harmless_on_a_terminal():
    for case in cases():
        text, url = placed(case)
        every = everything(text[:300], url)  # a terminal has no limits, and is slow to lay out
        for message in (*every, digest(told(text, url))):
            stream = io.StringIO()
            Console(stream).show(message)
            markup.terminal(stream.getvalue())
        assert squeeze(headline(text, url)) in squeeze(stream.getvalue())


def test_every_case_is_one_line_of_json(capsys):
    for case in cases():
        streams.line({"query": case["text"]})
        printed = capsys.readouterr().out
        assert printed.count("\n") == 1 and len(printed.splitlines()) == 1
        markup.terminal(printed.replace(case["text"], "") if case["text"].isprintable() else "")
        assert json.loads(printed)["query"] == case["text"]


@given(HOSTILE)
def test_json_has_nothing_that_a_terminal_obeys(text):
    written = streams._escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert not markup._OBEYED.search(written)
    assert json.loads(written) == {"text": text}


def test_every_kind_of_message_is_shown_on_a_terminal():
    for message in everything("구독 목록"):
        stream = io.StringIO()
        Console(stream).show(message)
        assert stream.getvalue().strip(), type(message).__name__


def test_a_day_is_named_as_it_is_in_korea():
    assert NOW.tzinfo is not None
    assert outlined(digest()).title.endswith("2026년 3월 5일 목요일")


def test_a_link_names_its_host():
    assert host("https://www.news.example/a") == "news.example"


@given(HOSTILE)
def test_what_is_blank_shows_nothing(text):
    assert is_blank(line(text)) or line(text).strip()
