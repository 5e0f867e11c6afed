"""Whatever is typed is a command, or else a look-up; what is which is pinned here."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import grammar
from bot.chat.grammar import Command, Verb, parse
from bot.phrases import commands

LONG = "한울반도체는 4일 추론용 칩을 공개했다. " * 10


@pytest.mark.parametrize(
    "typed",
    [
        "gpu",
        "HBM 투자",
        '"소버린 AI" 매체:매일경제 기간:7d',
        "지금 gpu",
        "반도체 수출 상태",
        "상태 점검",
        "출처 표기 의무",
        "구독 경제",
        "구독 서비스 요금",
        "미리보기 기능",
        "왜 엔비디아 주가가 올랐나",
        "차단 기술",
        "set top box",
        "test bench",
        "help desk",
        "now assist",
        "pause ai",
        '"요약 서비스"',
        "“정책 금융”",
        "요약서비스",
        "ㅎㅎ",
        "시험발송 gpu",
    ],
)
def test_what_only_begins_like_a_command_is_looked_up(typed):
    assert parse(typed) == Command(Verb.LOOKUP, typed)


@pytest.mark.parametrize(
    ("typed", "verb", "rest"),
    [
        ("숫자 gpu", Verb.FIGURES, "gpu"),
        ("figures gpu", Verb.FIGURES, "gpu"),
        ("Figures  HBM   투자", Verb.FIGURES, "HBM 투자"),
        ("그래프 gpu", Verb.CHART, "gpu"),
        ("chart gpu", Verb.CHART, "gpu"),
        ("지금", Verb.NOW, ""),
        (" now ", Verb.NOW, ""),
        ("미리보기", Verb.PREVIEW, ""),
        ("구독 추가", Verb.SUBSCRIBE, ""),
        ("구독 추가 소버린 AI, gpu", Verb.SUBSCRIBE, "소버린 AI, gpu"),
        ("구독추가 gpu", Verb.SUBSCRIBE, "gpu"),
        ("subscribe gpu", Verb.SUBSCRIBE, "gpu"),
        ("구독", Verb.SUBSCRIPTIONS, ""),
        ("구독 목록", Verb.SUBSCRIPTIONS, ""),
        ("subscriptions", Verb.SUBSCRIPTIONS, ""),
        ("구독 삭제 gpu", Verb.UNSUBSCRIBE, "gpu"),
        ("unsubscribe", Verb.UNSUBSCRIBE, ""),
        ("구독 일시정지", Verb.PAUSE, ""),
        ("구독 재개", Verb.RESUME, ""),
        ("구독 시험발송", Verb.TEST, ""),
        ("test", Verb.TEST, ""),
        ("설정", Verb.SET, ""),
        ("설정 시각 08:30,18:00", Verb.SET, "시각 08:30,18:00"),
        ("설정 색깔 빨강", Verb.SET, "색깔 빨강"),
        ("set time 08:30", Verb.SET, "time 08:30"),
        ("설정 부르기 <@U12>", Verb.SET, "부르기 <@U12>"),
        ("출처", Verb.SOURCES, ""),
        ("상태", Verb.STATUS, ""),
        ("왜 https://a.example/1", Verb.WHY, "https://a.example/1"),
        ("왜 http://10.0.0.1:8080/1", Verb.WHY, "http://10.0.0.1:8080/1"),
        ("why <https://a.example/1?x=1&amp;y=2|a.example>", Verb.WHY, "https://a.example/1?x=1&y=2"),
        ("정책 매일경제", Verb.POLICY, "매일경제"),
        ("차단 news.example.com", Verb.BLOCK, "news.example.com"),
        ("차단 <http://news.example.com|news.example.com>", Verb.BLOCK, "news.example.com"),
        ("block https://a.example/1", Verb.BLOCK, "https://a.example/1"),
        ("도움말", Verb.HELP, ""),
        ("?", Verb.HELP, ""),
        ("", Verb.HELP, ""),
        (" \u200b\n", Verb.HELP, ""),
        ("<@U0BOT>", Verb.HELP, ""),
        ("/ai-korea 상태", Verb.STATUS, ""),
        ("<@U0BOT> 숫자 gpu", Verb.FIGURES, "gpu"),
        ("요약 https://a.example/1", Verb.SUMMARY, "https://a.example/1"),
        (f"요약\n{LONG}", Verb.SUMMARY, LONG.strip()),
    ],
)  # fmt: skip
def test_commands_are_known(typed, verb, rest):
    assert parse(typed) == Command(verb, rest)


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("ehdnaakf", Verb.HELP),
        ("ㅗ디ㅔ", Verb.HELP),
        ("tkdxo", Verb.STATUS),
        ("tntwk gpu", Verb.FIGURES),
        ("rneh", Verb.LOOKUP),  # 구도
        ("rnehr cnrk gpu", Verb.SUBSCRIBE),
        ("ＨＥＬＰ", Verb.HELP),
        (unicodedata.normalize("NFD", "도움말"), Verb.HELP),
    ],
)
def test_a_verb_is_understood_in_the_other_layout_and_in_any_form(typed, verb):
    assert parse(typed).verb is verb


@pytest.mark.parametrize("verb", ["숫자", "그래프", "요약", "왜", "정책", "차단", "chart", "why"])
def test_a_verb_that_lacks_what_it_needs_is_told_how_it_is_used(verb):
    command = parse(verb)
    assert command.lacking
    assert commands.VERBS[command.verb][0] in commands.usage(command.verb)


def test_a_short_text_is_no_text_to_summarise():
    assert parse("요약 gpu") == Command(Verb.SUMMARY, "", lacking=True)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("<https://a.example/1|제목>", "https://a.example/1"),
        ("(https://a.example/1)", "https://a.example/1"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("이 기사요 https://a.example/1. 어때요", "https://a.example/1"),
        ("<https://a.example/?a=1&amp;b=2>", "https://a.example/?a=1&b=2"),
        ("“https://a.example/1”", "https://a.example/1"),
        ("HTTPS://A.example/1", "HTTPS://A.example/1"),
        ("ftp://a.example/1", None),
        ("javascript:alert(1)", None),
        ("<@U1> <#C1|방>", None),
    ],
)
def test_an_address_is_found_in_what_is_put_around_it(text, url):
    assert grammar.address(text) == url


def test_what_a_command_says_can_be_typed_again():
    for typed in (
        "gpu",
        "숫자 gpu",
        "chart HBM 투자",
        "구독추가 gpu",
        "상태",
        "요약 https://a.example/1",
    ):
        command = parse(typed)
        assert parse(str(command)) == command


def test_every_verb_is_in_the_help_and_every_example_of_it_is_that_verb():
    assert set(commands.HELP) == set(Verb)
    assert set(commands.VERBS) == set(Verb) - {Verb.LOOKUP}
    for verb, (examples, _) in commands.HELP.items():
        for example in examples.split(" · "):
            found = parse(example.replace("…", "a.example/1"))
            assert (found.verb, found.lacking) == (verb, False), example
    for verb, names in commands.VERBS.items():
        assert [parse(name).verb for name in names] == [verb] * len(names)


@given(st.text(max_size=400))
def test_any_text_is_a_command(typed):
    command = parse(typed)
    assert command.verb in Verb
    assert (command.rest == "") or command.verb is not Verb.HELP


@pytest.mark.parametrize(
    "piece",
    [
        "<https://",
        "<@U1>",
        "a.",
        "요약 ",
        "구독 ",
        "&amp;",
        "(",
        "\u202e",
        "<https://a|",
        " ",
        "ㅎ",
        "😀",
    ],
)
def test_a_hostile_text_takes_no_time(piece):
    began = time.perf_counter()
    parse(piece * 50_000)
    grammar.address(piece * 20_000)
    assert time.perf_counter() - began < 1.0
