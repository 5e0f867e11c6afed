"""What the terminal shows: whole sentences, and nothing that a terminal obeys."""

import io

import pytest

from bot.answers import Found
from bot.console import Console
from bot.message import Evidence, Notice, Proof, Sheet
from corpus.article import Article
from corpus.search import Hit
from corpus.text import squeeze
from summaries.digest import Digest, Told
from summaries.digest.numbers import Number, Source
from summaries.reading import Request, read
from summaries.summary import Budget

HOSTILE = "\x1b[2J\x1b]0;owned\x07제목 [bold]굵게[/bold] \u202eabc\u202c\r위로"


def shown(message) -> str:
    stream = io.StringIO()
    Console(stream).show(message)
    return stream.getvalue()


def hit(**given) -> Hit:
    values = {
        "id": 1, "key": "k", "headline": "제목", "url": "https://news.example/1", "publisher": "한빛경제",
        "published_at": None, "score": 1.0, "freshness": 0.0, "snippet": "문장이다.",
    }  # fmt: skip
    return Hit(**values | given)


@pytest.mark.parametrize("field", ["headline", "url", "publisher", "snippet"])
def test_article_text_cannot_command_the_terminal(field):
    text = shown(Found(HOSTILE, (hit(**{field: HOSTILE}),)))
    assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
    assert "\u202e" not in text
    assert "[bold]굵게[/bold]" in text  # markup of the library is text like any other


def test_every_sentence_of_a_summary_is_shown_whole(language):
    sentences = [
        f"{n}번째로 말하자면 이 회사는 새로운 연구소를 지어서 사람을 많이 뽑고 기술을 오래 다듬는다."
        for n in range(12)
    ]
    article = Article(" ".join(sentences), headline="긴 글")
    text = squeeze(shown(read(Request(article, 5), language, Budget())))
    assert sum(squeeze(sentence) in text for sentence in sentences) == 5


def test_no_line_ends_in_blanks(language):
    article = Article("회사는 새 칩 3만5000장을 만든다. " * 30, headline="새 칩")
    text = shown(read(Request(article), language, Budget()))
    assert all(line == line.rstrip() for line in text.splitlines())


def test_numbers_fit_a_narrow_terminal(monkeypatch):
    source = Source(
        "3만5000장", "3만5000장", None, "한빛경제", None, "a", "회사는 3만5000장을 만든다."
    )
    number = Number("한울반도체", "생산량", "single", (source,), 1.0)
    digest = Digest(
        since="2026-03-04T09:00:00+09:00", until="2026-03-05T09:00:00+09:00", length="usual",
        articles=1, story_count=1, publishers=1, stories=(told(),), numbers=(number,), rising=(),
    )  # fmt: skip
    monkeypatch.setattr("bot.console._WIDTH_OF_A_PIPE", 40)
    assert "한울반도체 · 생산량 · 3만5000장" in shown(digest)


def told() -> Told:
    return Told(
        key="a", article="a", headline="새 칩", url=None, publisher="한빛경제", published=None,
        follow_up=True, others=1, origins=1, publishers=("한빛경제", "누리타임즈"),
        reports=("a", "b"), summary=("회사는 칩을 만든다.",), figures=(),
    )  # fmt: skip


def test_a_story_shows_that_it_goes_on_and_who_else_tells_it():
    digest = Digest(
        since="2026-03-04T09:00:00+09:00", until="2026-03-05T09:00:00+09:00", length="usual",
        articles=2, story_count=1, publishers=2, stories=(told(),), numbers=(), rising=(),
    )  # fmt: skip
    text = shown(digest)
    assert "[후속] 새 칩" in text
    assert "한빛경제 외 1곳 · 같은 글 1건 · 날짜 모름" in text


def test_a_sheet_has_its_rows_under_their_titles():
    rows = (("아침", "08:30"), ("저녁", "18:00"))
    lines = shown(
        Sheet("구독 2건", ("이름", "시각"), rows, "설정으로 바꿉니다.\n둘째 줄")
    ).splitlines()
    assert [line.split() for line in lines] == [
        ["구독", "2건"], ["이름", "시각"], ["아침", "08:30"], ["저녁", "18:00"], ["설정으로", "바꿉니다."], ["둘째", "줄"],
    ]  # fmt: skip


def test_rows_without_titles_have_no_line_above_them():
    assert shown(Sheet("", (), (("지금", "브리핑을 봅니다"),))).split() == [
        "지금",
        "브리핑을",
        "봅니다",
    ]


def test_a_figure_is_shown_with_its_sentence_and_who_printed_it():
    proof = Proof("공급량 3만장", "회사는 3만장을 만든다.", "한빛경제", "https://news.example/1")
    assert [line.strip() for line in shown(Evidence("근거", (proof,))).splitlines() if line] == [
        "근거", "공급량 3만장", "회사는 3만장을 만든다.", "한빛경제 · https://news.example/1",
    ]  # fmt: skip


def test_a_notice_keeps_its_lines():
    assert shown(Notice("한 줄\n다음 줄")) == "한 줄\n다음 줄\n"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://user:pw@a.example/"])
def test_an_address_that_is_no_link_is_not_shown(url):
    assert "example" not in shown(Found("x", (hit(url=url),))) and "alert" not in shown(
        Found("x", (hit(url=url),))
    )


def test_a_blank_headline_gives_way_to_the_host():
    assert "1. news.example" in shown(Found("x", (hit(headline="\u200f"),)))
