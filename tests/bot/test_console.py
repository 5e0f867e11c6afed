"""What the terminal shows: whole sentences, and nothing that a terminal obeys."""

import io

import pytest

from bot.answers import Found
from bot.console import Console
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
