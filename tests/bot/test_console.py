"""What the terminal shows: whole sentences, and nothing that a terminal obeys."""

import io

import pytest

from bot.console import Console
from bot.message import Answer
from corpus.article import Article
from corpus.search import Hit
from corpus.text import squeeze
from summaries.reading import Request, read
from summaries.summary import Budget

HOSTILE = "\x1b[2J\x1b]0;owned\x07제목 [bold]굵게[/bold] \u202eabc\u202c\r위로"


def shown(message) -> str:
    stream = io.StringIO()
    Console(stream).show(message)
    return stream.getvalue()


def hit(**given) -> Hit:
    values = {
        "key": "k", "headline": "제목", "url": "https://news.example/1", "publisher": "한빛경제",
        "published_at": None, "score": 1.0, "snippet": "문장이다.",
    }  # fmt: skip
    return Hit(**values | given)


@pytest.mark.parametrize("field", ["headline", "url", "publisher", "snippet"])
def test_article_text_cannot_command_the_terminal(field):
    text = shown(Answer(HOSTILE, (hit(**{field: HOSTILE}),)))
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
