"""One article, read: its sentences, its summary and its figures, from one pass of the analyser."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.article import KST, Article
from corpus.sentence import Sentence
from summaries import figures as quantities
from summaries.figures import Figure, Period
from summaries.genres import genre
from summaries.quoting import Rules
from summaries.salience import weigh
from summaries.summary import Budget, Pick, pick, select

if TYPE_CHECKING:  # the analyser is made elsewhere, once, and handed in
    from corpus.korean import Korean


@dataclass(frozen=True, slots=True)
class Request:
    """An article to read, and how many sentences are wanted: None leaves that to the budget."""

    article: Article
    sentences: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article says. Spans are code points in `article.body`, its torn words mended.

    `key_figures` are indexes into `figures`, the most telling first.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    summary: tuple[Pick, ...]
    figures: tuple[Figure, ...]
    key_figures: tuple[int, ...]

    def findings(self) -> dict[str, Any]:
        """The results as JSON values, in the shape that `ai-korea analyze` prints."""
        return {
            "sentences": [_span(s) for s in self.sentences],
            "summary": [_span(self.sentences[p.index]) | {"score": p.score} for p in self.summary],
            "figures": [_figure(f) for f in self.figures],
            "key_figures": list(self.key_figures),
        }


def read(request: Request, language: Korean, budget: Budget) -> Reading:
    """One article, read."""
    return _read(request, language.analyse(request.article.body), language, budget)


def read_many(
    requests: Iterable[Request], language: Korean, budget: Budget
) -> Iterator[Reading | Exception]:
    """Each article, read, in order; the analyser works on the next one meanwhile.

    A fault in one article comes in its place, so that the others are read all the same.
    """
    waiting: deque[Request] = deque()

    def bodies() -> Iterator[str]:
        for request in requests:
            waiting.append(request)
            yield request.article.body

    for sentences in language.analyse_many(bodies()):
        try:
            yield _read(waiting.popleft(), sentences, language, budget)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this article's alone
            yield error


def _read(
    request: Request, sentences: tuple[Sentence, ...], language: Korean, budget: Budget
) -> Reading:
    article = request.article
    mended = language.mend(article.body, sentences)
    if mended != article.body:
        article, sentences = replace(article, body=mended), language.analyse(mended)
    scores = weigh(sentences, article.headline)
    if request.sentences is None:
        mine = Rules(budget).budget(genre(article.headline, article.body))
        summary = select(sentences, scores, len(article.body), mine)
    else:
        summary = pick(scores, request.sentences)
    found = quantities.find(sentences, _day(article.published_at))
    key = quantities.key(found, sentences, article.headline, [p.index for p in summary])
    return Reading(article, sentences, summary, found, key)


def _span(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "start": sentence.start, "end": sentence.end}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "surface": figure.surface,
        "printed": figure.printed,
        "start": figure.start,
        "end": figure.end,
        "sentence": figure.sentence,
        "kind": figure.kind,
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "unit": figure.unit,
        "of": _number(figure.of),
        "modifier": figure.modifier,
        "subject": figure.subject,
        "measure": figure.measure,
        "speaker": figure.speaker,
        "source": figure.source,
        "time": figure.time and _period(figure.time),
        "status": figure.status,
        "change": figure.change,
        "restates": figure.restates,
    }


def _period(period: Period) -> dict[str, str | None]:
    first, last = (day.isoformat() if day else None for day in (period.first, period.last))
    return {"text": period.text, "from": first, "to": last}


def _day(published: datetime | date | None) -> date | None:
    """The day of publication, in Korea."""
    return published.astimezone(KST).date() if isinstance(published, datetime) else published


def _number(value: Decimal | float | None) -> int | float | None:
    """A JSON number; whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
