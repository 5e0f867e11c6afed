"""Every kind of message, with words from anywhere in all places where articles or people put them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.answers import Answer, Found, Item, Suggestions, TopicList
from bot.figures import Figures
from bot.message import (
    Evidence,
    Grouping,
    Message,
    Notice,
    Proof,
    Sheet,
    Sources,
    Status,
    Tally,
)
from corpus.article import Article
from corpus.ingest import Outcome
from corpus.novelty import Verdict as Novelty
from corpus.refusal import Reason
from corpus.search import Hit
from corpus.sentence import Sentence
from corpus.sources import Kind, Source
from corpus.store import Counts
from corpus.topics import Topic
from summaries.digest import Digest, Told, ToldFigure
from summaries.digest.numbers import Number
from summaries.digest.numbers import Source as Printed
from summaries.digest.rising import Rise
from summaries.figures import Figure
from summaries.ledger import History, KeyFigure, Point, Quantity, Verdict, Voice
from summaries.reading import Reading
from summaries.stories import Report, Story
from summaries.summary import Pick

NOW = datetime(2026, 3, 5, 0, 0, tzinfo=UTC)
LINK = "https://news.example/a?x=1&y=2"
SENTENCE = "한울반도체가 새 칩을 공개했다."


def told(text: str = "누리2 공개", url: str | None = LINK, **given: object) -> Told:
    values = {
        "key": "a", "article": "a", "headline": text, "url": url, "publisher": "한빛경제",
        "published": "2026-03-04T07:30:00+09:00", "follow_up": False, "others": 2, "origins": 1,
        "publishers": ("한빛경제",), "reports": ("a", "b"), "summary": (SENTENCE,),
        "figures": (ToldFigure("한울반도체", "공급량", "3만5000장", "약 3만5000장", None, SENTENCE),),
    }  # fmt: skip
    return Told(**values | given)  # type: ignore[arg-type]


def number(text: str = "한국", url: str | None = LINK) -> Number:
    sources = tuple(
        Printed(value, value, text, text, url, "a", SENTENCE)
        for value in ("2000개 정도", "약 1만대")
    )
    return Number(text, "보유 H100", "conflict", sources, 1.0)


def digest(
    *stories: Told, numbers: tuple[Number, ...] = (), rising: tuple[str, ...] = ()
) -> Digest:
    return Digest(
        since="2026-03-04T09:00:00+09:00", until="2026-03-05T09:00:00+09:00", length="usual",
        articles=27, story_count=len(stories), publishers=8, stories=stories, numbers=numbers,
        rising=tuple(Rise(word, 3, 0, 9.0) for word in rising),
    )  # fmt: skip


def hit(text: str, url: str | None = LINK, publisher: str = "한빛경제") -> Hit:
    return Hit(1, "k", text, url, publisher, NOW, 1.0, 0.0, SENTENCE)


def voice(text: str, url: str | None = LINK) -> Voice:
    figure = KeyFigure(text, text, text, "count", 1.0, None, None, "장", None, SENTENCE, text, text)
    return Voice(figure, 1.0, "k", "k", "k", text, url, NOW, NOW)


def figures(text: str = "GPU", url: str | None = LINK) -> Figures:
    one, other = voice(text, url), voice("1만8000장", url)
    quantities = (
        Quantity(Verdict.CONFLICT, (one, other), (one, other)),
        Quantity(Verdict.SINGLE, (one,)),
        Quantity(Verdict.CHANGE, (other, one), (other, one)),
        Quantity(Verdict.AGREEMENT, (one, other)),
    )
    points = (Point(date(2026, 3, 4), one), Point(date(2026, 3, 5), other))
    return Figures(text, 4, quantities, (History(text, text, points),), limit=3)


def reading(text: str, url: str | None = LINK) -> Reading:
    sentences = (Sentence(SENTENCE, 0, len(SENTENCE), ()),)
    figure = Figure(
        surface="3만장", start=0, end=3, sentence=0, kind="count", value=30000, low=None, high=None,
        unit="장", of=None, modifier=None, subject=text, measure=text, printed=text,
    )  # fmt: skip
    article = Article(SENTENCE, text, text, text, NOW, url)
    return Reading(article, sentences, (Pick(0, 1.0),), (figure,), (0,))


def everything(text: str, url: str | None = LINK) -> Iterator[Message]:
    """Each kind of message with a text wherever one comes from outside."""
    stories = (told(text, url, publisher=text), told("다음 소식"))
    yield digest(*stories, numbers=(number(text, url),), rising=(text, "전력"))
    yield digest()
    yield reading(text, url)
    yield Found(text, (hit(text, url, text),), read_as=text)
    yield Found(text, ())
    items = (Item(hit(text, url, text), (text, "누리타임즈"), 3), Item(hit("다음 소식")))
    yield Answer(text, items, (text,), figures(text, url), text, (text,), weighs_freshness=True)
    yield Answer(text, (), nearest=(text,), read_as=text, ignored=(text,))
    yield figures(text, url)
    yield Figures(text, 0, ())
    yield TopicList((Topic(text, (text, "GPU"), ("H100",)),))
    yield Suggestions((Rise(text, 3, 1, 9.0),), 2, 10)
    yield Suggestions((), 2, 10)
    yield Tally((Outcome(text, Novelty.FAILED, Reason.EMPTY), Outcome(text, Novelty.NEW)))
    yield Status(text, Counts(1, 0, 1, 1, 0, NOW, NOW, NOW))
    report = Report("a", text, text, NOW, NOW)
    other = Report("b", text, text, NOW, NOW)
    yield Grouping((Story("a", (report, other), (("a", "b"),)),), {"a": "a", "b": "b"})
    source = Source(Kind.FEED, text, url or text, text, topics=(text,), interval=timedelta(hours=1))
    yield Sources(text, (source,))
    yield Sheet(text, ("이름", "주기", text), ((text, text, text), ("가온", "", "1시간")), text)
    yield Sheet("", ("명령", "하는 일"), (("지금", text),))
    yield Evidence(text, (Proof(text, SENTENCE, text, url), Proof(text, text)))
    yield Notice(text)
    yield Notice(f"{text}\n" * 30)
